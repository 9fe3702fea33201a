#include "report/due_list.h"

#include <algorithm>

#include "store/outbox.h"
#include "store/submissions.h"

namespace girs::report {
namespace {

using std::chrono::days;

constexpr days kExtensionMax{400};  // how far back the original date of an extension is looked for

/// How far this store's own report is; nothing when it has none.
Result<std::optional<std::string>> own_state(store::Connection& connection, const store::ReportKey& key) {
  GIRS_TRY(const auto row, store::find_report(connection, key));
  if (!row) return std::optional<std::string>();
  if (!row->pid) return std::optional(row->state);
  GIRS_TRY(const auto queued, store::outbox_row(connection, *row->pid));
  return std::optional(queued ? queued->state : row->state);
}

Result<std::string> state_of(store::Connection& connection, const Standing& standing) {
  const auto& obligation = standing.obligation;
  const store::ReportKey key{obligation.regime->code, obligation.unit->code, obligation.period.label(),
                             obligation.scope};
  if (standing.excluded) return std::string("excluded");
  GIRS_TRY(const auto own, own_state(connection, key));
  if (own) return *own;
  GIRS_TRY(const auto heads, store::heads(connection, key.regime, key.period, key.unit, key.scope));
  if (heads.empty() || heads.front().kind == "withdrawal") return std::string("not-begun");
  return heads.front().status;
}

bool is_to_be_sent(std::string_view state) {
  return state == "not-begun" || state == "draft" || state == "returned" || state == "approved" ||
         state == "rejected";
}

}  // namespace

Result<std::vector<DueItem>> due_list(const Workspace& workspace, std::string_view unit,
                                      bool with_units_below, Date from, Date to, Time as_of) {
  GIRS_TRY(const auto changes, ObligationChanges::read(workspace, {}, {}, as_of));
  const Date first = changes.extends_into(from, to) ? from - kExtensionMax : from;
  GIRS_TRY(auto owed, obligations_of(workspace, unit, with_units_below, first, to, as_of));
  const Date today = std::chrono::floor<days>(as_of + kVietnamOffset);
  auto listed = workspace.store->read([&](store::Connection& connection) -> Result<std::vector<DueItem>> {
    std::vector<DueItem> items;
    for (auto& obligation : owed) {
      DueItem item{standing_of(std::move(obligation), changes, as_of), {}, {}};
      const Date due = item.standing.due.date;
      if (due < from || due > to) continue;
      GIRS_TRY(item.state, state_of(connection, item.standing));
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
