#pragma once
// Roots, exponentials and logarithms (FORMULA.md section 5).

#include <optional>

#include "decimal/decimal.h"

namespace girs {

/// Rounded half-even at the 34th digit, trailing zeros stripped; nothing for a negative value.
std::optional<Decimal> sqrt(const Decimal& value);

// Rounded half-even at the 30th digit, trailing zeros stripped.

/// e^value; nothing when more than 34 digits stand before the point.
std::optional<Decimal> exp(const Decimal& value);
/// The natural logarithm; nothing for zero and below.
std::optional<Decimal> ln(const Decimal& value);
/// The logarithm to base 10, exact for powers of 10; nothing for zero and below.
std::optional<Decimal> log10(const Decimal& value);
/// The logarithm to any base above 0 but 1; nothing for zero and below.
std::optional<Decimal> logarithm(const Decimal& value, const Decimal& base);

}  // namespace girs
