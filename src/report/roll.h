#pragma once
// The roll of a regime: which units its lines call and do not let off, conditions included.

#include <cstdint>
#include <vector>

#include "catalog/catalog.h"
#include "formula/source.h"
#include "report/unit_order.h"

namespace girs::report {

/// Positions in `order`, ascending, of the units that the regime's lines call on `day`. Conditions
/// are decided for `period`; `earlier`: the reports that they read, null: none. One that cannot be
/// decided lets nobody off.
std::vector<std::uint32_t> called_units(const Catalog& catalog, const Regime& regime,
                                        const Period& period, Date day, const UnitOrder& order,
                                        const formula::CellSource* earlier = nullptr);

}  // namespace girs::report
