#pragma once
// When a report is due (thời hạn gửi). A date on a day off moves to the next working day
// (Civil Code Art. 148) unless the rule says otherwise; the deadline is the end of that day in
// Vietnam (UTC+7), or the time that the rule gives.

#include <optional>

#include "base/clock.h"
#include "base/result.h"
#include "calendar/period.h"
#include "calendar/window.h"
#include "calendar/working_calendar.h"

namespace girs {

enum class DueKind { kWorkingDaysAfter, kDayOfMonth, kFixedDate, kHoursAfter, kAfterMembers };
enum class DueShift { kNext, kPrevious, kNone };

struct DueRule {
  DueKind kind = DueKind::kWorkingDaysAfter;
  int days = 1;          // kWorkingDaysAfter: counted from the window's last day;
                         // kAfterMembers: from the latest due date of the members
  int day = 0;           // kDayOfMonth, kFixedDate; beyond the month's end: its last day
  int months_after = 0;  // kDayOfMonth: counted from the period's last month
  int month = 0;         // kFixedDate
  int years_after = 0;   // kFixedDate
  int hours = 0;         // kHoursAfter: counted from the end of the window's last day
  DueShift shift = DueShift::kNext;
  std::optional<int> minute_of_day;  // "17:00" is 1020, 1 to 1440; none: the end of the day
  bool operator==(const DueRule&) const = default;
};

struct Due {
  Date date;        // the last day on which the report is on time
  Time deadline;    // the first second that is late, UTC
};

/// When a report for `period`, whose cut-off window is `window`, is due. A day or week counts as
/// in the month of its last day, a campaign as in the month in which its window ends. kNotFound
/// (detail "year") when the calendar does not know a day that the rule needs; `calendar` is not
/// asked where the rule shifts nothing. kInvalidArgument when the rule itself is wrong, or when
/// it waits for members (kAfterMembers) and `members_due`, the latest day on which one of the
/// reports that are added up is due, is not given. Other rules ignore `members_due`.
Result<Due> due_of(const DueRule& rule, const Period& period, const DateRange& window,
                   const WorkingCalendar& calendar,
                   std::optional<Date> members_due = std::nullopt);

/// A due date named by itself: on time to the end of that day in Vietnam.
Due due_on(Date date);

/// The due date before days off are looked at, found without a calendar: the rule's own day, and
/// for working days the earliest possible one. due_of() gives no earlier day unless the rule
/// moves days off to the previous working day.
Result<Date> due_before_shift(const DueRule& rule, const Period& period, const DateRange& window,
                              std::optional<Date> members_due = std::nullopt);

}  // namespace girs
