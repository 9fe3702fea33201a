// What is derived from a figure: growth, shares, indexes, sums over time.

#include <charconv>

#include "formula/operators.h"
#include "indicator/query.h"

namespace girs::indicator {
namespace {

using formula::Value;

constexpr std::string_view kMoving = "moving-";
constexpr std::string_view kIndex = "index-";
constexpr int kDecimals = 2;
constexpr int kMovingMax = 1000;

/// a / b * 100.
Value percent(const Value& a, const Value& b) {
  return formula::calculated(
      '*', formula::calculated('/', formula::number_operand(a, false), formula::number_operand(b, false)),
      Decimal(100));
}

Value rounded(const Value& exact) {
  const auto* number = std::get_if<Decimal>(&exact);
  return number ? formula::number_or_fault(round_half_away(*number, kDecimals)) : exact;
}

/// The quotient of two figures, with what is said beside both.
Point compared(const Point& now, const Point& base, bool growth) {
  Point point = now;
  note_part(point, base);
  point.numerator = now.exact;
  point.denominator = base.exact;
  point.exact = percent(now.exact, base.exact);
  if (growth) point.exact = formula::calculated('-', point.exact, Decimal(100));
  point.value = rounded(point.exact);
  return point;
}

}  // namespace

std::optional<Derivation> Derivation::parse(std::string_view word) {
  constexpr std::pair<std::string_view, Kind> kWords[] = {
      {"value", Kind::kValue},   {"ytd", Kind::kYearToDate},       {"growth", Kind::kGrowth},
      {"share", Kind::kShare},   {"growth-year", Kind::kGrowthYear}, {"rank", Kind::kRank}};
  for (const auto& [known, kind] : kWords)
    if (word == known) return Derivation{kind};
  if (word.starts_with(kMoving)) {
    const auto digits = word.substr(kMoving.size());
    int count = 0;
    const auto [end, failed] = std::from_chars(digits.data(), digits.data() + digits.size(), count);
    if (failed != std::errc() || end != digits.data() + digits.size() || count < 1 || count > kMovingMax)
      return std::nullopt;
    return Derivation{Kind::kMoving, count};
  }
  if (!word.starts_with(kIndex)) return std::nullopt;
  const auto base = Period::parse(word.substr(kIndex.size()));
  if (!base) return std::nullopt;
  return Derivation{Kind::kIndex, 1, *base};
}

std::string Derivation::text() const {
  switch (kind) {
    case Kind::kValue: break;
    case Kind::kYearToDate: return "ytd";
    case Kind::kMoving: return std::string(kMoving) + std::to_string(count);
    case Kind::kGrowth: return "growth";
    case Kind::kGrowthYear: return "growth-year";
    case Kind::kShare: return "share";
    case Kind::kRank: return "rank";
    case Kind::kIndex: return std::string(kIndex) + base->label();
  }
  return "value";
}

Point Deriving::at(const Wanted& wanted, const Derivation& derivation) {
  auto asked = wanted;
  switch (derivation.kind) {
    case Derivation::Kind::kValue:
    case Derivation::Kind::kRank: return figures_.at(asked);
    case Derivation::Kind::kYearToDate:
      asked.shape.kind = Shape::Kind::kYearToDate;
      return figures_.at(asked);
    case Derivation::Kind::kMoving:
      asked.shape = {Shape::Kind::kLast, derivation.count};
      return figures_.at(asked);
    case Derivation::Kind::kGrowth:
      return compared(figures_.at(asked), base(asked, previous(asked.period)), true);
    case Derivation::Kind::kGrowthYear:
      return compared(figures_.at(asked), base(asked, same_last_year(asked.period)), true);
    case Derivation::Kind::kIndex:
      return compared(figures_.at(asked), base(asked, derivation.base), false);
    case Derivation::Kind::kShare: return share(asked);
  }
  return {};
}

/// The same unit, as it is in the wanted period, in another period.
Point Deriving::base(const Wanted& wanted, const std::optional<Period>& period) {
  if (!period) {
    Point none;
    none.flags.insert(kNoPeriods);
    return none;
  }
  auto then = wanted;
  then.period = *period;
  const auto& units = figures_.workspace().catalog->units();
  const auto now_day = figures_.day(wanted.period);
  const auto then_day = figures_.day(*period);
  if (figures_.boundaries() || !now_day || !then_day) return figures_.at(then);
  const auto* now_unit = units.find(wanted.unit, *now_day);
  if (now_unit && now_unit->covers(*then_day)) return figures_.at(then);
  auto& other = elsewhere_[*now_day];
  if (!other)
    other = std::make_unique<FigureBook>(figures_.workspace(), figures_.as_of(), *now_day);
  const auto point = other->at(then);
  if (const auto status = other->status(); !status) figures_.fail(status.error());
  return point;
}

Point Deriving::share(const Wanted& wanted) {
  const auto own = figures_.at(wanted);
  const auto on = figures_.day(wanted.period);
  const auto* unit = on ? figures_.workspace().catalog->units().find(wanted.unit, *on) : nullptr;
  Point none;
  if (wanted.indicator->measure != Measure::kFlow && wanted.indicator->measure != Measure::kStock) {
    none.flags.insert(kNotAdditive);
    return none;
  }
  if (!unit || unit->parent.empty()) {
    none.value = none.exact = formula::Absent::kNotApplicable;
    return none;
  }
  auto above = wanted;
  above.unit = unit->parent;
  return compared(own, figures_.at(above), false);
}

}  // namespace girs::indicator
