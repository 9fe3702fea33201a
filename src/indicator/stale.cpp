#include "indicator/stale.h"

#include <algorithm>

#include "report/receive.h"
#include "store/outbox.h"
#include "store/submissions.h"

namespace girs::indicator {
namespace {

Result<bool> was_corrected(store::Connection& connection, const std::string& pid,
                           const std::optional<Time>& as_of) {
  GIRS_TRY(const auto row, store::submission(connection, pid));
  if (!row) return false;
  const auto until = as_of ? as_of->time_since_epoch().count() : INT64_MAX;
  GIRS_TRY(const auto heads,
           store::heads(connection, row->regime, row->period, row->unit, row->scope, until));
  return std::ranges::any_of(heads, [&](const store::SubmissionRow& head) {
    return head.series == row->series && head.rev > row->rev;
  });
}

}  // namespace

Result<bool> is_stale(store::Store& store, const std::string& pid,
                      const std::optional<Time>& as_of) {
  if (pid.empty()) return false;
  return store.read([&](store::Connection& connection) -> Result<bool> {
    Bytes envelope;
    GIRS_TRY(const auto row, store::submission(connection, pid));
    if (row) envelope = row->envelope;
    if (!row) {
      GIRS_TRY(const auto own, store::outbox_row(connection, pid));
      if (own) envelope = own->envelope;
    }
    if (envelope.empty()) return false;
    const auto members = report::members_of(envelope);
    if (!members.as_array()) return false;
    for (const auto& member : *members.as_array()) {
      const auto* member_pid = member.text("pid");
      if (!member_pid) continue;
      GIRS_TRY(const bool corrected, was_corrected(connection, *member_pid, as_of));
      if (corrected) return true;
    }
    return false;
  });
}

}  // namespace girs::indicator
