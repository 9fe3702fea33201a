// Windows as catalogue documents write them (DOMAIN.md section 2: cut-off conventions in force).

#include <charconv>

#include "catalog/catalog.h"
#include "catalog/document.h"
#include "catalog/rules_of_time.h"

namespace girs {
namespace {

using json::Node;

struct MonthDay {
  int month = 0;
  int day = 0;
};

std::optional<int> two_digits(std::string_view text) {
  int value = 0;
  const auto end = text.data() + text.size();
  if (text.size() != 2 || text[0] == '-') return std::nullopt;
  const auto [at, problem] = std::from_chars(text.data(), end, value);
  return problem == std::errc() && at == end ? std::optional(value) : std::nullopt;
}

/// "10-31"; calendar/window.h says what 29 February means in other years.
MonthDay read_month_day(const Node& node) {
  const auto text = node.text();
  if (text.empty()) return {};
  if (text.size() == 5 && text[2] == '-') {
    const auto month = two_digits(std::string_view(text).substr(0, 2));
    const auto day = two_digits(std::string_view(text).substr(3));
    if (month && day && parse_date("2024-" + text)) return {*month, *day};
  }
  node.mistake("\"" + text + "\" is no day of a year; write month and day as 10-31.",
               "\"" + text + "\" không phải là ngày trong năm; hãy viết tháng và ngày như 10-31.");
  return {};
}

void read_fixed(const Node& node, WindowRule& rule) {
  node.only({"kind", "from", "to"});
  const auto from = read_month_day(node.member("from"));
  const auto to = read_month_day(node.member("to"));
  rule.from_month = from.month;
  rule.from_day = from.day;
  rule.to_month = to.month;
  rule.to_day = to.day;
  if (from.month != 0 && to.month != 0 &&
      std::pair(to.month, to.day) < std::pair(from.month, from.day))
    node.mistake("The window ends before it begins.",
                 "Thời gian chốt số liệu kết thúc trước khi bắt đầu.");
}

/// "from" and "to" of a campaign, in order.
DateRange read_own_dates(const Node& node) {
  const auto from = read_date(node.member("from"));
  const auto to = read_date(node.member("to"));
  if (!from || !to) return {};
  if (*to < *from)
    node.mistake("The window ends before it begins.",
                 "Thời gian chốt số liệu kết thúc trước khi bắt đầu.");
  return {*from, *to};
}

void read_campaigns(const Node& node, WindowRule& rule) {
  node.only({"kind", "campaigns"});
  const auto campaigns = node.member("campaigns");
  campaigns.members([&](const std::string& code, Node dates) {
    dates.only({"from", "to", "note", "source"});
    check_remarks(dates);
    if (!exists({PeriodKind::kCampaign, 0, 0, code}))
      dates.mistake("\"" + code + "\" is no code of a campaign.",
                    "\"" + code + "\" không phải là mã của một đợt báo cáo.");
    rule.campaigns.emplace(code, read_own_dates(dates));
  });
  if (campaigns.is_object() && rule.campaigns.empty())
    campaigns.mistake("No campaign is given; name at least one with its dates.",
                      "Chưa có đợt báo cáo nào; hãy nêu ít nhất một đợt và thời gian của đợt đó.");
}

}  // namespace

WindowRule read_window(const Node& node) {
  WindowRule rule;
  constexpr WindowKind kKinds[] = {WindowKind::kNd09, WindowKind::kCalendar,
                                   WindowKind::kClosingDay, WindowKind::kFixed,
                                   WindowKind::kDates,      WindowKind::kCampaigns};
  const auto kind = node.member("kind");
  rule.kind =
      kKinds[kind.one_of({"nd09", "calendar", "closing-day", "fixed", "dates", "campaigns"})];
  if (!kind.is_text()) return rule;  // reported; the other members depend on it
  switch (rule.kind) {
    case WindowKind::kNd09:
    case WindowKind::kCalendar:
      node.only({"kind"});
      break;
    case WindowKind::kClosingDay:
      node.only({"kind", "day", "december"});
      rule.closing_day = static_cast<int>(node.member("day").integer(1, 28));
      if (const auto december = node.optional("december")) {
        december.one_of({"last-day"});
        rule.december_last_day = true;
      }
      break;
    case WindowKind::kFixed:
      read_fixed(node, rule);
      break;
    case WindowKind::kDates:
      node.only({"kind", "from", "to"});
      rule.dates = read_own_dates(node);
      break;
    case WindowKind::kCampaigns:
      read_campaigns(node, rule);
      break;
  }
  return rule;
}

Result<WindowRule> parse_window_rule(const json::Value& value) {
  Mistakes mistakes;
  const auto rule = read_window(Node::root(value, "", mistakes));
  if (!mistakes.empty())
    return std::move(mistakes).to_error(
        Code::kInvalidArgument, "The window rule has mistakes.",
        "Quy tắc thời gian chốt số liệu có lỗi.");
  return rule;
}

}  // namespace girs
