#pragma once
// What the functions of this module work on: a store and the catalogue that is loaded in it.
// Both are borrowed for the call.

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "calendar/period.h"
#include "catalog/catalog.h"
#include "form/layout.h"
#include "report/figures.h"
#include "store/definitions.h"
#include "store/reports.h"
#include "store/store.h"

namespace girs::report {

class ColumnCache;     // column_cache.h
class OpenedPeriods;   // opened_periods.h

struct Workspace {
  store::Store* store = nullptr;
  const Catalog* catalog = nullptr;
  const Figures* figures = nullptr;   // null: indicators in a form's rules are #REF!
  ColumnCache* columns = nullptr;     // null: figures are read report by report
  std::optional<Time> as_of = {};     // reports as they were known then; none: as they are
  OpenedPeriods* opened = nullptr;    // of `catalog`; null: a period is opened for each question
};

/// A report's definitions, resolved for its period: everything is read as of the window's last
/// day.
struct Subject {
  const Regime* regime = nullptr;
  const UnitVersion* unit = nullptr;
  Period period;
  DateRange window{};
  bool is_sum = false;          // an aggregate report
  std::vector<FormLayout> forms;

  Date day() const { return window.to; }
  const FormLayout* form(std::string_view code) const;
};

/// The versions under which a report was made.
struct Versions {
  int regime = 0;                       // 0: the one in force
  std::map<std::string, int> forms = {};  // those not named: the one in force
};

/// kNotFound or kInvalidArgument when the regime, unit, period or a form does not exist then,
/// or the period is not one of the regime's frequency; kConflict for a version that is not
/// acceptable then (Catalog::is_acceptable).
Result<Subject> subject_of(const Catalog& catalog, const store::ReportKey& key,
                           const Versions& versions = {});

/// The same without a unit: what all reports of the regime and period share.
Result<Subject> subject_of_period(const Catalog& catalog, const std::string& regime,
                                  const Period& period, const Versions& versions = {});

/// "KSTTHC 31825 2025-Q4", for messages.
std::string name_of(const store::ReportKey& key);

}  // namespace girs::report
