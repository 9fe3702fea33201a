#pragma once
// What a unit has to send: each report with its window, due date, how far it is and how many days
// are left; and the reminders that fall on given days.

#include <optional>
#include <string>
#include <vector>

#include "report/standing.h"

namespace girs::report {

struct DueItem {
  Standing standing;
  /// "excluded", "not-begun", "draft", "returned", "approved"; once sealed the state of the outbox
  /// ("queued", "receipted", "accepted", "rejected", "conflict"); of a report known only as a
  /// received package, its decision ("received", "accepted", ...). At a moment of the past a sealed
  /// report is "queued" until its decision was logged: when a receipt came is not recorded.
  std::string state;
  /// Days from today's date in Vietnam to the due date, negative when it is over; nothing once
  /// the report is on its way or excluded.
  std::optional<std::int64_t> days_left;
};

/// What `unit` (and all below it, when asked) owes with due dates, extensions included, from
/// `from` to `to`, in order of due date, as it stands at `as_of`. kNotFound for a unit that the
/// catalogue does not know, kInvalidArgument for days in the wrong order; reminders() likewise.
Result<std::vector<DueItem>> due_list(const Workspace& workspace, std::string_view unit,
                                      bool with_units_below, Date from, Date to, Time as_of);

struct Reminder {
  DueItem item;
  int days = 0;      // the rung of the regime's ladder: before (negative) or after the due date
  Date on{};         // the day on which it falls
};

/// The reminders of reports still to be sent that fall after the day `after` up to `until`, in
/// order of their days. A host polls with the day of its last poll.
Result<std::vector<Reminder>> reminders(const Workspace& workspace, std::string_view unit,
                                        bool with_units_below, Date after, Date until, Time as_of);

}  // namespace girs::report
