// Series in the boundaries of a chosen day: the values of all units of a period are carried over
// the changes of units together.

#include <algorithm>

#include "formula/operators.h"
#include "indicator/figure_book.h"
#include "unit/boundaries.h"

namespace girs::indicator {
namespace {

BoundaryRule rule_of(const Indicator& indicator, const std::string& kind, Date boundaries) {
  const auto addition = indicator.measure == Measure::kFlow    ? Addition::kFlow
                        : indicator.measure == Measure::kStock ? Addition::kStock
                                                               : Addition::kNone;
  return {boundaries, addition, indicator.split_key, kind};
}

/// What a figure adds to the units that its unit became part of; nothing where it is missing. Where
/// nothing occurred, or cannot, that is 0.
std::optional<Decimal> number_of(const formula::Value& value) {
  if (value == formula::Value(formula::Absent::kNotApplicable)) return Decimal();
  const auto number = formula::number_operand(value, false);
  const auto* decimal = std::get_if<Decimal>(&number);
  return decimal ? std::optional(*decimal) : std::nullopt;
}

/// Whether the parts of a unit are all without a number, and with which word: nothing occurred in
/// any of them, or it is not applicable to any.
class Wordless {
 public:
  void take(const formula::Value& value) {
    const auto* absent = std::get_if<formula::Absent>(&value);
    if (!absent) all_ = false;
    else if (*absent == formula::Absent::kNil) word_ = *absent;
  }
  /// The sum, which is `number` unless there is a word for it.
  formula::Value of(const Decimal& number) const {
    return all_ ? formula::Value(word_) : formula::Value(number);
  }

