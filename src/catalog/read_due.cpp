// Due dates as catalogue documents write them (DOMAIN.md section 2: shapes in force).

#include <algorithm>
#include <charconv>

#include "catalog/catalog.h"
#include "catalog/document.h"
#include "catalog/rules_of_time.h"

namespace girs {
namespace {

using json::Node;

/// "17:00" as minutes from midnight; "24:00" is the end of the day, which is the default.
std::optional<int> read_time(const Node& node) {
  const auto text = node.text();
  if (text.empty()) return std::nullopt;
  int hour = -1;
  int minute = -1;
  if (text.size() == 5 && text[2] == ':' && text[0] != '-' && text[3] != '-') {
    const auto* at = text.data();
    const bool hour_read = std::from_chars(at, at + 2, hour).ptr == at + 2;
    const bool minute_read = std::from_chars(at + 3, at + 5, minute).ptr == at + 5;
    if (hour_read && minute_read && hour <= 23 && minute <= 59 && hour + minute > 0)
      return hour * 60 + minute;
    if (text == "24:00") return std::nullopt;
  }
  node.mistake("\"" + text + "\" is no time on the due day; write it as 17:00, from 00:01 to 24:00.",
               "\"" + text + "\" không phải là giờ trong ngày đến hạn; hãy viết như 17:00, từ "
               "00:01 đến 24:00.");
  return std::nullopt;
}

int optional_integer(const Node& node, std::string_view name, int min, int max) {
  const auto member = node.optional(name);
  return member ? static_cast<int>(member.integer(min, max)) : 0;
}

void read_fixed_date(const Node& node, DueRule& rule) {
  node.only({"kind", "month", "day", "years_after", "shift", "time"});
  rule.month = static_cast<int>(node.member("month").integer(1, 12));
  const auto day = node.member("day");
  rule.day = static_cast<int>(day.integer(1, 31));
  rule.years_after = optional_integer(node, "years_after", -1, 5);
  if (rule.month < 1 || rule.day < 1) return;  // reported
  const auto last = static_cast<unsigned>(
      std::chrono::year_month_day(month_end(2024, static_cast<unsigned>(rule.month))).day());
  if (rule.day > static_cast<int>(last))
    day.mistake("Month " + std::to_string(rule.month) + " has no day " +
                    std::to_string(rule.day) + ".",
                "Tháng " + std::to_string(rule.month) + " không có ngày " +
                    std::to_string(rule.day) + ".");
}

void read_kind(const Node& node, DueRule& rule) {
  switch (rule.kind) {
    case DueKind::kWorkingDaysAfter:
      node.only({"kind", "days", "shift", "time"});
      rule.days = static_cast<int>(node.member("days").integer(1, 366));
      return;
    case DueKind::kDayOfMonth:
      node.only({"kind", "day", "months_after", "shift", "time"});
      rule.day = static_cast<int>(node.member("day").integer(1, 31));
      rule.months_after = optional_integer(node, "months_after", -12, 24);
      return;
    case DueKind::kFixedDate:
      read_fixed_date(node, rule);
      return;
    case DueKind::kHoursAfter:
      node.only({"kind", "hours", "shift", "time"});
      rule.hours = static_cast<int>(node.member("hours").integer(1, 8784));
      return;
    case DueKind::kAfterMembers:
      node.only({"kind", "working_days", "shift", "time"});
      rule.days = static_cast<int>(node.member("working_days").integer(1, 366));
      return;
  }
}

}  // namespace

DueRule read_due(const Node& node) {
  DueRule rule;
  constexpr DueKind kKinds[] = {DueKind::kWorkingDaysAfter, DueKind::kDayOfMonth,
                                DueKind::kFixedDate, DueKind::kHoursAfter,
                                DueKind::kAfterMembers};
  const auto kind = node.member("kind");
  rule.kind = kKinds[kind.one_of(
      {"working-days-after", "day-of-month", "fixed", "hours-after", "after-members"})];
  if (!kind.is_text()) return rule;  // reported; the other members depend on it
  read_kind(node, rule);
  if (const auto shift = node.optional("shift")) {
    constexpr DueShift kShifts[] = {DueShift::kNext, DueShift::kPrevious, DueShift::kNone};
    rule.shift = kShifts[shift.one_of({"next", "previous", "none"})];
  }
  if (const auto time = node.optional("time")) rule.minute_of_day = read_time(time);
  return rule;
}

DueRules read_due_levels(const Node& node) {
  DueRules rules;
  const auto levels = node.optional("levels");
  if (!levels) {
    rules.emplace("*", read_due(node));
    return rules;
  }
  node.only({"levels"});
  levels.members([&](const std::string& key, Node rule) {
    const auto kind = kind_of_key(key);
    const bool twice = std::ranges::any_of(
        rules, [&](const auto& other) { return kind_of_key(other.first) == kind; });
    rules.emplace(key, read_due(rule));
    if (twice)
      rule.mistake("The kind of unit \"" + kind + "\" has two due rules; leave one out.",
                   "Loại đơn vị \"" + kind + "\" có hai quy tắc thời hạn; hãy bỏ bớt một.");
  });
  if (rules.empty())
    levels.mistake("No due rule is given; name at least one kind of unit.",
                   "Chưa có quy tắc thời hạn nào; hãy nêu ít nhất một loại đơn vị.");
  return rules;
}

namespace {

Error due_mistakes(Mistakes mistakes) {
  return std::move(mistakes).to_error(Code::kInvalidArgument, "The due rule has mistakes.",
                                      "Quy tắc thời hạn gửi có lỗi.");
}

}  // namespace

Result<DueRule> parse_due_rule(const json::Value& value) {
  Mistakes mistakes;
  const auto rule = read_due(Node::root(value, "", mistakes));
  if (!mistakes.empty()) return due_mistakes(std::move(mistakes));
  return rule;
}

Result<DueRules> parse_due_rules(const json::Value& value) {
  Mistakes mistakes;
  auto rules = read_due_levels(Node::root(value, "", mistakes));
  if (!mistakes.empty()) return due_mistakes(std::move(mistakes));
  return rules;
}

}  // namespace girs
