#include "indicator/compute.h"

#include <algorithm>

#include "indicator/indicator_cells.h"
#include "report/obligation.h"
#include "report/unit_hierarchy.h"

namespace girs::indicator {
namespace {

using formula::Absent;
using formula::Fault;
using formula::Value;

/// Adds over units: missing ones are skipped, and the sum of nothing is missing.
Value sum(const Value& total, const Value& next) {
  if (std::holds_alternative<Fault>(total) || formula::is_missing(next)) return total;
  if (std::holds_alternative<Fault>(next) || formula::is_missing(total)) return next;
  const auto* a = std::get_if<Decimal>(&total);
  const auto* b = std::get_if<Decimal>(&next);
  if (!a) return next;   // nil or not applicable give way to a number
  if (!b) return total;
  const auto both = add(*a, *b);
  return both ? Value(*both) : Value(Fault::kNumber);
}

struct Definitions {
  const Indicator* indicator = nullptr;
  const Regime* regime = nullptr;
  const UnitVersion* unit = nullptr;
  std::vector<report::Obligation> below;   // direct children that owe the report
  bool reports_itself = false;
};

Result<Definitions> find(const report::Workspace& workspace, std::string_view code, std::string_view unit,
                         const Period& period) {
  Definitions found;
  found.indicator = workspace.catalog->indicator(code);
  if (!found.indicator)
    return error(Code::kNotFound, "There is no indicator \"" + std::string(code) + "\".",
                 "Không có chỉ tiêu \"" + std::string(code) + "\".", {{"indicator", std::string(code)}});
  GIRS_TRY(found.regime, workspace.catalog->regime_of(found.indicator->regime, period));
  GIRS_TRY(const auto window, workspace.catalog->window(*found.regime, period));
  GIRS_TRY(found.unit, workspace.catalog->units().get(unit, window.to));
  GIRS_TRY(auto owed, report::obligations_at(workspace, *found.regime, period,
                                           workspace.store->now()));
  for (auto& obligation : owed) {
    if (obligation.unit == found.unit) found.reports_itself = true;
    if (workspace.catalog->units().reports_to(obligation.unit->code, found.unit->code,
                                              found.regime->code, window.to))
      found.below.push_back(std::move(obligation));
  }
  return found;
}

formula::Context context_of(const Indicator& indicator, const std::string& unit, const Period& period,
                            const formula::CellSource& cells, const formula::Hierarchy& hierarchy) {
  formula::Context context;
  context.period = period;
  context.unit = unit;
  context.missing = indicator.missing;
  context.cells = &cells;
  context.hierarchy = &hierarchy;
  return context;
}

/// The figure of a unit that reports itself.
Figure own_figure(const Definitions& definitions, const UnitVersion& unit, const Period& period,
                  const report::StoredCells& cells, const formula::Hierarchy& hierarchy) {
  Figure figure{unit.code, unit.name};
  const auto origin = cells.origin(period, unit.code);
  if (!origin) return figure;
  figure.counted = 1;
  figure.pid = origin->pid;
  const auto& indicator = *definitions.indicator;
  const auto context = context_of(indicator, unit.code, period, cells, hierarchy);
  figure.numerator = formula::evaluate(indicator.numerator, context);
  if (indicator.denominator) figure.denominator = formula::evaluate(*indicator.denominator, context);
  figure.value = combined(indicator, figure.numerator, figure.denominator);
  return figure;
}

/// The figure of a unit that does not report itself: from the parts of those below it.
Figure summed_figure(const Definitions& definitions, const std::vector<Figure>& below) {
  Figure figure{definitions.unit->code, definitions.unit->name};
  figure.expected = below.size();
  for (const auto& part : below) {
    figure.counted += part.counted;
    figure.numerator = sum(figure.numerator, part.numerator);
    figure.denominator = sum(figure.denominator, part.denominator);
  }
  figure.value = combined(*definitions.indicator, figure.numerator, figure.denominator);
  return figure;
}

}  // namespace

formula::Value combined(const Indicator& indicator, const Value& numerator, const Value& denominator) {
  const auto* top = std::get_if<Decimal>(&numerator);
  if (const auto* absent = std::get_if<Absent>(&numerator); absent && *absent == Absent::kNil) {
    static const Decimal kZero;  // nil counts as 0 in arithmetic (FORMULA.md section 4)
    top = &kZero;
  }
  if (!top) return numerator;
  std::optional<Decimal> result = *top;
  if (indicator.denominator) {
    if (std::holds_alternative<Fault>(denominator) || formula::is_missing(denominator)) return denominator;
    const auto* bottom = std::get_if<Decimal>(&denominator);
    if (!bottom || bottom->is_zero()) return Fault::kDivisionByZero;
    result = multiply(*top, indicator.factor);
    if (result) result = divide(*result, *bottom);
  } else {
    result = multiply(*top, indicator.factor);
  }
  if (result) result = round_half_away(*result, indicator.round);
  return result ? Value(*result) : Value(Fault::kNumber);
}

Result<Table> compute(const report::Workspace& workspace, std::string_view code, std::string_view unit,
                      const Period& period, int nested) {
  GIRS_TRY(const auto definitions, find(workspace, code, unit, period));
  const IndicatorCells cells(workspace, definitions.regime->code, nested);
  const report::UnitHierarchy hierarchy(*workspace.catalog, *definitions.regime);
  std::vector<Figure> below;
  for (const auto& obligation : definitions.below)
    below.push_back(own_figure(definitions, *obligation.unit, period, cells, hierarchy));
  Table table{definitions.indicator, period, {}};
  table.figures.push_back(definitions.reports_itself
                              ? own_figure(definitions, *definitions.unit, period, cells, hierarchy)
                              : summed_figure(definitions, below));
  table.figures.insert(table.figures.end(), below.begin(), below.end());
  GIRS_CHECK(cells.status());
  return table;
}

}  // namespace girs::indicator
