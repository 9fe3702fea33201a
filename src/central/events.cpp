// What happened in the log since a leaf, for those who follow it: the part of Centre that a
// client's pull reads.

#include "central/centre.h"
#include "log/leaf.h"
#include "store/log_table.h"
#include "store/submissions.h"

namespace girs::central {
namespace {

struct Concern {
  std::string pid;
  std::string unit;    // empty: concerns everybody
  std::string regime;
  std::string period;
};

Concern concern_of(const log::Leaf& leaf) {
  if (const auto* entry = std::get_if<log::SubmissionEntry>(&leaf.entry))
    return {entry->pid, entry->unit, entry->regime, entry->period};
  if (const auto* entry = std::get_if<log::DecisionEntry>(&leaf.entry))
    return {entry->pid, entry->unit, entry->regime, entry->period};
  return {};
}

/// Whether an event about a unit belongs to the subtree of `unit` in the event's period.
bool concerns(const report::Workspace& workspace, const Concern& concern, std::string_view unit) {
  if (unit.empty() || concern.unit.empty() || concern.unit == unit) return true;
  const auto subject = report::subject_of(*workspace.catalog, {concern.regime, concern.unit, concern.period});
  return subject && workspace.catalog->units().is_below(concern.unit, unit, subject->day());
}

}  // namespace

Result<EventPage> Centre::events(std::int64_t since, std::int64_t limit, std::string_view unit) {
  return workspace_.store->read([&](store::Connection& connection) -> Result<EventPage> {
    EventPage page{{}, since};
    GIRS_TRY(auto rows, store::leaves(connection, since, limit));
    for (auto& row : rows) {
      page.next = row.index + 1;
      GIRS_TRY(const auto leaf, log::Leaf::parse(text_of(row.leaf)));
      const auto concern = concern_of(leaf);
      if (!concerns(workspace_, concern, unit)) continue;
      Event event{row.index, std::string(leaf.kind()), concern.pid, std::move(row.leaf), {}};
      if (event.kind == "decision") {
        GIRS_TRY(const auto made, store::decision(connection, event.pid));
        if (made) event.envelope = made->envelope;
      }
      page.events.push_back(std::move(event));
    }
    return page;
  });
}

}  // namespace girs::central
