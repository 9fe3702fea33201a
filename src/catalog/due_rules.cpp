#include "catalog/due_rules.h"

#include <vector>

#include "base/text.h"

namespace girs {
namespace {

const DueRule* rule_of(const DueRules& rules, std::string_view key) {
  const auto found = rules.find(std::string(key));
  return found == rules.end() ? nullptr : &found->second;
}

/// What units of that level were called on `day`. Level 3 was only ever the commune.
std::string_view kind_of_level(std::string_view level, Date day) {
  const bool two_levels = day >= make_date(2025, 7, 1);
  if (level == "1") return "province";
  if (level == "2") return two_levels ? "commune" : "district";
  if (level == "3") return "commune";
  return level;
}

}  // namespace

std::string kind_of_key(const std::string& key) {
  if (key == "1") return "province";
  if (key == "2") return "district";
  if (key == "3") return "commune";
  return key;
}

const DueRule* due_for_kind(const DueRules& rules, std::string_view unit_kind) {
  if (const auto* own = rule_of(rules, unit_kind)) return own;
  const auto* numbered = unit_kind == "province"   ? rule_of(rules, "1")
                         : unit_kind == "district" ? rule_of(rules, "2")
                         : unit_kind == "commune"  ? rule_of(rules, "3")
                                                   : nullptr;
  if (numbered == nullptr && unit_kind == "commune") numbered = rule_of(rules, "2");
  return numbered != nullptr ? numbered : rule_of(rules, "*");
}

Result<DueRule> get_due(const DueRules& rules, std::string_view level, Date day) {
  const bool one_for_all = rules.size() == 1 && rules.contains("*");
  if (!level.empty() || one_for_all) {
    if (const auto* named = rule_of(rules, level)) return *named;
    if (const auto* found = due_for_kind(rules, kind_of_level(level, day))) return *found;
  }
  std::vector<std::string> known;
  for (const auto& entry : rules) known.push_back(entry.first);
  const auto all = join(known, ", ");
  const auto named = level.empty() ? std::string() : " \"" + std::string(level) + "\"";
  return error(Code::kNotFound,
               "The rule has no due date for the level" + named + "; it tells apart: " + all + ".",
               "Quy tắc không có thời hạn gửi cho cấp" + named + "; quy tắc phân biệt: " + all + ".",
               {{"rule", "due"}});
}

}  // namespace girs
