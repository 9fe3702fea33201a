// What happened in the log since a leaf, for those who follow it: the part of Centre that a
// client's pull reads.

#include <algorithm>

#include "central/centre.h"
#include "log/leaf.h"
#include "store/log_table.h"
#include "store/requests.h"
#include "store/submissions.h"

namespace girs::central {
namespace {

struct Concern {
  std::string pid;
  std::string unit;    // empty: concerns everybody
  std::string regime;
  std::string period;
  std::optional<Date> day = {};   // on which the unit is meant; none: by regime and period
};

Concern concern_of(const log::Leaf& leaf) {
  if (const auto* entry = std::get_if<log::SubmissionEntry>(&leaf.entry))
    return {entry->pid, entry->unit, entry->regime, entry->period};
  if (const auto* entry = std::get_if<log::DecisionEntry>(&leaf.entry))
    return {entry->pid, entry->unit, entry->regime, entry->period};
  if (const auto* entry = std::get_if<log::RequestEntry>(&leaf.entry))
    return {entry->pid, {}, entry->regime, entry->period};  // whom it asks, its envelope says
  if (const auto* entry = std::get_if<log::SeriesEntry>(&leaf.entry))
    return {entry->pid, entry->unit, entry->indicator, entry->vintage,
            std::chrono::floor<std::chrono::days>(leaf.time)};
  return {};
}

constexpr std::size_t kPageBytesMax = 16u << 20;  // of envelopes; a request may bring whole forms

/// Whether a request names `unit` or one below it on the last day that its period covers.
bool asks(const Catalog& catalog, const store::RequestRow& request, std::string_view unit) {
  if (unit.empty() || std::ranges::binary_search(request.units, unit)) return true;
  const auto asked = regime_period(catalog, request.regime, request.period);
  if (!asked) return false;
  const auto& units = catalog.units();
  const Date day = asked->window.to;
  if (units.children(unit, day).empty()) return false;
  return std::ranges::any_of(request.units, [&](const std::string& named) {
    return units.is_below(named, unit, day);
  });
}

/// Whether an event about a unit belongs to the subtree of `unit` in the event's period.
bool concerns(const Catalog& catalog, const Concern& concern, std::string_view unit) {
  if (unit.empty() || concern.unit.empty() || concern.unit == unit) return true;
  if (concern.day) return catalog.units().is_below(concern.unit, unit, *concern.day);
  const auto subject = report::subject_of(catalog, {concern.regime, concern.unit, concern.period});
  return subject && catalog.units().is_below(concern.unit, unit, subject->day());
}

/// The signed document of an event whose readers need it; nothing when it is not for `unit`.
Result<std::optional<Bytes>> envelope_for(store::Connection& connection, const Catalog& catalog,
                                          const Event& event, std::string_view unit) {
  if (event.kind == "decision") {
    GIRS_TRY(const auto made, store::decision(connection, event.pid));
    if (made) return std::optional(made->envelope);
  } else if (event.kind == "request") {
    GIRS_TRY(const auto made, store::request(connection, event.pid));
    if (!made || !asks(catalog, *made, unit)) return std::optional<Bytes>();
    return std::optional(made->envelope);
  }
  return std::optional(Bytes());
}

}  // namespace

Result<EventPage> Centre::events(std::int64_t since, std::int64_t limit, std::string_view unit) {
  GIRS_TRY(const auto current, present());
  return workspace_.store->read([&](store::Connection& connection) -> Result<EventPage> {
    EventPage page{{}, since};
    std::size_t bytes = 0;
    GIRS_TRY(auto rows, store::leaves(connection, since, limit));
    for (auto& row : rows) {
      if (bytes > kPageBytesMax) break;
      page.next = row.index + 1;
      GIRS_TRY(const auto leaf, log::Leaf::parse(text_of(row.leaf)));
      const auto concern = concern_of(leaf);
      if (!concerns(current->catalog(), concern, unit)) continue;
      Event event{row.index, std::string(leaf.kind()), concern.pid, std::move(row.leaf), {}};
      GIRS_TRY(auto envelope, envelope_for(connection, current->catalog(), event, unit));
      if (!envelope) continue;
      event.envelope = *std::move(envelope);
      bytes += event.envelope.size();
      page.events.push_back(std::move(event));
    }
    return page;
  });
}

}  // namespace girs::central
