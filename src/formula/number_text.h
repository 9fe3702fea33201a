#pragma once
// A number as formulas write it: digits, a point, an exponent (FORMULA.md section 1).

#include <optional>
#include <string_view>

#include "decimal/decimal.h"

namespace girs::formula {

/// "12.5", "1E3", "1e-3"; nothing for another form, or when 34 digits do not hold it exactly.
std::optional<Decimal> parse_number(std::string_view text);

/// The same within a text, where spaces around it and a percent sign may stand: " 50 %" is 0.5.
std::optional<Decimal> number_of_text(std::string_view text);

}  // namespace girs::formula
