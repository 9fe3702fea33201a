#pragma once
// Whether a signed figure stands on reports that were corrected after it was signed. It is marked,
// never changed: only its own unit can sign another.

#include <optional>
#include <string>

#include "base/clock.h"
#include "base/result.h"
#include "store/store.h"

namespace girs::indicator {

/// Of the package `pid` (empty: of nothing signed): whether one of its members has a newer
/// revision than the one that it names, as known at `as_of` (none: now).
Result<bool> is_stale(store::Store& store, const std::string& pid,
                      const std::optional<Time>& as_of = {});

}  // namespace girs::indicator
