// Figures of formulas over other indicators, of one period or of several.

#include "formula/operators.h"
#include "indicator/breaks.h"
#include "indicator/compute.h"
#include "indicator/figure_book.h"
#include "indicator/figure_source.h"

namespace girs::indicator {

/// A formula's figures over several periods, where they add up: worked out one by one, since the
/// formula of the sums is another figure when it multiplies or reads other periods.
std::optional<Point> FigureBook::formula_over_time(const Wanted& wanted, int nested) {
  const auto& indicator = *wanted.indicator;
  const auto& frequency = *indicator.frequency;
  const bool single = wanted.shape == Shape{} && counts(frequency, wanted.period);
  if (single || !adds_up_undivided(indicator)) return std::nullopt;
  const auto parts = counted_parts(indicator, frequency, wanted.period, wanted.shape);
  if (!parts) return without_periods();
  std::vector<Point> points;
  ReadPeriods read;
  for (const auto& part : *parts) {
    points.push_back(at({&indicator, wanted.unit, part, {}, wanted.breakdown}, nested));
    read.note(indicator, part, points.back());
  }
  auto whole = over_time(indicator, points);
  read.say(*this, whole);
  return whole;
}

FigureBook::Evenly::Evenly(FigureBook& book, const Wanted& wanted)
    : book_(book), before_(book.even_), even_(wanted.unit) {
  // Where missing figures count as 0 nothing is left out, whoever reads that formula. What is read of
  // the same unit is settled together with the formula that reads it.
  const bool propagates = wanted.indicator->missing == formula::Missing::kPropagate;
  own_ = propagates && !(before_ && before_->is_of(wanted.unit));
  auto* const now = own_ ? &even_ : propagates ? before_ : nullptr;
  // Also of figures in other boundaries: a merged unit is compared with what became it.
  auto& root = *book_.root_;
  root.even_ = now;
  for (const auto& [boundaries, other] : root.others_) other->even_ = now;
}

FigureBook::Evenly::~Evenly() {
  auto& root = *book_.root_;
  root.even_ = before_;
  for (const auto& [boundaries, other] : root.others_) other->even_ = before_;
}

Point FigureBook::of_formula(const Wanted& wanted, int nested) {
  if (auto whole = formula_over_time(wanted, nested)) return *std::move(whole);
  Evenly evenly(*this, wanted);
  auto point = evaluated(wanted, nested);
  return evenly.apply() ? evaluated(wanted, nested) : point;
}

Point FigureBook::evaluated(const Wanted& wanted, int nested) {
  const auto& indicator = *wanted.indicator;
  Point point;
  point.expected = 0;
  point.worked_out = point.on_nothing = true;
  FigureSource source(*this, wanted, point, nested);
  formula::Context context;
  context.period = wanted.period;
  context.unit = wanted.unit;
  context.missing = indicator.missing;
  context.cells = &source;
  context.hierarchy = &hierarchy_;
  point.numerator = source.value_of(indicator.numerator, context);
  if (indicator.denominator) point.denominator = source.value_of(*indicator.denominator, context);
  point.exact = quotient(indicator, point.numerator, point.denominator);
  point.value = at_scale(indicator, point.exact);
  note_hidden(indicator, point.numerator, point.denominator, point.flags);
  source.say_breaks();
  if (point.expected == 0) point.expected = 1;
  return point;
}

}  // namespace girs::indicator
