#include "key/grant_checks.h"

#include <algorithm>
#include <set>
#include <string_view>

namespace girs {
namespace {

using List = std::vector<std::string>;

constexpr std::string_view kAny = "*";

bool contains(const List& list, std::string_view word) {
  return std::ranges::find(list, word) != list.end();
}

bool overlap(const List& one, const List& other) {
  if (contains(one, kAny) || contains(other, kAny)) return true;
  return std::ranges::any_of(one, [&](const std::string& word) { return contains(other, word); });
}

bool overlap(const RoleGrant& one, const RoleGrant& other) {
  return overlap(one.units, other.units) && overlap(one.regimes, other.regimes);
}

/// Two roles that one key may not have for the same unit and regime.
struct Clash {
  std::string_view one, other, en, vi;
};
constexpr Clash kClashes[] = {
    {"preparer", "approver", "prepares and approves reports", "vừa lập vừa duyệt báo cáo"},
    {"preparer", "decider", "prepares reports and decides on them", "vừa lập vừa quyết định về báo cáo"},
    {"approver", "decider", "approves reports and decides on them", "vừa duyệt vừa quyết định về báo cáo"},
    {"auditor", "reader", "reads reports and audits who reads", "vừa đọc vừa kiểm tra việc đọc báo cáo"},
    {"auditor", "partner", "reads shared reports and audits who reads", "vừa đọc vừa kiểm tra việc đọc báo cáo"},
    {"auditor", "transport", "fetches reports and audits who reads", "vừa nhận vừa kiểm tra việc đọc báo cáo"},
};

const Clash* clash_of(const RoleGrant& one, const RoleGrant& other) {
  for (const auto& clash : kClashes)
    if ((clash.one == one.role && clash.other == other.role) ||
        (clash.one == other.role && clash.other == one.role))
      return &clash;
  return nullptr;
}

/// What is wrong with a list, if anything.
std::optional<Message> list_mistake(const List& list) {
  std::set<std::string_view> seen;
  for (const auto& word : list)
    if (!seen.insert(word).second)
      return Message{"\"" + word + "\" is listed twice in a role.", "\"" + word + "\" được nêu hai lần trong một vai trò."};
  if (list.size() > 1 && contains(list, kAny))
    return Message{"\"*\" means any: it contradicts the names beside it.",
                   "\"*\" là không giới hạn: mâu thuẫn với các mã nêu cùng."};
  return std::nullopt;
}

}  // namespace

void check_grants(const std::vector<RoleGrant>& grants,
                  const std::function<void(std::size_t, const Message&)>& mistake) {
  for (std::size_t i = 0; i < grants.size(); ++i) {
    for (const auto* list : {&grants[i].units, &grants[i].regimes, &grants[i].types})
      if (const auto wrong = list_mistake(*list)) mistake(i, *wrong);
    for (std::size_t before = 0; before < i; ++before) {
      if (grants[before] == grants[i]) {
        mistake(i, {"This role is granted twice in the same words.", "Vai trò này được cấp hai lần giống hệt nhau."});
        continue;
      }
      const auto* clash = clash_of(grants[before], grants[i]);
      if (!clash || !overlap(grants[before], grants[i])) continue;
      mistake(i, {"One key " + std::string(clash->en) + " of the same units: that takes two people with a key each.",
                  "Một khóa " + std::string(clash->vi) + " của cùng đơn vị: phải là hai người, mỗi người một khóa."});
    }
  }
}

}  // namespace girs
