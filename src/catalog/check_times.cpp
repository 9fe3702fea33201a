// That a regime's frequency, window and due rules go together, tried with real periods.

#include <algorithm>
#include <set>

#include "calendar/frequency.h"
#include "catalog/references.h"
#include "base/suggestion.h"

namespace girs {
namespace {

using json::Node;

constexpr int kYearsTried = 10;   // the newest ones; days of longer lives would take too long

/// The days of a regime's life that the calendars know, or of a leap year and a common one where
/// they know none of it.
DateRange days_to_try(const Regime& regime, const CatalogDocuments& documents) {
  DateRange days{make_date(2024, 1, 1), make_date(2025, 12, 31)};
  for (const auto& document : documents.calendars) {
    days.from = std::min(days.from, make_date(document.calendar.first_year(), 1, 1));
    days.to = std::max(days.to, make_date(document.calendar.last_year(), 12, 31));
  }
  DateRange lived = days;
  if (regime.from) lived.from = std::max(lived.from, *regime.from);
  if (regime.to) lived.to = std::min(lived.to, *regime.to);
  if (lived.to < lived.from) return {make_date(2024, 1, 1), make_date(2025, 12, 31)};
  lived.from = std::max(lived.from, make_date(std::max(1, year_of(lived.to) - kYearsTried + 1), 1, 1));
  return lived;
}

/// Periods of the regime to try its rules with: those of the days above, the first several years,
/// every campaign.
Result<std::vector<Period>> sample_periods(const Regime& regime, const CatalogDocuments& documents) {
  auto frequency = regime.frequency;
  frequency.working_days_only = false;   // no calendar is asked
  if (frequency.kind == PeriodKind::kYears) {
    const Period first{frequency.kind, frequency.first_year, frequency.years, {}};
    return exists(first) ? std::vector{first} : std::vector<Period>{};   // else reported
  }
  const auto days = frequency.kind == PeriodKind::kCampaign
                        ? DateRange{make_date(1, 1, 1), make_date(9999, 12, 31)}
                        : days_to_try(regime, documents);
  return periods_between(frequency, regime.window, days.from, days.to, WorkingCalendar{});
}

/// Where the due rule of that key stands: "/due/levels/province", or "/due" for one rule for all.
Node place_of(const RegimeDocument& document, const std::string& key) {
  const auto due = document.node.optional("due");
  const auto levels = due.optional("levels");
  return levels ? levels.optional(key) : due;
}

/// The due date, on the calendar where one knows it (a rule may move days off back).
std::optional<Date> due_date(const DueRule& rule, const Period& period, const DateRange& window,
                             const CatalogDocuments& documents) {
  const auto date = due_before_shift(rule, period, window);
  if (!date) return std::nullopt;   // years out of reach, or it waits for members
  for (const auto& document : documents.calendars)
    if (const auto due = due_of(rule, period, window, document.calendar);
        due && rule.shift == DueShift::kPrevious)
      return due->date;
  return *date;
}

/// A due date may precede the window's end (many in force do), but not its first day. One
/// example a rule is enough.
void check_due(const RegimeDocument& document, const std::string& key, const DueRule& rule,
               const std::vector<Period>& periods, const CatalogDocuments& documents,
               Mistakes& mistakes) {
  for (const auto& period : periods) {
    const auto window = window_of(document.regime.window, period);
    const auto due = window ? due_date(rule, period, *window, documents) : std::nullopt;
    if (!due || *due >= window->from) continue;
    const auto label = period.label();
    add_mistake(mistakes, place_of(document, key),
                {"The report for " + label + " would be due on " + to_text(*due) +
                     ", before its window opens on " + to_text(window->from) + ".",
                 "Báo cáo kỳ " + label + " sẽ đến hạn vào ngày " + to_text(*due) +
                     ", trước ngày bắt đầu thời gian chốt số liệu " + to_text(window->from) +
                     "."},
                {{"period", label}});
    return;
  }
}

void check_windows(const RegimeDocument& document, const CatalogDocuments& documents,
                   Mistakes& mistakes) {
  const auto& regime = document.regime;
  const auto window = document.node.optional("window");
  if (!window.is_object() || !window.optional("kind").is_text()) return;   // reported
  if (regime.window.kind == WindowKind::kDates && regime.frequency.kind != PeriodKind::kCampaign)
    return add_mistake(mistakes, window,
                       {"A window of its own dates is for the frequency \"campaign\": other "
                        "periods would all cover the same days.",
                        "Thời gian chốt theo ngày riêng chỉ dùng cho tần suất \"campaign\": các kỳ "
                        "khác sẽ có cùng một khoảng thời gian."});
  const auto periods = sample_periods(regime, documents);
  if (!periods) return add_mistake(mistakes, window, periods.error().message);
  for (const auto& period : *periods)
    if (const auto days = window_of(regime.window, period); !days)
      return add_mistake(mistakes, window, days.error().message);
  for (const auto& [key, rule] : regime.due)
    check_due(document, key, rule, *periods, documents, mistakes);
}

void check_reporters(const RegimeDocument& document, Mistakes& mistakes) {
  const auto& regime = document.regime;
  const auto due = document.node.optional("due");
  for (const auto& line : regime.reporters) {
    if (line.by != Assignment::By::kKind || line.code.empty()) continue;  // empty: reported
    const auto& kind = line.code;
    const auto* rule = regime.due_for(kind);
    if (rule == nullptr)
      add_mistake(mistakes, due,
                  {"There is no due rule for \"" + kind + "\", which must report.",
                   "Chưa có thời hạn gửi cho \"" + kind + "\", là đối tượng phải báo cáo."});
    else if (rule->kind == DueKind::kAfterMembers && !regime.aggregates(kind))
      add_mistake(mistakes, due,
                  {"\"" + kind + "\" adds up no reports of others, so that it cannot be due after "
                       "them; give it another due rule or name it among the aggregators.",
                   "\"" + kind + "\" không tổng hợp báo cáo của đơn vị khác nên không thể đến hạn "
                       "sau các báo cáo đó; hãy dùng quy tắc thời hạn khác hoặc ghi vào "
                       "\"aggregators\"."});
  }
}

/// What kinds of unit the catalogue has, and which of them while the regime is in force.
struct Kinds {
  std::set<std::string> all;
  std::set<std::string> in_force;
};

Kinds kinds_of(const Regime& regime, const CatalogDocuments& documents) {
  Kinds kinds;
  for (const auto& document : documents.units)
    for (const auto& unit : document.data.units) {
      kinds.all.insert(unit.kind);
      const bool before = unit.to && regime.from && *unit.to < *regime.from;
      const bool after = unit.from && regime.to && *regime.to < *unit.from;
      if (!before && !after) kinds.in_force.insert(unit.kind);
    }
  return kinds;
}

/// Each key of "levels" names a kind of unit that there is, and one kind only.
void check_levels(const RegimeDocument& document, const CatalogDocuments& documents,
                  Mistakes& mistakes) {
  const auto& regime = document.regime;
  const auto kinds = kinds_of(regime, documents);
  for (const auto& entry : regime.due) {
    const auto& key = entry.first;
    if (key == "*" || kind_of_key(key) != key || kinds.all.empty()) continue;
    const bool reports = std::ranges::any_of(regime.reporters, [&](const Assignment& line) {
      return line.by == Assignment::By::kKind && line.code == key;
    });
    if (kinds.all.contains(key) || reports || regime.aggregates(key)) continue;
    const auto hint = did_you_mean(key, {kinds.all.begin(), kinds.all.end()});
    add_mistake(mistakes, place_of(document, key),
                {"There is no kind of unit \"" + key + "\"" + hint.en,
                 "Không có loại đơn vị \"" + key + "\"" + hint.vi});
  }
  const bool districts_ended =
      kinds.all.contains("district") && !kinds.in_force.contains("district");
  if (districts_ended && regime.due.contains("2") &&
      (regime.due.contains("3") || regime.due.contains("commune")))
    add_mistake(mistakes, place_of(document, "2"),
                {"Without districts level 2 is the commune, which has another due rule here; name "
                 "kinds of unit instead of numbers.",
                 "Khi không còn cấp huyện, cấp 2 là cấp xã, vốn đã có quy tắc thời hạn khác; hãy "
                 "ghi loại đơn vị thay cho số cấp."});
}

}  // namespace

void check_times(const RegimeDocument& document, const CatalogDocuments& documents,
                 Mistakes& mistakes) {
  check_windows(document, documents, mistakes);
  check_reporters(document, mistakes);
  check_levels(document, documents, mistakes);
}

}  // namespace girs
