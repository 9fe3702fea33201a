#pragma once
// Whose report a report is: the question behind a right that holds for a unit and those below it.

#include <string_view>

#include "base/clock.h"
#include "catalog/catalog.h"

namespace girs::central {

/// What an event or package is about.
struct Concern {
  std::string_view regime, unit, period;
};

/// Whether the unit lay in the subtree of `ancestor` in that period (its last day by the regime's
/// window), or lies there at `now`.
bool lies_within(const Catalog& catalog, const Concern& concern, std::string_view ancestor, Time now);

}  // namespace girs::central
