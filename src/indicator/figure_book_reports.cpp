// Figures over reports, of one period or of several.

#include "indicator/compute.h"
#include "indicator/figure_book.h"

namespace girs::indicator {

using formula::Absent;
using formula::Value;

Point FigureBook::of_reports(const Wanted& wanted, int nested) {
  const auto& indicator = *wanted.indicator;
  const auto* frequency = frequency_of(*workspace_.catalog, indicator);
  const auto parts = frequency ? counted_parts(indicator, *frequency, wanted.period, wanted.shape)
                               : std::nullopt;
  if (!parts || !wanted.breakdown.empty()) return without_periods();
  Point point;
  point.expected = 0;
  point.worked_out = parts->size() > 1;
  const bool summed = parts->size() == 1 || can_be_summed(indicator);
  if (!summed) point.flags.insert(kNotAdditive);
  Value numerator = Decimal(), denominator = Decimal();
  for (const auto& part : *parts) {
    auto found = root_->reports_.at(indicator, wanted.unit, part, boundaries_, nested + 1);
    if (!found && found.error().code == Code::kNotFound) {
      Point none;   // the unit was not there yet, or is no more
      none.flags.insert(kNoUnit);
      found = std::move(none);
    }
    if (!found) {
      fail(found.error());
      return point;
    }
    found->flags.erase(kError);   // of this part alone; the whole is divided anew
    point.worked_out = point.worked_out || found->worked_out;
    note_part(point, *found);
    // A flow by a stock: all that flowed by what there was in the end.
    const auto takes = [&](const formula::Expression& side) {
      return parts->size() == 1 || (indicator.denominator && side.measure() == Measure::kStock);
    };
    numerator = takes(indicator.numerator) ? std::move(found->numerator)
                                           : added(numerator, found->numerator);
    if (indicator.denominator)
      denominator = takes(*indicator.denominator) ? std::move(found->denominator)
                                                  : added(denominator, found->denominator);
  }
  if (!summed) numerator = Absent::kMissing;
  point.numerator = std::move(numerator);
  point.denominator = indicator.denominator ? std::move(denominator) : Value(Absent::kMissing);
  point.exact = quotient(indicator, point.numerator, point.denominator);
  point.value = at_scale(indicator, point.exact);
  note_hidden(indicator, point.numerator, point.denominator, point.flags);
  return point;
}

}  // namespace girs::indicator
