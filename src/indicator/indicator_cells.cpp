#include "indicator/indicator_cells.h"

#include "formula/operators.h"
#include "indicator/compute.h"
#include "report/unit_hierarchy.h"

namespace girs::indicator {
namespace {

using formula::Absent;
using formula::Fault;
using formula::Value;

// The catalogue has no circles; this only bounds a chain of indicators one built on another.
constexpr int kNestedMax = 16;

/// total + part * weight; a missing part is missing from the total.
Value with_part(const Value& total, const Value& part, const Decimal& weight) {
  return formula::calculated(
      '+', total,
      formula::calculated('*', formula::number_operand(part, false), weight));
}

}  // namespace

/// A series or a formula over indicators.
Value IndicatorCells::other_source(const Indicator& definition,
                                   const formula::CellAddress& address) const {
  if (!book_) book_ = std::make_unique<FigureBook>(workspace(), as_of_);
  auto& figures = address.boundaries ? book_->in(book_->day(*address.boundaries)) : *book_;
  const auto point = figures.at({&definition, address.unit, address.period, {},
                                 {address.breakdown.begin(), address.breakdown.end()}},
                                nested_ + 1);
  if (const auto status = figures.status(); !status) fail(status.error());
  note(point);
  return point.exact;
}

void IndicatorCells::note(const Point& read) const {
  if (!told_) told_.emplace();
  note_beside(*told_, read);
}

Value IndicatorCells::indicator(const formula::CellAddress& address) const {
  const auto* definition = workspace().catalog->indicator(address.indicator);
  if (!definition || nested_ >= kNestedMax) return Fault::kReference;
  if (definition->from != IndicatorSource::kReports) return other_source(*definition, address);
  if (!address.breakdown.empty()) return Fault::kReference;
  std::vector<formula::Hierarchy::Part> parts = {{address.unit}};
  if (address.boundaries) {
    const auto regime = workspace().catalog->regime_of(definition->regime, address.period);
    if (!regime) return Fault::kReference;
    const report::UnitHierarchy hierarchy(*workspace().catalog, **regime);
    auto made_of = hierarchy.predecessors(address.unit, *address.boundaries, address.period);
    if (!made_of) return Fault::kReference;
    parts = *std::move(made_of);
  }
  Value numerator = Decimal();
  Value denominator = Decimal();
  for (const auto& part : parts) {
    const auto figure = figures_.at(*definition, part.unit, address.period, {}, nested_ + 1);
    if (!figure) {
      if (figure.error().code == Code::kNotFound) return Fault::kReference;
      fail(figure.error());
      return Absent::kMissing;
    }
    note(*figure);
    if (parts.size() == 1 && part.weight == Decimal(1))
      return combined(*definition, figure->numerator, figure->denominator);
    if (!can_be_summed(*definition)) return Absent::kMissing;   // a rate of merged units
    numerator = with_part(numerator, figure->numerator, part.weight);
    denominator = with_part(denominator, figure->denominator, part.weight);
  }
  return combined(*definition, numerator, denominator);
}

}  // namespace girs::indicator
