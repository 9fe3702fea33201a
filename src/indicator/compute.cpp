#include "indicator/compute.h"

#include <algorithm>

#include "formula/operators.h"
#include "indicator/figure_book.h"
#include "indicator/indicator_cells.h"
#include "indicator/stale.h"
#include "indicator/sum_tree.h"
#include "report/obligation.h"
#include "report/unit_hierarchy.h"

namespace girs::indicator {
namespace {

using formula::Absent;
using formula::Fault;
using formula::Value;

struct Definitions {
  const Indicator* indicator = nullptr;
  const Regime* regime = nullptr;
  const UnitVersion* unit = nullptr;
  DateRange window{};
  std::set<const UnitVersion*> owe;   // the report, in this period
  bool reports_itself() const { return owe.contains(unit); }
};

Result<Definitions> find(const report::Workspace& workspace, const Indicator& indicator,
                         std::string_view unit, const Period& period) {
  Definitions found;
  found.indicator = &indicator;
  GIRS_TRY(found.regime, workspace.catalog->regime_of(found.indicator->regime, period));
  GIRS_TRY(found.window, workspace.catalog->window(*found.regime, period));
  GIRS_TRY(found.unit, workspace.catalog->units().get(unit, found.window.to));
  const auto now = workspace.as_of.value_or(workspace.store->now());
  GIRS_TRY(const auto owed, report::obligations_at(workspace, *found.regime, period, now));
  for (const auto& obligation : owed) found.owe.insert(obligation.unit);
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

/// What a formula gives: of a cell that is not collected yet no more than that it is missing.
Value evaluated(const formula::Expression& formula, const formula::Context& context) {
  const auto value = formula::evaluate(formula, context);
  return formula::is_missing(value) ? Value(Absent::kMissing) : value;
}

/// What is said beside the figures that one reads or is summed from.
void note(Figure& figure, const std::set<std::string>& flags, const std::optional<ValueStatus>& status) {
  for (const auto& flag : flags)
    if (flag != kError) figure.flags.insert(flag);   // the whole is divided anew
  if (status) figure.status = std::min(figure.status.value_or(*status), *status);
}

/// What the figures of one table are computed with.
struct Computing {
  const report::Workspace& workspace;
  const Definitions& definitions;
  const Period& period;
  const IndicatorCells& cells;
  const formula::Hierarchy& hierarchy;

  Result<Figure> figure(const UnitVersion& unit) const {
    if (definitions.owe.contains(&unit)) return own(unit);
    GIRS_TRY(const auto parts, below(unit));
    return summed(unit, parts);
  }
  /// The figure of a unit that reports itself.
  Result<Figure> own(const UnitVersion& unit) const {
    Figure figure{unit.code, unit.name};
    const auto origin = cells.origin(period, unit.code);
    if (!origin) return figure;
    figure.counted = 1;
    figure.pid = origin->pid;
    figure.scope = origin->scope;
    const auto& indicator = *definitions.indicator;
    const auto context = context_of(indicator, unit.code, period, cells, hierarchy);
    figure.numerator = evaluated(indicator.numerator, context);
    if (indicator.denominator) figure.denominator = evaluated(*indicator.denominator, context);
    figure.value = combined(indicator, figure.numerator, figure.denominator);
    note_hidden(indicator, figure.numerator, figure.denominator, figure.flags);
    if (const auto told = cells.take_told()) note(figure, told->flags, told->status);
    if (figure.scope != "aggregate") return figure;   // only these name members
    GIRS_TRY(const auto found, staleness(*workspace.store, figure.pid, workspace.as_of));
    if (found.stale) figure.flags.insert(kStale);
    return figure;
  }
  /// The units that report to `unit`, as far as they or some below them owe the report.
  Result<std::vector<Figure>> below(const UnitVersion& unit) const {
    const std::string_view subjects[] = {definitions.regime->code};
    std::vector<Figure> figures;
    const auto& units = workspace.catalog->units();
    for (const auto* member : units.members_of(unit.code, subjects, definitions.window.to)) {
      GIRS_TRY(auto figure, this->figure(*member));
      if (figure.expected > 0) figures.push_back(std::move(figure));
    }
    return figures;
  }
  /// The figure of a unit that does not report itself: from the parts of those below it.
  Figure summed(const UnitVersion& unit, const std::vector<Figure>& below) const {
    Figure figure{unit.code, unit.name};
    figure.expected = 0;
    const auto& indicator = *definitions.indicator;
    if (!can_be_summed(indicator)) figure.flags.insert(kNotAdditive);
    for (const auto& part : below) {
      figure.expected += part.expected;
      note(figure, part.flags, part.status);
      const bool reports = !part.scope.empty();
      if (reports && lacks_figure(indicator, part.numerator, part.denominator)) continue;
      figure.counted += part.counted;
      if (!can_be_summed(indicator)) continue;
      figure.numerator = with_unit(figure.numerator, part.numerator);
      figure.denominator = with_unit(figure.denominator, part.denominator);
    }
    figure.value = combined(indicator, figure.numerator, figure.denominator);
    note_hidden(indicator, figure.numerator, figure.denominator, figure.flags);
    return figure;
  }
};

}  // namespace

namespace {

/// As quotient(), with every error shown. Absences and errors of the two sides prevail as in any
/// arithmetic (FORMULA.md section 4).
Value divided(const Indicator& indicator, const Value& numerator, const Value& denominator) {
  const auto above = formula::number_operand(numerator, false);   // nil counts as 0
  const auto* top = std::get_if<Decimal>(&above);
  if (!indicator.denominator) {
    if (!top) return numerator;
    return formula::number_or_fault(multiply(*top, indicator.factor));
  }
  const auto below = formula::number_operand(denominator, false);
  if (const auto other = formula::prevailing(above, below)) return *other;
  const auto& bottom = std::get<Decimal>(below);
  if (bottom.is_zero()) return Fault::kDivisionByZero;
  const auto product = multiply(*top, indicator.factor);
  return formula::number_or_fault(product ? divide(*product, bottom) : product);
}

}  // namespace

std::optional<std::vector<Period>> counted_parts(const Indicator& indicator,
                                                 const Frequency& frequency, const Period& period,
                                                 const Shape& shape) {
  auto parts = parts_of(period, shape, frequency);
  if (parts && last_period_counts(indicator)) parts->erase(parts->begin(), parts->end() - 1);
  return parts;
}

formula::Value quotient(const Indicator& indicator, const Value& numerator,
                        const Value& denominator) {
  auto exact = divided(indicator, numerator, denominator);
  return is_hidden(indicator, exact) ? Value(Absent::kMissing) : exact;
}

formula::Value combined(const Indicator& indicator, const Value& numerator,
                        const Value& denominator) {
  return at_scale(indicator, quotient(indicator, numerator, denominator));
}

void note_hidden(const Indicator& indicator, const Value& numerator, const Value& denominator,
                 std::set<std::string>& flags) {
  if (indicator.on_error == OnError::kShow) return;
  const auto exact = divided(indicator, numerator, denominator);
  const auto* number = std::get_if<Decimal>(&exact);
  if (number ? !round_half_away(*number, indicator.round)
             : std::holds_alternative<Fault>(exact))
    flags.insert(kError);
}

namespace {

Result<Table> compute_reports(const report::Workspace& workspace, const Indicator& indicator,
                              std::string_view unit, const Period& period, int nested,
                              const AsOf& as_of) {
  GIRS_TRY(const auto definitions, find(workspace, indicator, unit, period));
  const IndicatorCells cells(workspace, definitions.regime->code, nested, as_of);
  const report::UnitHierarchy hierarchy(*workspace.catalog, *definitions.regime);
  const Computing computing{workspace, definitions, period, cells, hierarchy};
  GIRS_TRY(const auto below, computing.below(*definitions.unit));
  Table table{definitions.indicator, period, {computing.summed(*definitions.unit, below)}};
  if (definitions.reports_itself()) {
    GIRS_TRY(auto own, computing.own(*definitions.unit));
    if (own.flags.contains(kStale)) table.now = std::move(table.figures.front());
    table.figures.front() = std::move(own);
  }
  table.figures.insert(table.figures.end(), below.begin(), below.end());
  GIRS_CHECK(cells.status());
  return table;
}

Figure from_point(const UnitVersion& unit, const Point& point) {
  Figure figure{unit.code, unit.name, point.value, point.numerator, point.denominator,
                point.counted, point.expected};
  figure.flags = point.flags;
  if (!shown_status(point).empty()) figure.status = point.status;
  return figure;
}

/// A series or a formula over indicators: the unit, then those below it that have such figures.
Result<Table> compute_figures(const report::Workspace& workspace, const Indicator& indicator,
                              std::string_view unit, const Period& period, int nested,
                              const AsOf& as_of) {
  const auto& tree = workspace.catalog->units();
  FigureBook figures(workspace, as_of);
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
                      const Period& period, int nested, const AsOf& as_of) {
  const auto* indicator = workspace.catalog->indicator(code);
  if (!indicator)
    return error(Code::kNotFound, "There is no indicator \"" + std::string(code) + "\".",
                 "Không có chỉ tiêu \"" + std::string(code) + "\".", {{"indicator", std::string(code)}});
  return indicator->from == IndicatorSource::kReports
             ? compute_reports(workspace, *indicator, unit, period, nested, as_of)
             : compute_figures(workspace, *indicator, unit, period, nested, as_of);
}

}  // namespace girs::indicator
