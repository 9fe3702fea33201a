#pragma once
// Division of coefficients to 34 digits by whole numbers of 256 bits: the same quotients as the
// library's, in a fraction of the time. For the files of this module only.

#include <optional>

#include "decimal/words.h"

namespace girs {

/// a / b, rounded half-even at the 34th digit; nothing where the library must be asked: for a zero,
/// for operands far apart, and near the ends of the exponent's range. Exponents may lie above 0.
std::optional<Unpacked> quotient(const Unpacked& a, const Unpacked& b);

}  // namespace girs
