#pragma once
// A period that has opened under a regime: every unit that owes its report, with the due date.
// Nothing has to be created for that: the record of an obliged unit follows from the catalogue,
// so nobody can be forgotten, and any past period can be asked about.

#include <cstdint>
#include <vector>

#include "catalog/catalog.h"
#include "formula/source.h"
#include "report/unit_order.h"

namespace girs::report {

struct Opening {
  struct Owed {
    std::uint32_t position = 0;   // of the unit in `order`
    std::uint16_t due = 0;        // in `dues`
    bool aggregate = false;       // a unit that sums up its members
  };
  const Regime* regime = nullptr;
  Period period;
  DateRange window{};
  const UnitOrder* order = nullptr;
  std::vector<Due> dues = {};     // the few that there are: one for each kind of unit
  std::vector<Owed> owed = {};    // in order of position

  const UnitVersion& unit(const Owed& one) const { return order->unit(one.position); }
  const Due& due(const Owed& one) const { return dues[one.due]; }
  /// Those of a subtree.
  std::span<const Owed> below(std::string_view unit) const;
};

/// Opens a period. `earlier`: the reports that conditions of the regime read; null: none.
/// kInvalidArgument when the regime asks for no report of that period (another frequency, a day off).
/// kNotFound when the calendar does not know a year that a due date needs, or a kind of unit that
/// must report has no due rule.
Result<Opening> open_period(const Catalog& catalog, const Regime& regime, const Period& period,
                            UnitOrders& orders, const formula::CellSource* earlier = nullptr);

}  // namespace girs::report
