// Functions of one number or text; to them the missing policy is what it is to operators.

#include <algorithm>

#include "base/text.h"
#include "formula/function_families.h"

namespace girs::formula {
namespace {

/// The second argument as a number of places: 0 when omitted, cut to a whole number as in Excel.
Value places_of(const Evaluator& evaluator, const Arguments& arguments) {
  if (arguments.size() < 2 || std::holds_alternative<Omitted>(arguments[1].content))
    return Decimal();
  return evaluator.number(arguments[1]);
}

int whole_places(const Decimal& places) {
  constexpr std::int64_t kFar = 10000;  // beyond every digit that a number can have
  const auto whole = round(places, 0, Rounding::kTowardZero);
  const auto number = whole ? whole->to_int64() : std::nullopt;
  if (!number) return static_cast<int>(places.is_negative() ? -kFar : kFar);
  return static_cast<int>(std::clamp(*number, -kFar, kFar));
}

Value rounded(const Evaluator& evaluator, const Arguments& arguments, Rounding rounding) {
  const Value number = evaluator.number(arguments[0]);
  const Value places = places_of(evaluator, arguments);
  if (const auto other = prevailing(number, places)) return *other;
  return number_or_fault(
      round(std::get<Decimal>(number), whole_places(std::get<Decimal>(places)), rounding));
}

/// `function` of one number.
template <class Function1>
Value of_number(const Evaluator& evaluator, const Arguments& arguments, Function1 function) {
  const Value number = evaluator.number(arguments[0]);
  if (const auto other = prevailing(number, number)) return *other;
  return function(std::get<Decimal>(number));
}

/// A text, missing, NA or an error; a missing text is missing under every policy.
Value text_operand(const Evaluator& evaluator, const Node& node) {
  const Value value = evaluator.value(node);
  if (std::holds_alternative<Decimal>(value) || std::holds_alternative<bool>(value) ||
      value == Value(Absent::kNil))
    return Fault::kValue;
  return value;
}

}  // namespace

Value round_half_away_to(const Evaluator& evaluator, const Arguments& arguments) {
  return rounded(evaluator, arguments, Rounding::kHalfAway);
}
Value round_away(const Evaluator& evaluator, const Arguments& arguments) {
  return rounded(evaluator, arguments, Rounding::kAwayFromZero);
}
Value round_toward_zero(const Evaluator& evaluator, const Arguments& arguments) {
  return rounded(evaluator, arguments, Rounding::kTowardZero);
}
Value round_half_even(const Evaluator& evaluator, const Arguments& arguments) {
  return rounded(evaluator, arguments, Rounding::kHalfEven);
}

Value floor_of(const Evaluator& evaluator, const Arguments& arguments) {
  return of_number(evaluator, arguments, [](const Decimal& number) {
    return number_or_fault(round(number, 0, Rounding::kFloor));
  });
}

Value absolute(const Evaluator& evaluator, const Arguments& arguments) {
  return of_number(evaluator, arguments,
                   [](const Decimal& number) -> Value { return number.abs(); });
}

Value sign_of(const Evaluator& evaluator, const Arguments& arguments) {
  return of_number(evaluator, arguments, [](const Decimal& number) -> Value {
    return Decimal(number.is_zero() ? 0 : number.is_negative() ? -1 : 1);
  });
}

/// As in Excel: with the sign of the divisor.
Value remainder(const Evaluator& evaluator, const Arguments& arguments) {
  const Value a = evaluator.number(arguments[0]);
  const Value b = evaluator.number(arguments[1]);
  if (const auto other = prevailing(a, b)) return *other;
  if (std::get<Decimal>(b).is_zero()) return Fault::kDivisionByZero;
  return number_or_fault(modulo(std::get<Decimal>(a), std::get<Decimal>(b)));
}

/// GROWTH(cur;base) is cur/base*100-100 (section 6).
Value growth(const Evaluator& evaluator, const Arguments& arguments) {
  const Value ratio =
      calculated('/', evaluator.number(arguments[0]), evaluator.number(arguments[1]));
  return calculated('-', calculated('*', ratio, Decimal(100)), Decimal(100));
}

/// Characters in form NFC.
Value length(const Evaluator& evaluator, const Arguments& arguments) {
  const Value text = text_operand(evaluator, arguments[0]);
  if (const auto other = prevailing(text, text)) return *other;
  return Decimal(static_cast<std::int64_t>(code_points(to_nfc(std::get<std::string>(text)))));
}

/// Section 3: byte for byte after NFC.
Value is_exactly(const Evaluator& evaluator, const Arguments& arguments) {
  const Value a = text_operand(evaluator, arguments[0]);
  const Value b = text_operand(evaluator, arguments[1]);
  if (const auto other = prevailing(a, b)) return *other;
  return to_nfc(std::get<std::string>(a)) == to_nfc(std::get<std::string>(b));
}

}  // namespace girs::formula
