// Who may sign what, and when.

#include "key/registry.h"

#include <algorithm>

#include "key/registry_document.h"

namespace girs {
namespace {

constexpr std::string_view kAny = "*";

bool allows(const std::vector<std::string>& list, std::string_view wanted) {
  return std::ranges::any_of(list, [&](const std::string& entry) {
    return entry == kAny || (!wanted.empty() && entry == wanted);
  });
}

bool allows(const RoleGrant& grant, const SigningAct& act) {
  return grant.role == act.role && allows(grant.units, act.unit) &&
         allows(grant.regimes, act.regime) && allows(grant.types, act.payload_type);
}

Error refused(std::string_view reason, std::string_view keyid, std::string en, std::string vi) {
  return error(Code::kUntrusted, std::move(en), std::move(vi),
               {{"reason", std::string(reason)}, {"keyid", std::string(keyid)}});
}

/// "Nguyễn Văn A (VP UBND)" or the unit alone: how messages name the holder of a key.
std::string holder_of(const Subject& subject) {
  return subject.person.empty() ? subject.unit : subject.person + " (" + subject.unit + ")";
}

Status check_validity(const KeyRecord& record, Time at) {
  const std::string& keyid = record.key.keyid();
  const std::string holder = holder_of(record.subject);
  if (at < record.not_before)
    return refused("key-not-yet-valid", keyid,
                   "The key of " + holder + " is valid only from " +
                       to_rfc3339(record.not_before) + ".",
                   "Khóa của " + holder + " chỉ có hiệu lực từ " +
                       to_vietnam_text(record.not_before) + ".");
  if (record.not_after && at > *record.not_after)
    return refused("key-expired", keyid,
                   "The key of " + holder + " was valid until " +
                       to_rfc3339(*record.not_after) + "; sign with the key in force.",
                   "Khóa của " + holder + " đã hết hiệu lực từ " +
                       to_vietnam_text(*record.not_after) + "; hãy ký bằng khóa đang hiệu lực.");
  // Revoked later: what was logged before stays valid (FORMATS.md section 3).
  if (record.revoked_at && at >= *record.revoked_at)
    return refused("key-revoked", keyid,
                   "The key of " + holder + " was revoked on " +
                       to_rfc3339(*record.revoked_at) + ": " + record.reason + ".",
                   "Khóa của " + holder + " đã bị thu hồi lúc " +
                       to_vietnam_text(*record.revoked_at) + ": " + record.reason + ".");
  return ok();
}

std::string about(const SigningAct& act, std::string_view unit_word, std::string_view regime_word) {
  std::string text;
  if (!act.unit.empty()) text += std::string(unit_word) + std::string(act.unit);
  if (!act.regime.empty()) text += std::string(regime_word) + std::string(act.regime);
  return text;
}

}  // namespace

std::string_view to_text(KeyStatus status) {
  switch (status) {
    case KeyStatus::kActive: return "active";
    case KeyStatus::kRetired: return "retired";
    case KeyStatus::kRevoked: break;
  }
  return "revoked";
}

Registry::Registry(RegistryContent content) : content_(std::move(content)) {
  for (std::size_t i = 0; i < content_.keys.size(); ++i)
    by_keyid_.emplace(content_.keys[i].key.keyid(), i);
}

Result<Registry> Registry::make(RegistryContent content) {
  GIRS_TRY(const std::string bytes, write_registry(content));
  return parse(bytes);
}

Result<Registry> Registry::parse(std::string_view bytes) {
  GIRS_TRY(RegistryContent content, read_registry(bytes));
  return Registry(std::move(content));
}

Result<std::string> Registry::to_bytes() const { return write_registry(content_); }

const KeyRecord* Registry::find(std::string_view keyid) const {
  const auto found = by_keyid_.find(keyid);
  return found == by_keyid_.end() ? nullptr : &content_.keys[found->second];
}

const KeyRecord* Registry::find_spki(ByteView spki) const {
  return find(to_hex(sha256(spki)));
}

Status Registry::permits(std::string_view keyid, const SigningAct& act, Time at) const {
  const KeyRecord* record = find(keyid);
  if (!record)
    return refused("key-unknown", keyid,
                   "The key " + std::string(keyid) + " is not in the registry; have it added.",
                   "Khóa " + std::string(keyid) + " chưa có trong danh bạ khóa; hãy đăng ký khóa.");
  GIRS_CHECK(check_validity(*record, at));
  for (const RoleGrant& grant : record->roles)
    if (allows(grant, act)) return ok();
  const std::string holder = holder_of(record->subject);
  return refused("role", keyid,
                 "The key of " + holder + " may not sign as " + std::string(act.role) +
                     about(act, " for unit ", " in regime ") + ".",
                 "Khóa của " + holder + " không được ký với vai trò " + std::string(act.role) +
                     about(act, " cho đơn vị ", " trong chế độ báo cáo ") + ".");
}

Status succeeds(const Registry& old, const Registry& next) {
  if (old.audience() != next.audience())
    return error(Code::kConflict,
                 "This registry is for " + next.audience() + ", not for " + old.audience() + ".",
                 "Danh bạ khóa này dành cho " + next.audience() + ", không phải " +
                     old.audience() + ".",
                 {{"reason", "audience"}});
  if (next.version() > old.version()) return ok();
  if (next.version() == old.version()) {
    GIRS_TRY(const std::string before, old.to_bytes());
    GIRS_TRY(const std::string after, next.to_bytes());
    if (before == after) return ok();
  }
  return error(Code::kConflict,
               "A registry of version " + std::to_string(next.version()) +
                   " may not replace version " + std::to_string(old.version()) + ".",
               "Danh bạ khóa phiên bản " + std::to_string(next.version()) +
                   " không được thay phiên bản " + std::to_string(old.version()) + ".",
               {{"reason", "version"}, {"version", std::to_string(old.version())}});
}

}  // namespace girs
