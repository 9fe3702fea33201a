#include "calendar/due.h"

#include <algorithm>
#include <cstdint>

namespace girs {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;

constexpr int kMinutesInDay = 24 * 60;
constexpr int kHoursMax = 24 * 366;
constexpr int kWorkingDaysMax = 366;

Error wrong(std::string en, std::string vi) {
  return error(Code::kInvalidArgument, std::move(en), std::move(vi), {{"rule", "due"}});
}

/// 00:00 in Vietnam at the beginning of `day`.
Time midnight(Date day) { return Time{day} - kVietnamOffset; }

/// The month from which a day of the month is counted, as in MonthSpan.
int last_month(const Period& period, const DateRange& window) {
  if (const auto months = month_span(period)) return months->last;
  const auto span = calendar_span(period);
  const std::chrono::year_month_day last{span ? span->to : window.to};
  return static_cast<int>(last.year()) * 12 + static_cast<int>(static_cast<unsigned>(last.month())) -
         1;
}

/// Day `day` of a month counted as in MonthSpan, or the month's last day.
Result<Date> day_of_month(std::int64_t month, int day) {
  const auto year = month / 12;
  if (day < 1 || day > 31 || month < 12 || year > 9999)
    return wrong("A due date needs a day from 1 to 31 and must lie in the years 1 to 9999.",
                 "Thời hạn gửi cần ngày từ 1 đến 31 và phải nằm trong các năm 1 đến 9999.");
  const auto number = static_cast<unsigned>(month % 12) + 1;
  return std::min(make_date(static_cast<int>(year), number, 1) + days{day - 1},
                  month_end(static_cast<int>(year), number));
}

Result<Date> fixed_date(const DueRule& rule, int year) {
  if (rule.month < 1 || rule.month > 12)
    return wrong("A fixed due date needs a month from 1 to 12.",
                 "Thời hạn gửi cố định cần tháng từ 1 đến 12.");
  return day_of_month((std::int64_t{year} + rule.years_after) * 12 + rule.month - 1, rule.day);
}

/// The moment `hours` after the end of the window's last day.
Result<Time> hours_after(const DueRule& rule, const DateRange& window) {
  if (rule.hours < 1 || rule.hours > kHoursMax)
    return wrong("Hours after the cut-off must be 1 to 8784.",
                 "Số giờ sau khi chốt số liệu phải từ 1 đến 8784.");
  return midnight(window.to + days{1}) + hours{rule.hours};
}

/// The last day on which a report before `deadline` is on time, in Vietnam.
Date last_day_before(Time deadline) {
  return std::chrono::floor<days>(deadline + kVietnamOffset - std::chrono::seconds{1});
}

Result<Date> moved_off_rest(DueShift shift, Date date, const WorkingCalendar& calendar) {
  switch (shift) {
    case DueShift::kNext: return calendar.next_working(date);
    case DueShift::kPrevious: return calendar.previous_working(date);
    case DueShift::kNone: break;
  }
  return date;
}

/// The day from which working days are counted.
Result<Date> counting_from(const DueRule& rule, const DateRange& window,
                           std::optional<Date> members_due) {
  if (rule.days < 1 || rule.days > kWorkingDaysMax)
    return wrong("Working days until a report is due must be 1 to 366.",
                 "Số ngày làm việc đến thời hạn gửi phải từ 1 đến 366.");
  if (rule.kind == DueKind::kWorkingDaysAfter) return window.to;
  if (members_due) return *members_due;
  return wrong("This report is due after those that it adds up; give the latest due date of these.",
               "Báo cáo này đến hạn sau các báo cáo được tổng hợp; hãy cho biết thời hạn gửi muộn "
               "nhất của các báo cáo đó.");
}

bool counts_working_days(const DueRule& rule) {
  return rule.kind == DueKind::kWorkingDaysAfter || rule.kind == DueKind::kAfterMembers;
}

}  // namespace

Due due_on(Date date) { return {date, midnight(date + days{1})}; }

Result<Date> due_before_shift(const DueRule& rule, const Period& period, const DateRange& window,
                              std::optional<Date> members_due) {
  switch (rule.kind) {
    case DueKind::kWorkingDaysAfter:
    case DueKind::kAfterMembers: {
      GIRS_TRY(const auto start, counting_from(rule, window, members_due));
      return start + days{rule.days};
    }
    case DueKind::kDayOfMonth:
      return day_of_month(std::int64_t{last_month(period, window)} + rule.months_after, rule.day);
    case DueKind::kFixedDate: return fixed_date(rule, last_month(period, window) / 12);
    case DueKind::kHoursAfter: break;
  }
  GIRS_TRY(const auto moment, hours_after(rule, window));
  return last_day_before(moment);
}

Result<Due> due_of(const DueRule& rule, const Period& period, const DateRange& window,
                   const WorkingCalendar& calendar, std::optional<Date> members_due) {
  const int minute = rule.minute_of_day.value_or(kMinutesInDay);
  if (minute < 1 || minute > kMinutesInDay)
    return wrong("The time of a due date must be after 00:00 and at most 24:00.",
                 "Giờ của thời hạn gửi phải sau 00:00 và không quá 24:00.");
  if (counts_working_days(rule)) {
    GIRS_TRY(const auto start, counting_from(rule, window, members_due));
    GIRS_TRY(const auto date, calendar.working_days_after(start, rule.days));
    return Due{date, midnight(date) + minutes{minute}};
  }
  GIRS_TRY(const auto date, due_before_shift(rule, period, window));
  GIRS_TRY(const auto shifted, moved_off_rest(rule.shift, date, calendar));
  if (rule.kind == DueKind::kHoursAfter && shifted == date && !rule.minute_of_day) {
    GIRS_TRY(const auto moment, hours_after(rule, window));
    return Due{date, moment};
  }
  return Due{shifted, midnight(shifted) + minutes{minute}};
}

}  // namespace girs
