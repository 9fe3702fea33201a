#include "indicator/report_figures.h"

#include "formula/operators.h"
#include "indicator/compute.h"
#include "report/unit_hierarchy.h"

namespace girs::indicator {
namespace {

using formula::Value;

constexpr std::size_t kPeriodsMax = 2000;   // that are kept, each about 60 kB

}  // namespace

Result<Point> ReportFigures::at(const Indicator& indicator, const std::string& unit,
                                const Period& period, const std::optional<Date>& boundaries,
                                int nested) {
  if (!boundaries) return as_it_was(indicator, unit, period, nested);
  const report::UnitHierarchy tree(*workspace_.catalog);
  const auto now = period_of(*boundaries, PeriodKind::kDay);
  const auto parts = now ? tree.predecessors(unit, *now, period) : std::nullopt;
  if (!parts) {
    Point none;
    none.flags.insert(kNotComparable);
    return none;
  }
  if (parts->size() == 1 && parts->front().weight == Decimal(1))
    return as_it_was(indicator, parts->front().unit, period, nested);
  Point whole;
  whole.expected = parts->size();
  if (!can_be_summed(indicator)) whole.flags.insert(kNotComparable);
  const auto with = [](const Value& total, const Value& part, const Decimal& weight) {
    const auto share = formula::calculated('*', formula::number_operand(part, false), weight);
    return formula::is_missing(total) ? share : formula::calculated('+', total, share);
  };
  for (const auto& part : *parts) {
    GIRS_TRY(const auto point, as_it_was(indicator, part.unit, period, nested));
    if (part.estimated) whole.flags.insert(kEstimated);
    note_beside(whole, point);
    if (lacks_figure(indicator, point.numerator, point.denominator)) continue;
    ++whole.counted;
    if (!can_be_summed(indicator)) continue;
    whole.numerator = with(whole.numerator, point.numerator, part.weight);
    whole.denominator = with(whole.denominator, point.denominator, part.weight);
  }
  return whole;
}

Status ReportFigures::prepare(const Indicator& indicator, const std::vector<Period>& periods) {
  if (!workspace_.columns || workspace_.as_of || periods.size() > kPeriodsMax) return ok();
  auto all = workspace_.columns->at(workspace_, indicator.regime, periods);
  if (!all) return ok();   // one by one, each says what is wrong with it
  for (std::size_t i = 0; i < periods.size(); ++i)
    GIRS_CHECK(keep(indicator, periods[i], plans(indicator).of(std::move((*all)[i]))));
  return ok();
}

/// The figure of a unit as it was in that period.
Result<Point> ReportFigures::as_it_was(const Indicator& indicator, const std::string& unit,
                                       const Period& period, int nested) {
  if (workspace_.columns && !workspace_.as_of) {
    GIRS_TRY(auto point, by_columns(indicator, unit, period));
    if (point) return *std::move(point);
  }
  if (!workspace_.opened) {   // one by one, each figure would open its period anew
    opened_ = std::make_unique<report::OpenedPeriods>(*workspace_.catalog);
    workspace_.opened = opened_.get();
  }
  GIRS_TRY(auto table, compute(workspace_, indicator.code, unit, period, nested, as_of_));
  auto& figure = table.figures.front();
  Point point;
  point.numerator = std::move(figure.numerator);
  point.denominator = std::move(figure.denominator);
  point.counted = figure.counted;
  point.expected = figure.expected;
  point.flags = std::move(figure.flags);
  point.worked_out = point.flags.contains(kNotAdditive);
  point.status = figure.status.value_or(ValueStatus::kOfficial);
  return point;
}

ColumnFigures& ReportFigures::plans(const Indicator& indicator) {
  auto& plans = plans_[&indicator];
  if (!plans)
    plans = std::make_unique<ColumnFigures>(workspace_, std::vector<const Indicator*>{&indicator});
  return *plans;
}

/// Nothing where columns cannot give it; a mistake in what was asked is the reference's to say.
Status ReportFigures::keep(const Indicator& indicator, const Period& period,
                           Result<Known> figures) {
  if (!figures && figures.error().code == Code::kCorrupt) return std::move(figures).error();
  if (known_.size() >= kPeriodsMax) known_.clear();
  known_.insert_or_assign({&indicator, period}, figures ? *std::move(figures) : Known());
  return ok();
}

/// nullptr: columns cannot give the figures of this period.
Result<PeriodFigures*> ReportFigures::columns(const Indicator& indicator, const Period& period) {
  const auto key = std::pair(&indicator, period);
  auto found = known_.find(key);
  if (found == known_.end()) {
    GIRS_CHECK(keep(indicator, period, plans(indicator).of(period)));
    found = known_.find(key);
  }
  return found->second && found->second->has(0) ? &*found->second : nullptr;
}

Result<std::optional<Point>> ReportFigures::by_columns(const Indicator& indicator,
                                                       const std::string& unit,
                                                       const Period& period) {
  GIRS_TRY(auto* figures, columns(indicator, period));
  const auto at = figures ? figures->columns().order().position(unit) : std::nullopt;
  if (!at) return std::optional<Point>();
  GIRS_TRY(auto parts, figures->parts(0, *at));
  std::optional<Point> point(std::in_place);
  point->numerator = std::move(parts.numerator);
  point->denominator = std::move(parts.denominator);
  GIRS_TRY(point->counted, figures->counted(0, *at));
  point->expected = figures->standing().expected[*at];
  GIRS_TRY(const bool stale, figures->is_stale(*at));
  if (stale) point->flags.insert(kStale);
  if (figures->is_sum(*at) && !can_be_summed(indicator)) point->flags.insert(kNotAdditive);
  point->worked_out = point->flags.contains(kNotAdditive);
  return point;
}

}  // namespace girs::indicator
