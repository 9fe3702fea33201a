#include "indicator/compute.h"

#include <algorithm>

#include "formula/operators.h"
#include "indicator/figure_book.h"
#include "indicator/indicator_cells.h"
#include "indicator/stale.h"
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

Result<Definitions> find(const report::Workspace& workspace, const Indicator& indicator,
                         std::string_view unit, const Period& period) {
  Definitions found;
  found.indicator = &indicator;
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

formula::Value quotient(const Indicator& indicator, const Value& numerator, const Value& denominator) {
  const auto* top = std::get_if<Decimal>(&numerator);
  if (const auto* absent = std::get_if<Absent>(&numerator); absent && *absent == Absent::kNil) {
    static const Decimal kZero;  // nil counts as 0 in arithmetic (FORMULA.md section 4)
    top = &kZero;
  }
  if (!top) return numerator;
  std::optional<Decimal> result = multiply(*top, indicator.factor);
  if (indicator.denominator) {
    if (std::holds_alternative<Fault>(denominator) || formula::is_missing(denominator)) return denominator;
    const auto* bottom = std::get_if<Decimal>(&denominator);
    if (!bottom || bottom->is_zero()) return Fault::kDivisionByZero;
    if (result) result = divide(*result, *bottom);
  }
  return formula::number_or_fault(result);
}

formula::Value combined(const Indicator& indicator, const Value& numerator, const Value& denominator) {
  const auto exact = quotient(indicator, numerator, denominator);
  const auto* number = std::get_if<Decimal>(&exact);
  return number ? formula::number_or_fault(round_half_away(*number, indicator.round)) : exact;
}

namespace {

Result<Table> compute_reports(const report::Workspace& workspace, const Indicator& indicator,
                              std::string_view unit, const Period& period, int nested) {
  GIRS_TRY(const auto definitions, find(workspace, indicator, unit, period));
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
  for (auto& figure : table.figures) {
    GIRS_TRY(figure.stale, is_stale(*workspace.store, figure.pid));
    if (figure.stale) figure.flags.insert(kStale);
  }
  return table;
}

Figure from_point(const UnitVersion& unit, const Point& point) {
  Figure figure{unit.code, unit.name, point.value, point.numerator, point.denominator,
                point.counted, point.expected};
  figure.flags = point.flags;
  figure.status = point.status;
  return figure;
}

/// A series or a formula over indicators: the unit, then those below it that have such figures.
Result<Table> compute_figures(const report::Workspace& workspace, const Indicator& indicator,
                              std::string_view unit, const Period& period, int nested) {
  const auto& tree = workspace.catalog->units();
  FigureBook figures(workspace);
  const auto on = figures.day(period);
  if (!on)
    return error(Code::kInvalidArgument, "The period " + period.label() + " has no days of its own.",
                 "Kỳ " + period.label() + " không xác định được ngày.", {{"period", period.label()}});
  GIRS_TRY(const auto* version, tree.get(unit, *on));
  const auto kinds = delivered_kinds(*workspace.catalog, indicator);
  Table table{&indicator, period, {}};
  table.figures.push_back(from_point(*version, figures.at({&indicator, version->code, period}, nested)));
  for (const auto* child : tree.children(version->code, *on))
    if (nested == 0 && (kinds.empty() || kinds.contains(child->kind)))
      table.figures.push_back(from_point(*child, figures.at({&indicator, child->code, period}, nested)));
  GIRS_CHECK(figures.status());
  return table;
}

}  // namespace

Result<Table> compute(const report::Workspace& workspace, std::string_view code, std::string_view unit,
                      const Period& period, int nested) {
  const auto* indicator = workspace.catalog->indicator(code);
  if (!indicator)
    return error(Code::kNotFound, "There is no indicator \"" + std::string(code) + "\".",
                 "Không có chỉ tiêu \"" + std::string(code) + "\".", {{"indicator", std::string(code)}});
  return indicator->from == IndicatorSource::kReports
             ? compute_reports(workspace, *indicator, unit, period, nested)
             : compute_figures(workspace, *indicator, unit, period, nested);
}

Result<Figure> reported(const report::Workspace& workspace, const Indicator& indicator,
                        const std::string& unit, const Period& period,
                        const std::optional<Date>& boundaries, int nested) {
  std::vector<formula::Hierarchy::Part> parts = {{unit}};
  if (boundaries) {
    const report::UnitHierarchy tree(*workspace.catalog);
    const auto now = period_of(*boundaries, PeriodKind::kDay);
    auto made_of = now ? tree.predecessors(unit, *now, period) : std::nullopt;
    if (!made_of) {
      Figure none{unit, {}};
      none.flags.insert(kNotComparable);
      return none;
    }
    parts = *std::move(made_of);
  }
  if (parts.size() == 1 && parts.front().weight == Decimal(1)) {
    GIRS_TRY(auto table, compute(workspace, indicator.code, parts.front().unit, period, nested));
    return std::move(table.figures.front());
  }
  Figure whole{unit, {}};
  whole.expected = parts.size();
  const auto with = [](const Value& total, const Value& part, const Decimal& weight) {
    const auto share = formula::calculated('*', formula::number_operand(part, false), weight);
    return formula::is_missing(total) ? share : formula::calculated('+', total, share);
  };
  for (const auto& part : parts) {
    GIRS_TRY(const auto table, compute(workspace, indicator.code, part.unit, period, nested));
    const auto& figure = table.figures.front();
    if (part.estimated) whole.flags.insert(kEstimated);
    if (figure.stale) whole.stale = true;
    if (formula::is_missing(figure.numerator)) continue;
    ++whole.counted;
    whole.numerator = with(whole.numerator, figure.numerator, part.weight);
    whole.denominator = with(whole.denominator, figure.denominator, part.weight);
  }
  whole.value = combined(indicator, whole.numerator, whole.denominator);
  return whole;
}

}  // namespace girs::indicator
