#pragma once
// Who owes a report, and until when: from the regime, the tree of units on the window's last
// day, the working calendar, and the authority's requests.

#include <string>
#include <vector>

#include "catalog/catalog.h"
#include "report/opening.h"
#include "report/workspace.h"
#include "store/requests.h"

namespace girs::report {

struct Obligation {
  const Regime* regime = nullptr;
  const UnitVersion* unit = nullptr;
  Period period;
  std::string scope;      // "own", or "aggregate" for a unit that sums up others
  DateRange window{};
  Due due{};
  std::string request = {};  // pid of the request that asks for it; empty: the regime itself does
};

/// Whether who owes a report depends on earlier reports.
bool is_conditional(const Regime& regime);

/// Every unit that owes a report of `regime` for `period` by the regime itself, depth first.
Result<std::vector<Obligation>> obligations(const Catalog& catalog, const Regime& regime,
                                            const Period& period,
                                            const formula::CellSource* earlier = nullptr);

/// As obligations(), with what the store's requests logged up to `as_of` ask for besides; where
/// both ask, the request's due date counts. Conditions read the store's reports.
Result<std::vector<Obligation>> obligations_at(const Workspace& workspace, const Regime& regime,
                                               const Period& period, Time as_of);

/// The one of them that `key` names; nothing when the unit does not owe it.
Result<std::optional<Obligation>> obligation_at(const Workspace& workspace, const store::ReportKey& key,
                                                Time as_of);

/// kNotFound unless the catalogue knows a unit of that code, of whatever days.
Status check_unit(const Catalog& catalog, std::string_view unit);

/// What `unit` (and, when `with_units_below`, all below it) owes under every regime and request,
/// with due dates between `from` and `to`, in order of due date.
Result<std::vector<Obligation>> obligations_of(const Workspace& workspace, std::string_view unit,
                                               bool with_units_below, Date from, Date to, Time as_of);

/// Whether a report of that unit is to be taken: a line of the regime names it (a unit that is
/// exempt for the time being may report all the same), or a request of the store does.
Result<bool> may_report(const Workspace& workspace, const Regime& regime, const Period& period,
                        const UnitVersion& unit, Date day);

}  // namespace girs::report
