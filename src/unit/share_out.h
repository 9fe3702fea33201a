#pragma once
// How a unit that is split is shared out to its parts by a declared key.

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "unit/unit.h"

namespace girs {

struct ShareOut {
  std::vector<Decimal> shares;  // of each part
  Decimal total;                // of the shares: 1, but for their rounding
};

/// The shares of `key` of all parts of one split; nothing when a part declares none or they do not
/// make up the whole within the rounding of their own decimals.
std::optional<ShareOut> share_out(std::span<const UnitChange> parts, const std::string& key);

}  // namespace girs
