#pragma once
// Whether a signed figure stands on reports that were corrected after it was signed. It is marked,
// never changed: only its own unit can sign another.

#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "store/store.h"
#include "store/submissions.h"

namespace girs::report {
class PeriodColumns;
}

namespace girs::indicator {

struct Staleness {
  bool stale = false;   // a member has a newer revision than the one that is named
  /// With columns: where the members stand in them; nothing when one is not of this tree, regime
  /// and period, so that the columns do not say when something changes.
  std::optional<std::vector<std::uint32_t>> members = std::vector<std::uint32_t>{};
};

/// Of the package `pid` (empty: of nothing signed), as known at `as_of` (none: now). `columns`:
/// of its regime and period as they are now, so that members whose reports stand there need not be
/// looked up; nullptr: none.
Result<Staleness> staleness(store::Store& store, const std::string& pid,
                            const std::optional<Time>& as_of = {},
                            const report::PeriodColumns* columns = nullptr);

/// The newest revision of the series of `row` as known at `as_of` (none: now), when it is another.
Result<std::optional<store::SubmissionRow>> newer_than(store::Connection& connection,
                                                       const store::SubmissionRow& row,
                                                       const std::optional<Time>& as_of);

}  // namespace girs::indicator
