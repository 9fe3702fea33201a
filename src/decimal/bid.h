#pragma once
// Intel's decimal library as this module calls it: arguments by value, rounding and flags passed
// along, no global state. Debian builds this variant as libbidgcc000; the three macros must agree
// with it. For the files of this module only.

#include <ctype.h>
#include <wchar.h>

#include <optional>

#define DECIMAL_CALL_BY_REFERENCE 0
#define DECIMAL_GLOBAL_ROUNDING 0
#define DECIMAL_GLOBAL_EXCEPTION_FLAGS 0
extern "C" {
#include <bid_conf.h>
#include <bid_functions.h>
}

#include "decimal/words.h"

namespace girs {

inline constexpr unsigned kEven = BID_ROUNDING_TO_NEAREST;

inline BID_UINT128 encoded(const Decimal& value) {
  return {{DecimalWords::low(value), DecimalWords::high(value)}};
}

inline Decimal decoded(BID_UINT128 words) {
  return DecimalWords::from_words(words.w[0], words.w[1]);
}

inline bool is_finite(BID_UINT128 words) {
  constexpr std::uint64_t kSpecial = 0x7800000000000000ULL;
  return (words.w[1] & kSpecial) != kSpecial;
}

inline BID_UINT128 negated(BID_UINT128 words) {
  words.w[1] ^= 0x8000000000000000ULL;
  return words;
}

/// 10^exponent with this exponent, as a pattern for quantize.
inline BID_UINT128 one_at(int exponent) {
  return encoded(DecimalWords::pack({false, exponent, 1}));
}

/// A result of the library as a Decimal: without exponents above 0, without a signed zero.
/// Nothing when it has more than 34 digits before the point, or is no number at all.
std::optional<Decimal> finished(BID_UINT128 words);

inline std::optional<Decimal> without_trailing_zeros(const std::optional<Decimal>& value) {
  if (!value) return std::nullopt;
  return DecimalWords::pack(stripped(DecimalWords::unpack(*value)));
}

}  // namespace girs
