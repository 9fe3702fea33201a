#include "report/due_list.h"

#include <algorithm>
#include <map>
#include <set>

#include "report/received.h"
#include "store/outbox.h"
#include "store/submissions.h"

namespace girs::report {
namespace {

using std::chrono::days;

using State = std::optional<std::string>;

std::int64_t seconds(Time at) { return at.time_since_epoch().count(); }

/// How far this store's own report is now; nothing when it has none.
Result<State> own_state(store::Connection& connection, const store::ReportKey& key) {
  GIRS_TRY(const auto row, store::find_report(connection, key));
  if (!row) return State();
  if (!row->pid) return State(row->state);
  GIRS_TRY(const auto queued, store::outbox_row(connection, *row->pid));
  return State(queued ? queued->state : row->state);
}

/// The newest decision on a package that was logged by then; nothing when there was none.
Result<State> decided_by(store::Connection& connection, std::string_view pid, Time as_of) {
  GIRS_TRY(const auto decisions, store::decisions(connection, pid));
  State state;
  for (const auto& decision : decisions)
    if (decision.logged_at <= seconds(as_of)) state = decision.status;
  return state;
}

/// How far this store's own report was at a moment of the past, by its history.
Result<State> own_state_then(store::Connection& connection, const store::ReportKey& key, Time as_of) {
  GIRS_TRY(auto row, store::find_report(connection, key));
  while (row && row->created_at > seconds(as_of)) {
    if (row->rev <= 1) return State();
    GIRS_TRY(row, store::find_report(connection, key, row->rev - 1));
  }
  if (!row) return State();
  GIRS_TRY(const auto history, store::history(connection, row->id));
  std::string state = "draft";
  for (const auto& line : history) {
    if (line.at > seconds(as_of)) break;
    if (line.action == "approved" || line.action == "returned") state = line.action;
    else if (line.action == "sealed") state = "queued";
  }
  if (state != "queued" || !row->pid) return State(state);
  GIRS_TRY(auto decided, decided_by(connection, *row->pid, as_of));
  return decided ? decided : State(state);
}

/// How far a report is that is known as a received package only.
Result<std::string> received_state(store::Connection& connection, const store::ReportKey& key, Time as_of) {
  GIRS_TRY(auto newest, newest_received(connection, key));
  while (newest && newest->logged_at > seconds(as_of)) {
    if (!newest->prev) return std::string("not-begun");
    GIRS_TRY(newest, store::submission(connection, *newest->prev));
  }
  if (!newest || newest->kind == "withdrawal") return std::string("not-begun");
  GIRS_TRY(const auto decided, decided_by(connection, newest->pid, as_of));
  return decided.value_or("received");
}

Result<std::string> state_of(store::Connection& connection, const Standing& standing, Time as_of, Time now) {
  const auto& obligation = standing.obligation;
  const store::ReportKey key{obligation.regime->code, obligation.unit->code, obligation.period.label(),
                             obligation.scope};
  if (standing.excluded) return std::string("excluded");
  GIRS_TRY(const auto own, as_of < now ? own_state_then(connection, key, as_of) : own_state(connection, key));
  if (own) return *own;
  return received_state(connection, key, as_of);
}

bool is_to_be_sent(std::string_view state) {
  return state == "not-begun" || state == "draft" || state == "returned" || state == "approved" ||
         state == "rejected";
}

/// The unit is one of the catalogue's, and the days are in order.
Status check_question(const Workspace& workspace, std::string_view unit, Date from, Date to) {
  GIRS_CHECK(check_unit(*workspace.catalog, unit));
  if (from <= to) return ok();
  return error(Code::kInvalidArgument,
               "The first day, " + to_text(from) + ", is after the last one, " + to_text(to) + ".",
               "Ngày đầu " + to_text(from) + " sau ngày cuối " + to_text(to) + ".",
               {{"from", to_text(from)}, {"to", to_text(to)}});
}

/// Obligations due at other times that extensions brought into these days.
Result<std::vector<Obligation>> extended_from_without(const Workspace& workspace,
                                                      const ObligationChanges& changes, Date from,
                                                      Date to, Time as_of) {
  std::map<std::pair<std::string, std::string>, std::set<std::pair<std::string, std::string>>> wanted;
  for (const auto& key : changes.extended_into(from, to))
    wanted[{key.regime, key.period}].emplace(key.unit, key.scope);
  std::vector<Obligation> found;
  for (const auto& [of, reports] : wanted) {
    GIRS_TRY(const auto period, Period::parse(of.second));
    const auto regime = workspace.catalog->regime_of(of.first, period);
    if (!regime) continue;   // a newer catalogue asks for no such report
    GIRS_TRY(auto owed, obligations_at(workspace, **regime, period, as_of));
    for (auto& one : owed)
      if ((one.due.date < from || to < one.due.date) && reports.contains({one.unit->code, one.scope}))
        found.push_back(std::move(one));
  }
  return found;
}

}  // namespace

Result<std::vector<DueItem>> due_list(const Workspace& workspace, std::string_view unit,
                                      bool with_units_below, Date from, Date to, Time as_of) {
  GIRS_CHECK(check_question(workspace, unit, from, to));
  GIRS_TRY(const auto changes, ObligationChanges::read(workspace, {}, {}, as_of));
  GIRS_TRY(auto owed, obligations_of(workspace, unit, with_units_below, from, to, as_of));
  GIRS_TRY(auto extended, extended_from_without(workspace, changes, from, to, as_of));
  for (auto& one : extended)
    if (one.unit->code == unit ||
        (with_units_below && workspace.catalog->units().is_below(one.unit->code, unit, one.window.to)))
      owed.push_back(std::move(one));
  const Time now = workspace.store->now();
  const Date today = std::chrono::floor<days>(as_of + kVietnamOffset);
  auto listed = workspace.store->read([&](store::Connection& connection) -> Result<std::vector<DueItem>> {
    std::vector<DueItem> items;
    for (auto& obligation : owed) {
      DueItem item{standing_of(std::move(obligation), changes, as_of), {}, {}};
      const Date due = item.standing.due.date;
      if (due < from || due > to) continue;
      GIRS_TRY(item.state, state_of(connection, item.standing, as_of, now));
      if (is_to_be_sent(item.state)) item.days_left = (due - today).count();
      items.push_back(std::move(item));
    }
    return items;
  });
  if (listed)
    std::ranges::stable_sort(*listed, {}, [](const DueItem& item) { return item.standing.due.date; });
  return listed;
}

Result<std::vector<Reminder>> reminders(const Workspace& workspace, std::string_view unit,
                                        bool with_units_below, Date after, Date until, Time as_of) {
  GIRS_CHECK(check_question(workspace, unit, after, until));
  int first = 0;
  int last = 0;
  for (const auto& regime : workspace.catalog->regimes())
    for (const int rung : regime.reminders) {
      first = std::min(first, rung);
      last = std::max(last, rung);
    }
  std::vector<Reminder> found;
  GIRS_TRY(const auto items, due_list(workspace, unit, with_units_below, after - days{last},
                                      until - days{first}, as_of));
  for (const auto& item : items) {
    if (!item.days_left) continue;
    for (const int rung : item.standing.obligation.regime->reminders) {
      const Date on = item.standing.due.date + days{rung};
      if (after < on && on <= until) found.push_back({item, rung, on});
    }
  }
  std::ranges::stable_sort(found, {}, &Reminder::on);
  return found;
}

}  // namespace girs::report
