// Rounding, signs and remainders of one number, as Excel does them but on exact decimals. The
// missing policy is what it is to operators.

#include <algorithm>
#include <compare>

#include "formula/functions.h"
#include "formula/taken.h"

namespace girs::formula {
namespace {

constexpr std::int64_t kFarPlaces = 10000;  // beyond every digit that a number can have

template <Rounding rounding>
Value rounded(const Evaluator& evaluator, const Arguments& arguments) {
  Taken taken(evaluator, arguments);
  const Decimal number = taken.number(0);
  const auto places = std::clamp(taken.whole(1, 0), -kFarPlaces, kFarPlaces);
  if (const auto other = taken.other()) return *other;
  return number_or_fault(round(number, static_cast<int>(places), rounding));
}

/// `compute` of one number.
template <class Compute>
Value of_one(const Evaluator& evaluator, const Arguments& arguments, Compute compute) {
  Taken taken(evaluator, arguments);
  const Decimal number = taken.number(0);
  if (const auto other = taken.other()) return *other;
  return compute(number);
}

/// `compute` of two numbers; the second is 1 when left out.
template <class Compute>
Value of_two(const Evaluator& evaluator, const Arguments& arguments, Compute compute) {
  Taken taken(evaluator, arguments);
  const Decimal first = taken.number(0);
  const Decimal second = taken.number(1, Decimal(1));
  if (const auto other = taken.other()) return *other;
  return compute(first, second);
}

Value absolute(const Evaluator& evaluator, const Arguments& arguments) {
  return of_one(evaluator, arguments, [](const Decimal& number) -> Value { return number.abs(); });
}

Value sign(const Evaluator& evaluator, const Arguments& arguments) {
  return of_one(evaluator, arguments, [](const Decimal& number) -> Value {
    return Decimal(number.is_zero() ? 0 : number.is_negative() ? -1 : 1);
  });
}

/// The largest whole number not above: INT(-1.5) is -2.
Value whole_below(const Evaluator& evaluator, const Arguments& arguments) {
  return of_one(evaluator, arguments, [](const Decimal& number) {
    return number_or_fault(round(number, 0, Rounding::kFloor));
  });
}

/// How often a whole step goes into a number, both positive, and the exact remainder.
struct Steps {
  Decimal count;
  Decimal rest;
};

/// Which half of a step `rest` reaches into: less, equal or greater than one half.
std::strong_ordering against_half(const Decimal& rest, const Decimal& step) {
  const auto to_next = subtract(step, rest);
  return to_next ? rest <=> *to_next : std::strong_ordering::less;
}

/// The division rounds at the 34th digit, which may carry it up to a whole number: the remainder,
/// which is exact, tells whether it did.
std::optional<Steps> steps_in(const Decimal& number, const Decimal& step) {
  const auto ratio = divide(number, step);
  const auto rest = modulo(number, step);
  if (!ratio || !rest) return std::nullopt;
  const auto cut = round(*ratio, 0, Rounding::kTowardZero);
  if (!cut) return std::nullopt;
  if (rest->is_zero() || !ratio->is_integer()) return Steps{*cut, *rest};
  const auto half = against_half(*rest, step);
  bool carried = half > 0;
  if (half == 0) {  // a tie went to the even count; over two steps the true one shows
    const auto two = add(step, step);
    const auto over_two = two ? modulo(number, *two) : std::nullopt;
    carried = over_two && *over_two != *rest;
  }
  const auto count = carried ? subtract(*cut, Decimal(1)) : cut;
  if (!count) return std::nullopt;
  return Steps{*count, *rest};
}

/// number / step as a whole number, correctly rounded.
std::optional<Decimal> whole_ratio(const Decimal& number, const Decimal& step, Rounding rounding) {
  const bool negative = number.is_negative() != step.is_negative();
  const auto steps = steps_in(number.abs(), step.abs());
  if (!steps) return std::nullopt;
  bool up = false;
  if (rounding == Rounding::kHalfAway) up = against_half(steps->rest, step.abs()) >= 0;
  else if (rounding == Rounding::kAwayFromZero || (rounding == Rounding::kFloor && negative))
    up = !steps->rest.is_zero();
  const auto count = up ? add(steps->count, Decimal(1)) : steps->count;
  if (count && negative) return -*count;
  return count;
}

/// The multiple of `step` that `number` rounds to.
Value to_step(const Decimal& number, const Decimal& step, Rounding rounding) {
  const auto count = whole_ratio(number, step, rounding);
  return number_or_fault(count ? multiply(*count, step) : std::nullopt);
}

/// Excel: half away from zero; number and step must have one sign; step 0 gives 0.
Value round_to_multiple(const Evaluator& evaluator, const Arguments& arguments) {
  return of_two(evaluator, arguments, [](const Decimal& number, const Decimal& step) -> Value {
    if (step.is_zero() || number.is_zero()) return Decimal();
    if (step.is_negative() != number.is_negative()) return Fault::kNumber;
    return to_step(number, step, Rounding::kHalfAway);
  });
}

/// Excel: a positive number takes no negative step; with both negative the direction turns, as
/// the ratio is positive then.
Value ceiling(const Evaluator& evaluator, const Arguments& arguments) {
  return of_two(evaluator, arguments, [](const Decimal& number, const Decimal& step) -> Value {
    if (step.is_zero() || number.is_zero()) return Decimal();
    if (!number.is_negative() && step.is_negative()) return Fault::kNumber;
    const bool opposite = number.is_negative() != step.is_negative();
    return to_step(number, step, opposite ? Rounding::kTowardZero : Rounding::kAwayFromZero);
  });
}

Value floor_to_multiple(const Evaluator& evaluator, const Arguments& arguments) {
  return of_two(evaluator, arguments, [](const Decimal& number, const Decimal& step) -> Value {
    if (number.is_zero()) return Decimal();
    if (step.is_zero()) return Fault::kDivisionByZero;
    if (!number.is_negative() && step.is_negative()) return Fault::kNumber;
    return to_step(number, step, Rounding::kFloor);
  });
}

/// With the sign of the divisor.
Value remainder(const Evaluator& evaluator, const Arguments& arguments) {
  return of_two(evaluator, arguments, [](const Decimal& number, const Decimal& divisor) -> Value {
    if (divisor.is_zero()) return Fault::kDivisionByZero;
    return number_or_fault(modulo(number, divisor));
  });
}

Value quotient(const Evaluator& evaluator, const Arguments& arguments) {
  return of_two(evaluator, arguments, [](const Decimal& number, const Decimal& divisor) -> Value {
    if (divisor.is_zero()) return Fault::kDivisionByZero;
    return number_or_fault(whole_ratio(number, divisor, Rounding::kTowardZero));
  });
}

using namespace words;  // of the table

constexpr Function kFunctions[] = {
    {"ABS", {kAmount}, kAmount, absolute},
    {"CEILING", {kAmount, optional(kAmount)}, kAmount, ceiling},
    {"FLOOR", {kAmount, optional(kAmount)}, kAmount, floor_to_multiple},
    {"INT", {kAmount}, kAmount, whole_below},
    {"MOD", {kAmount, kAmount}, kAmount, remainder},
    {"MROUND", {kAmount, kAmount}, kAmount, round_to_multiple},
    {"QUOTIENT", {kNumber, kNumber}, kNumber, quotient},
    {"ROUND", {kAmount, optional(kNumber)}, kAmount, rounded<Rounding::kHalfAway>},
    {"ROUNDDOWN", {kAmount, optional(kNumber)}, kAmount, rounded<Rounding::kTowardZero>},
    {"ROUNDHALFEVEN", {kAmount, optional(kNumber)}, kAmount, rounded<Rounding::kHalfEven>},
    {"ROUNDUP", {kAmount, optional(kNumber)}, kAmount, rounded<Rounding::kAwayFromZero>},
    {"SIGN", {kNumber}, kNumber, sign},
    {"TRUNC", {kAmount, optional(kNumber)}, kAmount, rounded<Rounding::kTowardZero>},
};

}  // namespace

std::span<const Function> rounding_functions() { return kFunctions; }

}  // namespace girs::formula
