#include "calendar/frequency.h"

#include <algorithm>

namespace girs {
namespace {

using std::chrono::days;

constexpr std::size_t kPeriodsMax = 100'000;   // 270 years of days
constexpr days kRestMax{62};      // more days off in a row than any calendar has
constexpr days kRestUsual{10};    // Tết with its weekends and swaps had 9 at most since 2010

Error not_asked_for(const Period& period, std::string en, std::string vi) {
  const auto label = period.label();
  return error(Code::kInvalidArgument, "No report is asked for the period " + label + ": " + en,
               "Không có báo cáo cho kỳ " + label + ": " + vi, {{"period", label}});
}

/// The first period whose window may end on `day` or later: the one whose calendar days hold
/// `day`, because windows end within the calendar days of their periods.
std::optional<Period> first_from(const Frequency& frequency, Date day) {
  if (frequency.kind == PeriodKind::kNineMonths) {
    const Period period{frequency.kind, year_of(day), 0, {}};
    return exists(period) ? std::optional(period) : std::nullopt;
  }
  if (frequency.kind != PeriodKind::kYears) return period_of(day, frequency.kind);
  const Period first{PeriodKind::kYears, frequency.first_year, frequency.years, {}};
  if (!exists(first)) return std::nullopt;
  return shifted(first, std::max(0, year_of(day) - first.year) / first.index);
}

/// Campaigns whose windows end from `from` to `to`.
Result<std::vector<Period>> campaigns_between(const Frequency& frequency, const WindowRule& rule,
                                              Date from, Date to) {
  std::vector<std::pair<Date, Period>> found;
  const auto add = [&](const std::string& code) -> Status {
    Period period{PeriodKind::kCampaign, 0, 0, code};
    GIRS_TRY(const auto window, window_of(rule, period));
    if (from <= window.to && window.to <= to) found.emplace_back(window.to, std::move(period));
    return ok();
  };
  if (rule.kind == WindowKind::kCampaigns) {
    for (const auto& campaign : rule.campaigns) GIRS_CHECK(add(campaign.first));
  } else {
    GIRS_CHECK(add(frequency.campaign));
  }
  std::ranges::sort(found);
  std::vector<Period> periods;
  for (auto& [end, period] : found) periods.push_back(std::move(period));
  return periods;
}

Error too_many() {
  return error(Code::kInvalidArgument, "These are more than 100,000 periods; ask for fewer years.",
               "Có hơn 100.000 kỳ báo cáo; hãy chọn khoảng thời gian ngắn hơn.");
}

/// The day `count` days from `day`, kept within the years 1 to 9999.
Date moved(Date day, days count) {
  return std::clamp(day + count, make_date(1, 1, 1), make_date(9999, 12, 31));
}

/// Whether that day has a period: all have, or those that are worked.
Result<bool> is_asked_for(const Frequency& frequency, Date day, const WorkingCalendar& calendar) {
  if (!frequency.working_days_only) return true;
  GIRS_TRY(const auto found, calendar.look_up(day));
  return found.working;
}

/// The days on which the windows end of all periods that can be due from `from` to `to`: the
/// window's last day lies at most so long before, or after, the due date.
DateRange windows_due(const DueRule& rule, Date from, Date to) {
  days before{0};
  days after{0};
  switch (rule.kind) {
    case DueKind::kWorkingDaysAfter:
    case DueKind::kAfterMembers: before = days{7} * rule.days; break;   // one in a week at least
    case DueKind::kHoursAfter: before = days{rule.hours / 24 + 1}; break;
    case DueKind::kDayOfMonth:
      before = days{31} * std::max(0, rule.months_after + 1);
      after = days{31} * std::max(0, 1 - rule.months_after);
      break;
    case DueKind::kFixedDate:
      before = days{366} * std::max(0, rule.years_after + 1);
      after = days{366} * std::max(0, 1 - rule.years_after);
      break;
  }
  return {moved(from, -before - kRestMax), moved(to, after + kRestMax)};
}

/// Whether a report is due before `day` in any usual year; for years that no calendar knows.
bool usually_over(const DueRule& rule, Date earliest, Date day) {
  const bool counts = rule.kind == DueKind::kWorkingDaysAfter;
  return moved(earliest, kRestUsual + days{counts ? rule.days / 5 * 2 + 2 : 0}) < day;
}

}  // namespace

bool counts(const Frequency& frequency, const Period& period) {
  if (period.kind != frequency.kind) return false;
  return period.kind != PeriodKind::kYears ||
         (period.index == frequency.years && period.year >= frequency.first_year &&
          (period.year - frequency.first_year) % frequency.years == 0);
}

Status check_period(const Frequency& frequency, const WindowRule& rule, const Period& period,
                    const WorkingCalendar& calendar) {
  if (!exists(period) || period.kind != frequency.kind)
    return not_asked_for(period, "the regime has another frequency.",
                         "chế độ báo cáo có tần suất khác.");
  if (!counts(frequency, period))
    return not_asked_for(period, "its years are counted otherwise.",
                         "các năm của kỳ được tính khác.");
  if (period.kind == PeriodKind::kCampaign &&
      (rule.kind == WindowKind::kCampaigns ? !rule.campaigns.contains(period.campaign)
                                           : period.campaign != frequency.campaign))
    return not_asked_for(period, "the regime knows no campaign of that code.",
                         "chế độ báo cáo không có đợt mang mã này.");
  if (frequency.working_days_only && period.kind == PeriodKind::kDay) {
    GIRS_TRY(const auto day, calendar.look_up(calendar_span(period)->from));
    if (!day.working)
      return not_asked_for(period, "it is a day off (" + day.why.en + ").",
                           "đó là ngày nghỉ (" + day.why.vi + ").");
  }
  return ok();
}

Result<std::vector<Period>> periods_between(const Frequency& frequency, const WindowRule& rule,
                                            Date from, Date to, const WorkingCalendar& calendar) {
  if (frequency.kind == PeriodKind::kCampaign) return campaigns_between(frequency, rule, from, to);
  std::vector<Period> periods;
  if (to < from) return periods;
  for (auto period = first_from(frequency, from); period; period = next(*period)) {
    GIRS_TRY(const auto window, window_of(rule, *period));
    if (window.to > to) break;
    if (window.to < from) continue;
    GIRS_TRY(const bool asked, is_asked_for(frequency, window.to, calendar));
    if (!asked) continue;
    if (periods.size() == kPeriodsMax) return too_many();
    periods.push_back(*period);
  }
  return periods;
}

Result<std::vector<PeriodDue>> periods_due_between(const Frequency& frequency,
                                                   const WindowRule& rule, const DueRule& due,
                                                   Date from, Date to,
                                                   const WorkingCalendar& calendar,
                                                   const std::optional<DateRange>& in_force) {
  const auto ends = windows_due(due, from, to);
  auto every_day = frequency;
  every_day.working_days_only = false;   // asked below, for days that can matter only
  GIRS_TRY(const auto candidates, periods_between(every_day, rule, ends.from, ends.to, calendar));
  const Date last = due.shift == DueShift::kPrevious ? moved(to, kRestMax) : to;
  std::vector<PeriodDue> found;
  for (const auto& period : candidates) {
    const auto span = calendar_span(period);
    if (in_force && span && (span->to < in_force->from || in_force->to < span->to)) continue;
    GIRS_TRY(const auto window, window_of(rule, period));
    GIRS_TRY(const auto earliest, due_before_shift(due, period, window));
    if (earliest > last) continue;
    const auto moment = due_of(due, period, window, calendar);
    if (!moment && moment.error().code == Code::kNotFound && usually_over(due, earliest, from))
      continue;   // due in years before those that the calendar knows
    if (!moment) return moment.error();
    if (moment->date < from || moment->date > to) continue;
    GIRS_TRY(const bool asked, is_asked_for(frequency, window.to, calendar));
    if (asked) found.push_back({period, window, *moment});
  }
  return found;
}

}  // namespace girs
