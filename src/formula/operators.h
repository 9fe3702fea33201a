#pragma once
// What operators do with values: FORMULA.md section 4 (states) and 5 (numbers). Pure functions.

#include <optional>
#include <utility>

#include "formula/syntax.h"
#include "formula/value.h"

namespace girs::formula {

/// A raw value as an operator sees it: nil is 0, not available is missing, and missing is 0
/// where `missing_is_zero`.
Value operand(const Value& value, bool missing_is_zero);
/// As operand(), where only a number will do: a text, a logical or a date is #VALUE!.
Value number_operand(const Value& value, bool missing_is_zero);

/// Section 4, rule 7: the first present of error (lowest number), NA, missing; nothing when both
/// are values. Independent of the order of `a` and `b`.
std::optional<Value> prevailing(const Value& a, const Value& b);

/// `a` + - * / ^ `b`, of numbers that came from number_operand().
Value calculated(char operation, const Value& a, const Value& b);
/// `a` & `b`, of raw values.
Value concatenated(const Value& a, const Value& b, bool missing_is_zero);

/// Both sides as a comparison sees them.
std::pair<Value, Value> compared_operands(const Value& a, const Value& b, bool missing_is_zero);
/// A logical, missing, or an error; of values from compared_operands().
Value compared(Relation relation, const Value& a, const Value& b);

/// A value as `&` joins it: a number in its shortest form, TRUE, an ISO date, a period's label.
std::string as_text(const Value& value);
/// A text that a formula made, #VALUE! when it is longer than kTextBytesMax.
Value text_or_fault(std::string text);

/// A number of at most 34 digits, else #NUM!.
Value number_or_fault(const std::optional<Decimal>& number);

}  // namespace girs::formula
