#pragma once
// Which days are worked: weekly rest, holidays, substitutes, swapped days off and make-up
// Saturdays, all of them data. Past the last year known the answer is an error, never a guess.

#include <map>
#include <string>
#include <vector>

#include "base/result.h"
#include "calendar/date.h"

namespace girs {

/// kOrdinary: as the week has it; cancels a special day of the calendar beneath (overlaid()).
enum class DayKind { kHoliday, kSubstitute, kSwapOff, kMakeupWork, kOrdinary };

struct SpecialDay {
  Date date;
  DayKind kind = DayKind::kHoliday;
  std::string name;   // Vietnamese, as announced
  bool operator==(const SpecialDay&) const = default;
};

struct WorkingDay {
  bool working = false;
  Message why;   // "Saturday", the holiday's name, "make-up work for ..."
};

class WorkingCalendar {
 public:
  /// `weekly_rest`: ISO weekdays, 1 = Monday; `special` may come in any order. Every mistake is
  /// reported: a date twice, a year outside first..last, make-up work on a normal working day.
  static Result<WorkingCalendar> make(int first_year, int last_year,
                                      std::vector<unsigned> weekly_rest,
                                      std::vector<SpecialDay> special);

  /// This calendar with a host's own laid over it, as a new one: each day of `over` replaces that
  /// of the same date, and its weekly rest holds in its years. kInvalidArgument when years would
  /// be missing between the two.
  Result<WorkingCalendar> overlaid(const WorkingCalendar& over) const;

  /// kNotFound with detail "year" when the calendar does not know the day's year.
  Result<WorkingDay> look_up(Date day) const;
  /// The day itself when it is worked, else the next (or previous) one that is.
  Result<Date> next_working(Date day) const;
  Result<Date> previous_working(Date day) const;
  /// The `days`-th working day after `day` (which does not count itself); days >= 1.
  Result<Date> working_days_after(Date day, int days) const;

  int first_year() const { return first_year_; }
  int last_year() const { return last_year_; }

 private:
  /// The weekly rest of some years.
  struct Rest {
    int first_year;
    int last_year;
    std::vector<unsigned> weekdays;
  };
  bool rests(Date day) const;

  int first_year_ = 0;
  int last_year_ = 0;
  std::vector<Rest> weekly_rest_;   // the last one that has the year counts
  std::map<Date, SpecialDay> special_;
};

}  // namespace girs
