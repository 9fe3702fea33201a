#pragma once
// Fixed-point figures: an integer and a scale that a whole column shares, value = mantissa *
// 10^-scale. Plain functions on integers, which a loop over a column can use; the meaning stays
// that of Decimal. Nothing wraps: a function that answers false has left its output alone, and
// its caller takes the next wider path (int64, int128, Decimal, then #NUM!).

#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

#include "decimal/decimal.h"

namespace girs::fixed {

__extension__ typedef __int128 Int128;  // pedantic warnings know no __int128
__extension__ typedef unsigned __int128 Unsigned128;

/// The scales that a mantissa can carry: 10^scale is a number of its type.
template <class T>
inline constexpr int kScaleMax = sizeof(T) == 8 ? 18 : 34;

inline constexpr auto kPowersOfTen = [] {
  std::array<Int128, 39> powers{1};
  for (std::size_t i = 1; i < powers.size(); ++i) powers[i] = powers[i - 1] * 10;
  return powers;
}();
/// 10^exponent, for 0 to 38.
constexpr Int128 power_of_ten(int exponent) {
  return kPowersOfTen[static_cast<std::size_t>(exponent)];
}

/// Mantissas of 128 bits stay below this, because Decimal would round from here on.
inline constexpr Int128 kWideLimit = power_of_ten(Decimal::kDigitsMax);

inline constexpr bool fits(std::int64_t) { return true; }
inline constexpr bool fits(Int128 value) { return value < kWideLimit && value > -kWideLimit; }

/// a + b, both of one scale.
template <class T>
[[nodiscard]] inline bool add(T a, T b, T& sum) {
  T result{};
  if (__builtin_add_overflow(a, b, &result) || !fits(result)) return false;
  sum = result;
  return true;
}
/// a - b, both of one scale.
template <class T>
[[nodiscard]] inline bool subtract(T a, T b, T& difference) {
  T result{};
  if (__builtin_sub_overflow(a, b, &result) || !fits(result)) return false;
  difference = result;
  return true;
}
/// a * b; the scale of the product is the sum of theirs.
template <class T>
[[nodiscard]] inline bool multiply(T a, T b, T& product) {
  T result{};
  if (__builtin_mul_overflow(a, b, &result) || !fits(result)) return false;
  product = result;
  return true;
}

/// The same number with `more` further decimals; `more` from 0 to kScaleMax.
template <class T>
[[nodiscard]] inline bool widen(T mantissa, int more, T& widened) {
  return multiply(mantissa, static_cast<T>(power_of_ten(more)), widened);
}

/// Without its last `fewer` decimals, half away from zero; `fewer` from 0 to kScaleMax. Never
/// out of range: the result is no larger.
template <class T>
inline T round_half_away(T mantissa, int fewer) {
  const T unit = static_cast<T>(power_of_ten(fewer));
  const T whole = mantissa / unit;
  const T rest = mantissa % unit;
  // unit - rest, not rest * 2, which might not fit.
  if (rest > 0 && rest >= unit - rest) return whole + 1;
  if (rest < 0 && -rest >= unit + rest) return whole - 1;
  return whole;
}

/// Compares the numbers whatever their scales, without leaving the type.
template <class T>
inline std::strong_ordering compare(T a, int a_scale, T b, int b_scale) {
  if (a_scale > b_scale) return 0 <=> compare(b, b_scale, a, a_scale);
  const T unit = static_cast<T>(power_of_ten(b_scale - a_scale));
  const T whole = b / unit;
  if (a < whole) return std::strong_ordering::less;
  if (a > whole) return std::strong_ordering::greater;
  const T rest = b % unit;
  return rest > 0   ? std::strong_ordering::less
         : rest < 0 ? std::strong_ordering::greater
                    : std::strong_ordering::equal;
}

/// a * 10^shift / b, rounded half away from zero; false for b = 0 too. With mantissas of scales
/// sa and sb and a quotient of n decimals, shift = n + sb - sa, from 0 to kScaleMax. Decimal
/// gives the same for ROUND(a/b; n) while digits(a * 10^(sb - sa)) + n are at most 32: its
/// quotient is rounded twice (FORMULA.md section 10).
[[nodiscard]] bool divide(std::int64_t a, std::int64_t b, int shift, std::int64_t& quotient);
[[nodiscard]] bool divide(Int128 a, Int128 b, int shift, Int128& quotient);

/// The sum of values of one scale; the same in any order and by any parts.
[[nodiscard]] bool sum(std::span<const std::int64_t> values, Int128& total);
[[nodiscard]] bool sum(std::span<const Int128> values, Int128& total);

/// Nothing when the mantissa has more than 34 digits; scale from 0 to Decimal::kScaleMax.
std::optional<Decimal> to_decimal(Int128 mantissa, int scale);
/// The mantissa at `scale`; false when the value has more decimals or does not fit.
[[nodiscard]] bool from_decimal(const Decimal& value, int scale, std::int64_t& mantissa);
[[nodiscard]] bool from_decimal(const Decimal& value, int scale, Int128& mantissa);

}  // namespace girs::fixed
