// Rounding, signs and remainders of one number, as Excel does them but on exact decimals. The
// missing policy is what it is to operators.

#include <algorithm>

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

/// number / step, rounded to a whole number, times step.
Value to_step(const Decimal& number, const Decimal& step, Rounding rounding) {
  const auto ratio = divide(number, step);
  if (!ratio) return Fault::kNumber;
  const auto count = round(*ratio, 0, rounding);
  const auto back = count ? multiply(*count, step) : std::nullopt;
  return number_or_fault(back);
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
    const auto ratio = divide(number, divisor);
    return number_or_fault(ratio ? round(*ratio, 0, Rounding::kTowardZero) : std::nullopt);
  });
}

using namespace words;  // of the table

constexpr Function kFunctions[] = {
    {"ABS", {kAmount}, kAmount, absolute},
    {"CEILING", {kAmount, optional(kNumber)}, kAmount, ceiling},
    {"FLOOR", {kAmount, optional(kNumber)}, kAmount, floor_to_multiple},
    {"INT", {kAmount}, kAmount, whole_below},
    {"MOD", {kAmount, kAmount}, kAmount, remainder},
    {"MROUND", {kAmount, kNumber}, kAmount, round_to_multiple},
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
