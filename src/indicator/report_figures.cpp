#include "indicator/report_figures.h"

#include "formula/operators.h"
#include "indicator/stale.h"
#include "report/unit_hierarchy.h"

namespace girs::indicator {
namespace {

using formula::Value;

constexpr std::size_t kPeriodsMax = 2000;   // that are kept, each about 60 kB

}  // namespace

Result<Figure> ReportFigures::at(const Indicator& indicator, const std::string& unit,
                                 const Period& period, const std::optional<Date>& boundaries,
                                 int nested) {
  std::vector<formula::Hierarchy::Part> parts = {{unit}};
  if (boundaries) {
    const report::UnitHierarchy tree(*workspace_.catalog);
    const auto now = period_of(*boundaries, PeriodKind::kDay);
    auto made_of = now ? tree.predecessors(unit, *now, period) : std::nullopt;
    if (!made_of) {
      Figure none{unit, {}};
      none.flags.insert(kNotComparable);
      return none;
    }
    parts = *std::move(made_of);
  }
  if (parts.size() == 1 && parts.front().weight == Decimal(1))
    return as_it_was(indicator, parts.front().unit, period, nested);
  Figure whole{unit, {}};
  whole.expected = parts.size();
  const auto with = [](const Value& total, const Value& part, const Decimal& weight) {
    const auto share = formula::calculated('*', formula::number_operand(part, false), weight);
    return formula::is_missing(total) ? share : formula::calculated('+', total, share);
  };
  for (const auto& part : parts) {
    GIRS_TRY(const auto figure, as_it_was(indicator, part.unit, period, nested));
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


/// The figure of a unit as it was in that period.
Result<Figure> ReportFigures::as_it_was(const Indicator& indicator, const std::string& unit,
                                        const Period& period, int nested) {
  if (workspace_.columns && !workspace_.as_of) {
    GIRS_TRY(auto figure, by_columns(indicator, unit, period));
    if (figure) return *std::move(figure);
  }
  GIRS_TRY(auto table, compute(workspace_, indicator.code, unit, period, nested));
  return std::move(table.figures.front());
}

/// Nothing where columns cannot give it; a mistake in what was asked is the reference's to say.
Result<PeriodFigures*> ReportFigures::columns(const Indicator& indicator, const Period& period) {
  const auto key = std::pair(&indicator, period);
  auto found = known_.find(key);
  if (found == known_.end()) {
    if (known_.size() >= kPeriodsMax) known_.clear();
    auto& plans = plans_[&indicator];
    if (!plans)
      plans = std::make_unique<ColumnFigures>(workspace_, std::vector<const Indicator*>{&indicator});
    auto figures = plans->of(period);
    if (!figures && figures.error().code == Code::kCorrupt) return std::move(figures).error();
    found = known_.emplace(key, figures ? *std::move(figures) : std::nullopt).first;
  }
  return found->second && found->second->has(0) ? &*found->second : nullptr;
}

Result<std::optional<Figure>> ReportFigures::by_columns(const Indicator& indicator,
                                                        const std::string& unit,
                                                        const Period& period) {
  GIRS_TRY(auto* figures, columns(indicator, period));
  const auto at = figures ? figures->columns().order().position(unit) : std::nullopt;
  if (!at) return std::optional<Figure>();
  GIRS_TRY(auto parts, figures->parts(0, *at));
  const auto& standing = figures->standing();
  const auto& source = figures->columns().source(*at);
  Figure figure{unit, figures->columns().order().unit(*at).name};
  figure.numerator = std::move(parts.numerator);
  figure.denominator = std::move(parts.denominator);
  figure.value = combined(indicator, figure.numerator, figure.denominator);
  figure.counted = standing.counted[*at];
  figure.expected = standing.expected[*at];
  if (standing.brings[*at]) {
    figure.pid = source.pid;
    if (source.aggregate) {   // only these name members
      GIRS_TRY(figure.stale, is_stale(*workspace_.store, source.pid));
    }
    if (figure.stale) figure.flags.insert(kStale);
  }
  return std::optional(std::move(figure));
}

}  // namespace girs::indicator
