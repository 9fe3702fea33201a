#pragma once
// The units that a reference reads, and what they were made of in other periods.

#include <optional>
#include <string>
#include <vector>

#include "formula/evaluate.h"
#include "formula/syntax.h"

namespace girs::formula {

/// A unit in the boundaries of a period; a reference has one cell for each.
struct UnitRead {
  std::string unit;
  Period boundaries;
  Decimal weight{1};
  bool estimated = false;
};

/// The units that `reference` names in `context` for the period `when`; nothing for #REF!.
std::optional<std::vector<UnitRead>> units_read(const CellReference& reference,
                                                const Context& context, const Period& when);

/// What `read` was made of in `then`, weights multiplied; nothing when that is not recorded.
std::optional<std::vector<UnitRead>> units_in(const UnitRead& read, const Period& then,
                                              const Context& context);

/// Whether the reference may name several units.
bool spreads_over_units(UnitRelation relation);

/// The nearest unit above (or the unit itself) of that kind; empty when there is none.
std::string ancestor_of_kind(const Hierarchy& hierarchy, std::string unit, const Period& period,
                             const std::string& kind);

}  // namespace girs::formula
