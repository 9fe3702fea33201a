#pragma once
// A number as the unevaluated sum of two decimals, for some 66 digits in all: the room in which
// powers, exponentials and logarithms are computed before they are rounded once, at the 30th
// digit. (Intel's own functions go through binary128 and err in the 33rd.) For the files of this
// module only.

#include <cstdint>
#include <optional>

#include "decimal/bid.h"

namespace girs {

struct Pair {
  BID_UINT128 high;
  BID_UINT128 low;  // at most half a unit in the last place of `high`
};

Pair pair_of(const Decimal& value);
Pair added(const Pair& a, const Pair& b);
Pair multiplied(const Pair& a, const Pair& b);
/// 1 / a.
Pair inverse(const Pair& a);
/// base^exponent by squaring.
Pair whole_power(const Decimal& base, std::uint64_t exponent);
/// e^exponent, of an exponent between -14,400 and 14,000.
Pair exponential(const Pair& exponent);
/// The natural logarithm of a number above 0.
Pair natural_logarithm(const Decimal& value);
/// ln 10.
Pair logarithm_of_ten();

/// Half-even at the 30th digit, where the low part decides what looks like a tie; nothing when
/// more than 34 digits stand before the point. Trailing zeros are stripped.
std::optional<Decimal> rounded(const Pair& value);

}  // namespace girs
