#pragma once
// One line of what an authority shares: a report with its acceptance, a later decision on it, or a
// time series. Verified before anything of it is kept.

#include <map>
#include <string>
#include <vector>

#include "sync/received.h"

namespace girs::sync {

/// What may be kept: everything about it has been verified.
struct SharedItem {
  std::int64_t index = kNoLeaf;
  Bytes stored = {};                                  // the package as it is kept
  std::optional<ReceivedReport> report = {};          // that was not here yet
  std::optional<store::DecisionRow> decision = {};    // on it, or on one that is here
  std::string log = {};                               // that took the report decided on
  std::optional<ReceivedSeries> series = {};
  bool is_news() const { return report || decision || series; }
};

/// Reports of a page that is being read: what their decisions are checked against.
struct SharedReport {
  std::string unit, regime, log;
};
using SharedReports = std::map<std::string, SharedReport>;  // by pid

/// Reads and verifies the line of the leaf `index`; without news when all of it is here already, or
/// is this body's own.
Result<SharedItem> open_item(Session& session, const json::Value& line, std::int64_t index,
                             SharedReports& page);
Error malformed_share();

/// Keeps an item in the given transaction. kNotFound for a decision whose report is not here.
Status keep_item(store::Connection& connection, const RoundOptions& options, const SharedItem& item);

}  // namespace girs::sync
