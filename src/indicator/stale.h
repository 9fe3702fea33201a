#pragma once
// Whether a signed figure stands on reports that were corrected after it was signed. It is marked,
// never changed: only its own unit can sign another.

#include <optional>
#include <string>

#include "base/clock.h"
#include "base/result.h"
#include "store/store.h"

namespace girs::report {
class PeriodColumns;
}

namespace girs::indicator {

struct Staleness {
  bool stale = false;       // a member has a newer revision than the one that is named
  bool elsewhere = false;   // a member is of another regime or period than the columns
};

/// Of the package `pid` (empty: of nothing signed), as known at `as_of` (none: now). `columns`:
/// of its regime and period as they are now, so that members whose reports stand there need not be
/// looked up; nullptr: none.
Result<Staleness> staleness(store::Store& store, const std::string& pid,
                            const std::optional<Time>& as_of = {},
                            const report::PeriodColumns* columns = nullptr);

}  // namespace girs::indicator
