#pragma once
// Functions whose argument is a reference as such, not its value: which reference they stand for
// and which cells they read.

#include <optional>
#include <vector>

#include "formula/syntax.h"

namespace girs::formula {

/// The reference that a node is or stands for: YTD([c3]) is [c3@YTD], SAMEPERIODLASTYEAR([c3]) is
/// [c3@Y-1]. Nothing for any other node.
std::optional<CellReference> reference_of(const Node& node);

/// Whether the node may name more or fewer cells than one.
bool is_range(const Node& node);

/// The references that a node reads by itself, without those of its arguments; nothing when it
/// reads what its arguments read.
std::optional<std::vector<CellReference>> reads(const Node& node);

/// UNIQUE([c2]) and DUPLICATES([c2]) go through all rows: [r*.c2].
CellReference through_rows(CellReference reference);
/// SHARE([c3]) divides by [c3^PARENT].
CellReference at_parent(CellReference reference);

}  // namespace girs::formula
