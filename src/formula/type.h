#pragma once
// The types of the language (FORMULA.md section 3), known before any cell is read.

#include <optional>
#include <string>
#include <string_view>

#include "formula/value.h"

namespace girs::formula {

/// kAny: not known before the formula is evaluated. A unit and a code of a list are texts.
enum class Type { kAny, kNumber, kText, kLogical, kDate, kPeriod };
std::string_view to_text(Type type);  // "number", "text", "logical", "date", "period", "value"
/// "một số", ...: what stands in a sentence.
std::string_view in_vietnamese(Type type);

/// Nothing for an absent value or an error, which may stand for any type.
std::optional<Type> type_of(const Value& value);

/// How a figure adds up over time and units (DOMAIN.md section 5).
enum class Measure { kFlow, kStock, kRate, kNone };
std::string_view to_text(Measure measure);  // "flow", "stock", "rate", "none"

}  // namespace girs::formula