 private:
  bool all_ = true;
  formula::Absent word_ = formula::Absent::kNotApplicable;
};

/// What each unit of the target day is made of: what it lacks when every figure is missing.
std::map<std::string, std::vector<std::string>> parts_of_targets(const UnitTree& tree,
                                                                 std::vector<UnitFigure> figures,
                                                                 const BoundaryRule& rule) {
  for (auto& figure : figures) figure.value.reset();
  std::map<std::string, std::vector<std::string>> parts;
  if (auto lacking = in_boundaries(tree, figures, rule))
    for (auto& one : *lacking) parts.emplace(std::move(one.unit), std::move(one.missing));
  return parts;
}

/// What is said beside a figure of these parts: the least final status, the newest vintage, all
/// flags.
Point told_of(const std::vector<std::string>& parts, const std::map<std::string, Point>& known) {
  Point told;
  for (const auto& part : parts) {
    const auto found = known.find(part);
    if (found == known.end()) continue;
    const auto& one = found->second;
    told.status = std::min(told.status, one.status);
    told.vintage = std::max(told.vintage, one.vintage);
    told.flags.insert(one.flags.begin(), one.flags.end());
  }
  return told;
}

Wordless words_of(const std::vector<std::string>& parts, const std::map<std::string, Point>& known) {
  Wordless words;
  for (const auto& part : parts)
    if (const auto found = known.find(part); found != known.end()) words.take(found->second.exact);
  return words;
}

}  // namespace

std::optional<Point> FigureBook::carried(const Indicator& indicator, const UnitVersion& version,
                                         const Period& period, const Breakdown& breakdown,
                                         const std::optional<Date>& last_day) {
  if (!last_day) return std::nullopt;
  const auto& unit = version.code;
  auto series = std::ranges::find_if(carried_, [&](const CarriedSeries& one) {
    return one.indicator == &indicator && one.kind == version.kind && one.breakdown == breakdown;
  });
  if (series == carried_.end())
    series = carried_.insert(carried_.end(), CarriedSeries{&indicator, breakdown, version.kind});
  take_plan(*series, *last_day);
  if (series->plan->serves) {
    const auto& targets = series->plan->targets;
    if (series->target == targets.size() || series->unit != unit) {
      const auto found = std::ranges::lower_bound(targets, unit, {}, &BoundaryPlan::Target::unit);
      if (found == targets.end() || found->unit != unit) return std::nullopt;
      series->unit = unit;
      series->target = static_cast<std::size_t>(found - targets.begin());
    }
    if (auto point = whole(*series, period)) return point;
  }
  auto figures = series->periods.find(period);
  if (figures == series->periods.end())
    figures = series->periods.emplace(period, carry(*series, period)).first;
  const auto found = figures->second.find(unit);
  return found == figures->second.end() ? std::nullopt : std::optional(found->second);
}

void FigureBook::take_plan(CarriedSeries& carried, Date on) {
  if (carried.plan && carried.plan->from <= on && on <= carried.plan->to) return;
  carried.plan = &plan_for(carried, on);
  carried.parts.clear();
  carried.values.clear();
  carried.begins.clear();
  carried.target = carried.plan->targets.size();
  const auto& units = series(*carried.indicator, carried.breakdown).units;
  for (const auto& target : carried.plan->targets) {
    carried.begins.push_back(carried.values.size());
    for (const auto& part : target.parts) {
      const auto found = units.find(part);
      carried.values.push_back(found == units.end() ? nullptr : &found->second);
    }
  }
}

const BoundaryPlan& FigureBook::plan_for(const CarriedSeries& series, Date on) {
  const auto rule = rule_of(*series.indicator, series.kind, *boundaries_);
  const auto found = std::ranges::find_if(plans_, [&](const KnownPlan& one) {
    return one.plan.from <= on && on <= one.plan.to && one.addition == rule.addition &&
           one.key == rule.key && one.kind == rule.kind;
  });
  if (found != plans_.end()) return found->plan;
  return plans_
      .emplace_back(KnownPlan{rule.addition, rule.key, rule.kind,
                              boundary_plan(workspace_.catalog->units(), rule, on)})
      .plan;
}

FigureBook::Carried FigureBook::carry(CarriedSeries& carried, const Period& period) {
  Carried points;
  const auto span = calendar_span(period);
  if (!span) return points;
  const auto& indicator = *carried.indicator;
  std::map<std::string, Point> known;
  std::vector<UnitFigure> figures;
  for (const auto& [unit, values] : series(indicator, carried.breakdown).units) {
    const auto* version = workspace_.catalog->units().find(unit, span->to);
    const auto* value = values.find(period);
    if (!version || version->kind != carried.kind || !value) continue;
    known.emplace(unit, delivered(indicator, *value, period));
    figures.push_back({unit, period.label(), span->to, number_of(value->value)});
  }
  if (figures.empty()) return points;
  const auto& units = workspace_.catalog->units();
  const auto rule = rule_of(indicator, carried.kind, *boundaries_);
  const auto moved = in_boundaries(units, figures, rule);
  if (moved && carried.parts.empty()) carried.parts = parts_of_targets(units, figures, rule);
  if (!moved) {
    fail(moved.error());
    return points;
  }
  for (const auto& one : *moved) {
    const auto& parts = carried.parts[one.unit];
    Point point = told_of(parts, known);
    point.worked_out = parts.size() > 1 || one.not_comparable;
    if (one.value) set_value(indicator, point, words_of(parts, known).of(*one.value));
    point.counted = one.value ? 1 : 0;
    point.expected = std::max<std::size_t>(1, one.missing.size());
    if (one.estimated) point.flags.insert(kEstimated);
    if (one.not_comparable) point.flags.insert(kNotComparable);
    points.emplace(one.unit, std::move(point));
  }
  return points;
}

std::optional<Point> FigureBook::whole(const CarriedSeries& carried, const Period& period) {
  const auto& target = carried.plan->targets[carried.target];
  const auto begin = carried.begins[carried.target];
  Point point;
  point.worked_out = target.parts.size() > 1 || !target.comparable;
  std::optional<Decimal> sum;
  Wordless words;
  std::size_t missing = 0;
  for (std::size_t i = 0; i < target.parts.size(); ++i) {
    const auto* values = carried.values[begin + i];
    const auto* known = values ? values->find(period) : nullptr;
    const auto number = known ? number_of(known->value) : std::nullopt;
    if (!number) ++missing;
    if (known) {
      point.status = std::min(point.status, known->status);
      point.vintage = std::max(point.vintage, known->vintage);
      point.flags.insert(known->flags.begin(), known->flags.end());
      if (known->revised) point.flags.insert(kRevised);
    }
    if (!number) continue;
    words.take(known->value);
    const bool first = !sum;
    sum = first ? number : add(*sum, *number);
    if (!sum) return std::nullopt;
  }
  point.counted = target.comparable && missing == 0 && sum ? 1 : 0;
  point.expected = std::max<std::size_t>(1, missing);
  if (point.counted > 0) set_value(*carried.indicator, point, words.of(*sum));
  if (!target.comparable) point.flags.insert(kNotComparable);
  return point;
}

}  // namespace girs::indicator
