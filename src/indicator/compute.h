#pragma once
// Indicators over reports: numerator and denominator are summed apart, so that a rate of a
// province or of the country is computed from its parts and never averaged.

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "catalog/catalog.h"
#include "formula/evaluate.h"
#include "indicator/point.h"
#include "indicator/series_store.h"
#include "indicator/span.h"
#include "json/value.h"
#include "report/cells.h"
#include "report/workspace.h"

namespace girs::indicator {

/// One figure of an indicator, with what it was computed from.
struct Figure {
  std::string unit;
  std::string name;
  formula::Value value = formula::Absent::kMissing;   // at the indicator's scale
  formula::Value numerator = formula::Absent::kMissing;
  formula::Value denominator = formula::Absent::kMissing;
  std::size_t counted = 0;      // reports that the figure stands on; of a sum: that have a figure
  std::size_t expected = 1;     // reports that it would stand on if all were there
  std::string pid = {};         // of the report of the unit itself; empty for a sum over units
  std::string scope = {};       // of that report; empty for a sum, and where there is none
  std::set<std::string> flags = {};            // as Point has them
  std::optional<ValueStatus> status = {};      // of figures that stand on series
};

struct Table {
  const Indicator* indicator = nullptr;
  Period period;
  std::vector<Figure> figures;  // the unit itself, then the units below it that report
  /// What the reports below come to now, when the unit's own figure is signed and stale.
  std::optional<Figure> now = {};
};

/// The indicator for `unit` and every unit directly below it that owes the report. `nested`: how
/// many other indicators are being computed already, for which this one is needed. `as_of`: of
/// series; as of when reports count, the workspace says.
Result<Table> compute(const report::Workspace& workspace, std::string_view code, std::string_view unit,
                      const Period& period, int nested = 0, const AsOf& as_of = {});

/// As girs_indicator_compute() documents it.
json::Value to_json(const Table& table);

/// What stands behind the figure of one unit; as girs_indicator_explain() documents it.
Result<json::Value> explain(const report::Workspace& workspace, std::string_view code, std::string_view unit,
                            const Period& period, const AsOf& as_of = {});

/// Whether figures of several units or periods make one: sums of what adds up, and quotients of
/// summed parts. A rate that is not divided here ("[c1]/[c2]" as its only formula) does not.
inline bool can_be_summed(const Indicator& indicator) {
  return indicator.denominator || is_additive(indicator.measure);
}
/// Whether it is not divided, and adds up: then so do its figures over periods, worked out one by one.
inline bool adds_up_undivided(const Indicator& indicator) {
  return !indicator.denominator && is_additive(indicator.measure);
}
/// Whether a figure over several periods is that of the last: of a stock, and of one stock divided
/// by another, such as the overdue part of what is pending.
inline bool last_period_counts(const Indicator& indicator) {
  return indicator.measure == Measure::kStock ||
         (indicator.denominator && indicator.numerator.measure() == Measure::kStock &&
          indicator.denominator->measure() == Measure::kStock);
}
/// The periods that a figure over `period` in that shape is made of, of which only the last may
/// count. Nothing as parts_of().
std::optional<std::vector<Period>> counted_parts(const Indicator& indicator,
                                                 const Frequency& frequency, const Period& period,
                                                 const Shape& shape);
/// Whether a unit has no figure, since a part of it is missing. Then a sum takes neither part: the
/// other alone would make a wrong quotient.
inline bool lacks_figure(const Indicator& indicator, const formula::Value& numerator,
                         const formula::Value& denominator) {
  if (std::holds_alternative<formula::Fault>(numerator)) return false;
  return formula::is_missing(numerator) ||
         (indicator.denominator && formula::is_missing(denominator));
}

/// numerator / denominator * factor, not rounded; an error as the indicator's on_error says.
formula::Value quotient(const Indicator& indicator, const formula::Value& numerator,
                        const formula::Value& denominator);
/// numerator / denominator * factor at the indicator's scale (FORMULA.md section 9).
formula::Value combined(const Indicator& indicator, const formula::Value& numerator,
                        const formula::Value& denominator);
/// Says beside a figure that its error is shown as missing.
void note_hidden(const Indicator& indicator, const formula::Value& numerator,
                 const formula::Value& denominator, std::set<std::string>& flags);

}  // namespace girs::indicator
