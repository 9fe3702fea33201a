#pragma once
// How often a regime asks for a report (tần suất), and which periods that gives between two days.

#include <string>
#include <vector>

#include "base/result.h"
#include "calendar/due.h"
#include "calendar/period.h"
#include "calendar/window.h"
#include "calendar/working_calendar.h"

namespace girs {

struct Frequency {
  PeriodKind kind = PeriodKind::kQuarter;
  bool working_days_only = false;  // kDay: a day off has no period
  int years = 0;                   // kYears: 2 to 99
  int first_year = 0;              // kYears: where the first period starts; the others follow it
  std::string campaign;            // kCampaign with one window of its own dates: its code
  bool operator==(const Frequency&) const = default;
};

/// Whether the label is one of the frequency: of its kind, and of several years those that it counts.
bool counts(const Frequency& frequency, const Period& period);

/// Whether a regime of this frequency and window has `period`: one of its kind, of its series of
/// years, of its campaigns, and no day off where working days are asked for. kInvalidArgument
/// (detail "period") with the reason otherwise; kNotFound (detail "year") when the calendar does
/// not know whether a day is worked.
Status check_period(const Frequency& frequency, const WindowRule& rule, const Period& period,
                    const WorkingCalendar& calendar);

/// The periods whose windows end from `from` to `to`, both included, in order of those ends. Days
/// off are left out where working days are asked for, and then years that the calendar does not
/// know are kNotFound. kInvalidArgument for more than 100,000 periods.
Result<std::vector<Period>> periods_between(const Frequency& frequency, const WindowRule& rule,
                                            Date from, Date to, const WorkingCalendar& calendar);

/// A period with its window and due date.
struct PeriodDue {
  Period period;
  DateRange window{};
  Due due{};
};

/// The periods whose reports are due from `from` to `to` under `due`, in order of their windows.
/// Periods that can only be due later are passed over without asking the calendar about years
/// that it may not know. kInvalidArgument for a rule that waits for members: find their periods,
/// then ask due_of().
Result<std::vector<PeriodDue>> periods_due_between(const Frequency& frequency,
                                                   const WindowRule& rule, const DueRule& due,
                                                   Date from, Date to,
                                                   const WorkingCalendar& calendar,
                                                   const std::optional<DateRange>& in_force = {});

}  // namespace girs
