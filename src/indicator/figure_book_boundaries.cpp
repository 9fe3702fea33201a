// Series in the boundaries of a chosen day: the values of all units of a period are carried over
// the changes of units together.

#include <algorithm>

#include "formula/operators.h"
#include "indicator/figure_book.h"
#include "unit/boundaries.h"

namespace girs::indicator {

const FigureBook::Carried& FigureBook::carried(const Indicator& indicator, const Period& period,
                                         const Breakdown& breakdown) {
  const auto key = std::tuple(indicator.code, to_text(breakdown), period);
  const auto found = carried_.find(key);
  if (found != carried_.end()) return found->second;
  return carried_.emplace(key, carry(indicator, period, breakdown)).first->second;
}

FigureBook::Carried FigureBook::carry(const Indicator& indicator, const Period& period,
                                const Breakdown& breakdown) {
  Carried points;
  const auto span = calendar_span(period);
  if (!span) return points;
  Point told;  // what holds for all: the least final status, the newest vintage
  std::vector<UnitFigure> figures;
  for (const auto& [unit, values] : series(indicator, breakdown).units) {
    const auto* version = workspace_.catalog->units().find(unit, span->to);
    const auto value = values.find(period);
    if (!version || version->kind != indicator.reporters.front() || value == values.end()) continue;
    const auto one = delivered(indicator, value->second, period);
    told.status = std::min(told.status, one.status);
    told.vintage = std::max(told.vintage, one.vintage);
    const auto number = formula::number_operand(one.exact, false);  // nil is 0
    const auto* decimal = std::get_if<Decimal>(&number);
    figures.push_back({unit, period.label(), span->to,
                       decimal ? std::optional(*decimal) : std::nullopt});
  }
  if (figures.empty()) return points;
  const auto addition = indicator.measure == Measure::kFlow    ? Addition::kFlow
                        : indicator.measure == Measure::kStock ? Addition::kStock
                                                               : Addition::kNone;
  const auto moved = in_boundaries(workspace_.catalog->units(), figures,
                                   {*boundaries_, addition, indicator.split_key,
                                    indicator.reporters.front()});
  if (!moved) {
    fail(moved.error());
    return points;
  }
  for (const auto& one : *moved) {
    Point point = told;
    if (one.value) set_value(indicator, point, *one.value);
    point.counted = one.value ? 1 : 0;
    point.expected = std::max<std::size_t>(1, one.missing.size());
    if (one.estimated) point.flags.insert(kEstimated);
    if (one.not_comparable) point.flags.insert(kNotComparable);
    points.emplace(one.unit, std::move(point));
  }
  return points;
}

}  // namespace girs::indicator
