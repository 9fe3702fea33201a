// What is derived from a figure: growth, shares, indexes, sums over time.

#include <charconv>

#include "formula/operators.h"
#include "indicator/breaks.h"
#include "indicator/measure_words.h"
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

/// Whether a quotient by it would say that things went down when they went up.
bool is_negative(const Value& base) {
  const auto* number = std::get_if<Decimal>(&base);
  return number && *number < Decimal();
}

/// The quotient of two figures, with what is said beside both.
Point compared(const Point& now, const Point& base, bool growth) {
  Point point = now;
  note_part(point, base);
  point.worked_out = true;
  point.numerator = now.exact;
  point.denominator = base.exact;
  if (is_negative(base.exact)) {
    point.value = point.exact = formula::Absent::kNotApplicable;
    point.flags.insert(kNegativeBase);
    return point;
  }
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

std::optional<Shape> Derivation::shape() const {
  switch (kind) {
    case Kind::kValue:
    case Kind::kRank: return Shape{};
    case Kind::kYearToDate: return Shape{Shape::Kind::kYearToDate};
    case Kind::kMoving: return Shape{Shape::Kind::kLast, count};
    default: return std::nullopt;
  }
}

Point Deriving::at(const Wanted& wanted, const Derivation& derivation) {
  if (const auto shape = derivation.shape()) {
    auto asked = wanted;
    asked.shape = *shape;
    return figures_.at(asked);
  }
  Point none;
  const auto base = base_of(wanted, derivation);
  if (derivation.kind == Derivation::Kind::kShare) {
    const bool adds_up = is_additive(wanted.indicator->measure);
    if (!adds_up) none.flags.insert(kNotAdditive);
    else if (!base) none.value = none.exact = formula::Absent::kNotApplicable;
    if (!adds_up || !base) return none;
  }
  if (!base) none.flags.insert(kNoPeriods);
  const bool growth = derivation.kind == Derivation::Kind::kGrowth ||
                      derivation.kind == Derivation::Kind::kGrowthYear;
  // A share compares a sum with that of another unit, which all its own units are part of.
  std::optional<FigureBook::Evenly> evenly;
  if (derivation.kind != Derivation::Kind::kShare) evenly.emplace(figures_, wanted);
  auto now = figures_.at(wanted);
  auto then = base ? base->figures->at(base->wanted) : none;
  if (evenly && evenly->apply()) {   // both of the units that have both
    now = figures_.at(wanted);
    then = base->figures->at(base->wanted);
  }
  if (base && derivation.kind != Derivation::Kind::kShare)
    say_breaks(wanted, base->wanted.period, now, then);
  auto point = compared(now, then, growth);
  if (const auto prices = prices_word(*wanted.indicator, derivation); !prices.empty())
    point.flags.emplace(prices);
  return point;
}

/// A break in the later of two periods, or between them, parts them; one before both does not.
void Deriving::say_breaks(const Wanted& wanted, const Period& base, Point& now, Point& then) {
  if (!is_earlier(base, wanted.period)) forget_break_before(now);
  if (!is_earlier(wanted.period, base)) forget_break_before(then);
  if (parted(figures_.break_days(*wanted.indicator), base, wanted.period)) set_mixed(now);
}

std::optional<Compared> Deriving::base_of(const Wanted& wanted, const Derivation& derivation) {
  switch (derivation.kind) {
    case Derivation::Kind::kGrowth: return then(wanted, previous(wanted.period));
    case Derivation::Kind::kGrowthYear: return then(wanted, same_last_year(wanted.period));
    case Derivation::Kind::kIndex: return then(wanted, derivation.base);
    case Derivation::Kind::kShare: return above(wanted);
    default: return std::nullopt;
  }
}

/// The same unit, as it is in the wanted period, in another period.
std::optional<Compared> Deriving::then(const Wanted& wanted, const std::optional<Period>& period) {
  if (!period) return std::nullopt;
  Compared base{&figures_, wanted};
  base.wanted.period = *period;
  const auto& units = figures_.workspace().catalog->units();
  const auto now_day = figures_.day(wanted.period);
  const auto then_day = figures_.day(*period);
  if (figures_.boundaries() || !now_day || !then_day) return base;
  const auto* now_unit = units.find(wanted.unit, *now_day);
  if (!now_unit || !now_unit->covers(*then_day)) base.figures = &figures_.in(*now_day);
  return base;
}

/// The unit above.
std::optional<Compared> Deriving::above(const Wanted& wanted) {
  const auto on = figures_.day(wanted.period);
  const auto* unit =
      on ? figures_.workspace().catalog->units().find(wanted.unit, *on) : nullptr;
  if (!unit || unit->parent.empty()) return std::nullopt;
  Compared base{&figures_, wanted};
  base.wanted.unit = unit->parent;
  return base;
}

}  // namespace girs::indicator
