#include "formula/operators.h"

#include <algorithm>
#include <compare>

#include "base/text.h"

namespace girs::formula {
namespace {

/// Whether it is a value, but no number.
bool is_no_number(const Value& value) {
  return !std::holds_alternative<Decimal>(value) && !std::holds_alternative<Absent>(value) &&
         !std::holds_alternative<Fault>(value);
}

Value raised(const Decimal& base, const Decimal& exponent) {
  if (base.is_zero() && exponent.is_negative()) return Fault::kDivisionByZero;
  return number_or_fault(power(base, exponent));  // 0^0 is #NUM!, as in Excel
}

/// Campaigns have no order, nor have a month and a quarter; equal or not they are.
std::optional<std::partial_ordering> ordered_periods(const Period& a, const Period& b) {
  if (a == b) return std::partial_ordering::equivalent;
  if (a.kind != b.kind || a.kind == PeriodKind::kCampaign) return std::partial_ordering::unordered;
  return a <=> b;
}

/// Section 3: texts compare in form NFC without case.
std::optional<std::partial_ordering> ordered(const Value& a, const Value& b) {
  if (a.index() != b.index()) return std::nullopt;
  if (const auto* number = std::get_if<Decimal>(&a)) return *number <=> std::get<Decimal>(b);
  if (const auto* text = std::get_if<std::string>(&a))
    return fold_case(*text).compare(fold_case(std::get<std::string>(b))) <=> 0;
  if (const auto* date = std::get_if<Date>(&a))
    return date->time_since_epoch().count() <=> std::get<Date>(b).time_since_epoch().count();
  if (const auto* period = std::get_if<Period>(&a))
    return ordered_periods(*period, std::get<Period>(b));
  return std::get<bool>(a) <=> std::get<bool>(b);
}

bool holds(Relation relation, std::partial_ordering order) {
  switch (relation) {
    case Relation::kEqual: return order == 0;
    case Relation::kNotEqual: return order != 0;
    case Relation::kLess: return order < 0;
    case Relation::kLessOrEqual: return order <= 0;
    case Relation::kGreater: return order > 0;
    case Relation::kGreaterOrEqual: return order >= 0;
  }
  return false;
}

}  // namespace

std::string as_text(const Value& value) {
  if (const auto* logical = std::get_if<bool>(&value)) return *logical ? "TRUE" : "FALSE";
  return shown(value);
}

Value number_or_fault(const std::optional<Decimal>& number) {
  if (!number) return Fault::kNumber;
  return *number;
}

Value text_or_fault(std::string text) {
  if (text.size() > kTextBytesMax) return Fault::kValue;
  return text;
}

Value operand(const Value& value, bool missing_is_zero) {
  const auto* absent = std::get_if<Absent>(&value);
  if (!absent || *absent == Absent::kNotApplicable) return value;
  if (*absent == Absent::kNil || missing_is_zero) return Decimal();
  return Absent::kMissing;
}

Value number_operand(const Value& value, bool missing_is_zero) {
  if (is_no_number(value)) return Fault::kValue;  // section 3: no implicit conversion
  return operand(value, missing_is_zero);
}

std::optional<Value> prevailing(const Value& a, const Value& b) {
  const auto* fault_a = std::get_if<Fault>(&a);
  const auto* fault_b = std::get_if<Fault>(&b);
  if (fault_a && fault_b) return std::min(*fault_a, *fault_b);
  if (fault_a) return *fault_a;
  if (fault_b) return *fault_b;
  const auto* absent_a = std::get_if<Absent>(&a);
  const auto* absent_b = std::get_if<Absent>(&b);
  if ((absent_a && *absent_a == Absent::kNotApplicable) ||
      (absent_b && *absent_b == Absent::kNotApplicable))
    return Fault::kNotAvailable;
  if (is_missing(a) || is_missing(b)) return Absent::kMissing;
  return std::nullopt;
}

Value calculated(char operation, const Value& a, const Value& b) {
  if (const auto other = prevailing(a, b)) return *other;  // rule 6: MISSING/0 is MISSING
  const auto& left = std::get<Decimal>(a);
  const auto& right = std::get<Decimal>(b);
  switch (operation) {
    case '+': return number_or_fault(add(left, right));
    case '-': return number_or_fault(subtract(left, right));
    case '*': return number_or_fault(multiply(left, right));
    case '/':
      if (right.is_zero()) return Fault::kDivisionByZero;  // 0/0 too
      return number_or_fault(divide(left, right));
    default: return raised(left, right);
  }
}

Value concatenated(const Value& a, const Value& b, bool missing_is_zero) {
  const Value left = operand(a, missing_is_zero);
  const Value right = operand(b, missing_is_zero);
  if (const auto other = prevailing(left, right)) return *other;
  return text_or_fault(as_text(left) + as_text(right));
}

std::pair<Value, Value> compared_operands(const Value& a, const Value& b, bool missing_is_zero) {
  // 0 stands for a missing number; a missing text or logical has nothing that stands for it.
  const bool numbers = !is_no_number(a) && !is_no_number(b);
  return {operand(a, missing_is_zero && numbers), operand(b, missing_is_zero && numbers)};
}

Value compared(Relation relation, const Value& a, const Value& b) {
  if (const auto other = prevailing(a, b)) return *other;  // rule 4: with MISSING is MISSING
  const auto order = ordered(a, b);
  if (!order) return Fault::kValue;  // a number is never compared with a text
  const bool asks_order = relation != Relation::kEqual && relation != Relation::kNotEqual;
  if (asks_order && *order == std::partial_ordering::unordered) return Fault::kValue;
  return holds(relation, *order);
}

}  // namespace girs::formula
