#include "indicator/stale.h"

#include <algorithm>

#include "report/period_columns.h"
#include "report/receive.h"
#include "store/outbox.h"

namespace girs::indicator {
namespace {

/// The members that a package names; null when the store does not have it.
Result<json::Value> members_of(store::Connection& connection, const std::string& pid) {
  GIRS_TRY(const auto row, store::submission(connection, pid));
  if (row) return report::members_of(row->envelope);
  GIRS_TRY(const auto own, store::outbox_row(connection, pid));
  return own ? report::members_of(own->envelope) : json::Value();
}

/// Whether the report that counts for a member is the one that is named.
bool stands(const report::PeriodColumns& columns, const json::Value& member,
            const std::string& pid, Staleness& found) {
  const auto* unit = member.text("unit");
  const auto position = unit ? columns.order().position(*unit) : std::nullopt;
  if (!position) found.members.reset();
  else if (found.members) found.members->push_back(*position);
  return position && columns.source(*position).pid == pid;
}

Status look_up(store::Connection& connection, const std::string& pid,
               const std::optional<Time>& as_of, const report::PeriodColumns* columns,
               Staleness& found) {
  GIRS_TRY(const auto row, store::submission(connection, pid));
  if (!row) return ok();
  if (columns && (row->regime != columns->subject().regime->code ||
                  row->period != columns->subject().period.label()))
    found.members.reset();
  GIRS_TRY(const auto newer, newer_than(connection, *row, as_of));
  if (newer) found.stale = true;
  return ok();
}

}  // namespace

Result<std::optional<store::SubmissionRow>> newer_than(store::Connection& connection,
                                                       const store::SubmissionRow& row,
                                                       const std::optional<Time>& as_of) {
  const auto until = as_of ? as_of->time_since_epoch().count() : INT64_MAX;
  GIRS_TRY(auto head, store::series_head_at(connection, row.series, until));
  if (head && head->rev <= row.rev) head.reset();
  return head;
}

Result<Staleness> staleness(store::Store& store, const std::string& pid,
                            const std::optional<Time>& as_of,
                            const report::PeriodColumns* columns) {
  if (pid.empty()) return Staleness{};
  return store.read([&](store::Connection& connection) -> Result<Staleness> {
    Staleness found;
    GIRS_TRY(const auto members, members_of(connection, pid));
    if (!members.as_array()) return found;
    for (const auto& member : *members.as_array()) {
      const auto* named = member.text("pid");
      if (!named || (columns && stands(*columns, member, *named, found)) || found.stale) continue;
      GIRS_CHECK(look_up(connection, *named, as_of, columns, found));
    }
    return found;
  });
}

}  // namespace girs::indicator
