#pragma once
// The whole of a subtree at one look: for every regime its newest period with completeness and
// timeliness, what is late and whose turn it is, returns with their reasons, what came last, and
// alerts. What one regime's period came to is remembered until something of it changes.
//
// Threads: any.

#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "central/overview.h"
#include "store/state.h"

namespace girs::central {

class Board {
 public:
  /// {"unit","as_of","regimes":[{"regime","name","period","due","totals":{..as the overview..}}],
  /// "late":[{"regime","period","unit","name","scope","due","turn"}],"returned":[{"regime",
  /// "period","unit","name","pid","codes","text","turn"}],"undecided":[{"regime","period","unit",
  /// "pid","logged","turn"}],"newest":[{"regime","period","unit","pid","rev","logged","status"}],
  /// "alerts":[{"alert","message_en","message_vi"}],"more":{"late","returned","undecided"}}: of
  /// `unit` and all below it (empty: of all). Lists hold 200 entries at most; "more" says how many
  /// were left out. "turn" is the unit that has to act, or "centre".
  Result<json::Value> show(const report::Workspace& workspace, std::string_view unit, Time now);

 private:
  struct Entry {
    std::shared_ptr<const Overview> overview;
    Date due{};
    Time good_until{};  // a deadline passes: what was not yet due is missing
  };
  Status forget_told(store::Connection& connection, const Catalog& catalog, std::int64_t log_size);
  Status forget_changed(const report::Workspace& workspace);
  Result<Entry> entry_of(const report::Workspace& workspace, const Regime& regime, const Period& period, Time now);

  std::mutex mutex_;
  store::Marks seen_;  // what the entries were made from
  std::map<std::pair<std::string, std::string>, Entry> entries_;  // by regime and period
};

}  // namespace girs::central
