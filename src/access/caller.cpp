#include "access/caller.h"

#include <algorithm>

namespace girs::access {
namespace {

constexpr std::string_view kAny = "*";

bool covers_unit(const RoleGrant& grant, const Object& object) {
  return std::ranges::any_of(grant.units, [&](const std::string& unit) {
    if (unit == kAny) return true;
    if (object.unit.empty()) return false;
    return unit == object.unit || (object.within && object.within(unit));
  });
}

bool covers_regime(const RoleGrant& grant, const Object& object) {
  return std::ranges::any_of(grant.regimes, [&](const std::string& regime) {
    return regime == kAny || (!object.regime.empty() && regime == object.regime);
  });
}

std::string listed(std::string_view roles, std::string_view last_word) {
  std::string text;
  for (const char c : roles) c == ' ' ? void(text.append(last_word)) : text.push_back(c);
  return text;
}

std::string about(const Object& object, std::string_view unit_word, std::string_view regime_word) {
  std::string text;
  if (!object.unit.empty()) text.append(unit_word).append(object.unit);
  if (!object.regime.empty()) text.append(regime_word).append(object.regime);
  return text;
}

Error refused(const Right& right, const Caller& caller, const Object& object,
              std::string_view contact) {
  const bool nobody = caller.kind == Caller::Kind::kNobody;
  const std::string whom(contact);
  std::string en = nobody ? "This needs a request signed by a key"
                          : "The key of " + (caller.subject.person.empty() ? caller.subject.unit : caller.subject.person) +
                                " may not do this: it needs a key";
  en += " with the role " + listed(right.roles, " or ") + about(object, " for unit ", " in regime ") +
        "; ask " + (whom.empty() ? "the keeper of the registry of keys" : whom) + ".";
  std::string vi = nobody ? "Việc này cần yêu cầu ký bằng khóa"
                          : "Khóa của " + (caller.subject.person.empty() ? caller.subject.unit : caller.subject.person) +
                                " không có quyền này: cần khóa";
  vi += " có vai trò " + listed(right.roles, " hoặc ") +
        about(object, " cho đơn vị ", " trong chế độ báo cáo ") + "; hãy liên hệ " +
        (whom.empty() ? "đầu mối quản lý danh bạ khóa" : whom) + ".";
  return error(Code::kUntrusted, std::move(en), std::move(vi),
               {{"reason", nobody ? "request-signature" : "role"}});
}

template <class Fits>
bool has_grant(const Right& right, const Caller& caller, const Fits& fits) {
  if (is_public(right) || caller.kind == Caller::Kind::kOpen) return true;
  return std::ranges::any_of(caller.grants, [&](const RoleGrant& grant) {
    return allows(right, grant.role) && fits(grant);
  });
}

}  // namespace

Caller Caller::holder_of(const KeyRecord& record) {
  return {Kind::kKey, record.key.keyid(), record.subject, record.roles};
}

bool is_valid_at(const KeyRecord& record, Time now) {
  if (now < record.not_before || (record.not_after && now > *record.not_after)) return false;
  if (record.status == KeyStatus::kRevoked) return record.revoked_at && now < *record.revoked_at;
  return true;
}

Status permits(const Right& right, const Caller& caller, std::string_view contact) {
  if (has_grant(right, caller, [](const RoleGrant&) { return true; })) return ok();
  return refused(right, caller, {}, contact);
}

Status permits(const Right& right, const Caller& caller, const Object& object,
               std::string_view contact) {
  const bool may = has_grant(right, caller, [&](const RoleGrant& grant) {
    return covers_unit(grant, object) && covers_regime(grant, object);
  });
  return may ? ok() : Status(refused(right, caller, object, contact));
}

}  // namespace girs::access
