#pragma once
// Who owes a report, and until when: from the regime, the tree of units on the window's last
// day, and the working calendar.

#include <string>
#include <vector>

#include "catalog/catalog.h"
#include "report/workspace.h"

namespace girs::report {

struct Obligation {
  const Regime* regime = nullptr;
  const UnitVersion* unit = nullptr;
  Period period;
  std::string scope;      // "own", or "aggregate" for a unit that sums up others
  DateRange window{};
  Due due{};
};

/// Every unit that owes a report of `regime` for `period`, in order of unit.
Result<std::vector<Obligation>> obligations(const Catalog& catalog, const Regime& regime,
                                            const Period& period);

/// What one unit owes under every regime, with due dates between `from` and `to`.
Result<std::vector<Obligation>> obligations_of(const Catalog& catalog, std::string_view unit, Date from,
                                               Date to);

}  // namespace girs::report
