#include "decimal/fixed.h"

#include <algorithm>
#include <limits>

#include "decimal/words.h"

namespace girs::fixed {
namespace {

Unsigned128 magnitude(Int128 value) {
  return value < 0 ? -static_cast<Unsigned128>(value) : static_cast<Unsigned128>(value);
}

bool fits_int64(Int128 value) {
  return value >= std::numeric_limits<std::int64_t>::min() &&
         value <= std::numeric_limits<std::int64_t>::max();
}

/// a * 10^shift / b for b > 0, digit by digit as on paper: the dividend need not fit.
bool long_division(Unsigned128 a, Unsigned128 b, int shift, Unsigned128& quotient) {
  constexpr auto kLimit = static_cast<Unsigned128>(kWideLimit);
  Unsigned128 whole = a / b;
  Unsigned128 rest = a % b;
  for (; shift > 0; --shift) {
    if (rest > ~Unsigned128{0} / 10 || whole >= kLimit) return false;
    rest *= 10;
    whole = whole * 10 + rest / b;
    rest %= b;
  }
  if (rest != 0 && rest >= b - rest) ++whole;
  if (whole >= kLimit) return false;
  quotient = whole;
  return true;
}

}  // namespace

bool divide(std::int64_t a, std::int64_t b, int shift, std::int64_t& quotient) {
  Int128 wide = 0;
  if (!divide(Int128{a}, Int128{b}, shift, wide) || !fits_int64(wide)) return false;
  quotient = static_cast<std::int64_t>(wide);
  return true;
}

bool divide(Int128 a, Int128 b, int shift, Int128& quotient) {
  if (b == 0) return false;
  Unsigned128 result = 0;
  if (!long_division(magnitude(a), magnitude(b), shift, result)) return false;
  quotient = static_cast<Int128>(result);
  if ((a < 0) != (b < 0)) quotient = -quotient;
  return true;
}

bool sum(std::span<const std::int64_t> values, Int128& total) {
  Int128 result = 0;
  for (const std::int64_t value : values) result += value;  // 2^64 values would fit
  if (!fits(result)) return false;
  total = result;
  return true;
}

bool sum(std::span<const Int128> values, Int128& total) {
  // Every partial sum must stay within 34 digits, whatever the order: Decimal would round it.
  Unsigned128 largest = 0;
  for (const Int128 value : values) largest = std::max(largest, magnitude(value));
  if (largest != 0 && values.size() > static_cast<Unsigned128>(kWideLimit - 1) / largest)
    return false;
  Int128 result = 0;
  for (const Int128 value : values) result += value;
  total = result;
  return true;
}

std::optional<Decimal> to_decimal(Int128 mantissa, int scale) {
  if (!fits(mantissa)) return std::nullopt;
  return DecimalWords::pack({mantissa < 0, -scale, magnitude(mantissa)});
}

bool from_decimal(const Decimal& value, int scale, std::int64_t& mantissa) {
  Int128 wide = 0;
  if (!from_decimal(value, scale, wide) || !fits_int64(wide)) return false;
  mantissa = static_cast<std::int64_t>(wide);
  return true;
}

bool from_decimal(const Decimal& value, int scale, Int128& mantissa) {
  const Unpacked parts = DecimalWords::unpack(value);
  Unsigned128 size = parts.coefficient;
  const int more = scale + parts.exponent;   // decimals to add; below 0: to take off
  if (size != 0 && more != 0) {
    if (more > Decimal::kDigitsMax || more < -Decimal::kDigitsMax) return false;
    if (more > 0) {
      if (size >= girs::power_of_ten(Decimal::kDigitsMax - more)) return false;
      size *= girs::power_of_ten(more);
    } else {
      const Unsigned128 unit = girs::power_of_ten(-more);
      if (size % unit != 0) return false;
      size /= unit;
    }
  }
  mantissa = static_cast<Int128>(size);
  if (parts.negative) mantissa = -mantissa;
  return true;
}

}  // namespace girs::fixed
