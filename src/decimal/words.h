#pragma once
// Inside a Decimal: the decimal128 encoding with a binary integer coefficient (IEEE 754-2019,
// 3.5.2), taken apart and put together. For the files of this module only.
//
//   high word:  sign 1 bit | exponent + 6176, 14 bits | coefficient, upper 49 bits
//   low word:   coefficient, lower 64 bits
//
// Every coefficient below 10^34 fits these 113 bits, so the encoding's second form never occurs.

#include <cstdint>

#include "decimal/decimal.h"
#include "decimal/fixed.h"

namespace girs {

__extension__ typedef unsigned __int128 Coefficient;  // pedantic warnings know no __int128

struct Unpacked {
  bool negative = false;
  int exponent = 0;  // value = coefficient * 10^exponent; 0 or below in every finished Decimal
  Coefficient coefficient = 0;
};

struct DecimalWords {
  static constexpr int kBias = 6176;

  static std::uint64_t low(const Decimal& value) { return value.low_; }
  static std::uint64_t high(const Decimal& value) { return value.high_; }

  static Decimal from_words(std::uint64_t low, std::uint64_t high) {
    Decimal value;
    value.low_ = low;
    value.high_ = high;
    return value;
  }

  static Unpacked unpack(const Decimal& value) {
    constexpr std::uint64_t kUpper49 = (std::uint64_t{1} << 49) - 1;
    return {(value.high_ >> 63) != 0, static_cast<int>((value.high_ >> 49) & 0x3fff) - kBias,
            (static_cast<Coefficient>(value.high_ & kUpper49) << 64) | value.low_};
  }

  /// A zero comes out without a sign.
  static Decimal pack(const Unpacked& parts) {
    const bool negative = parts.negative && parts.coefficient != 0;
    return from_words(static_cast<std::uint64_t>(parts.coefficient),
                      (std::uint64_t{negative} << 63) |
                          (static_cast<std::uint64_t>(parts.exponent + kBias) << 49) |
                          static_cast<std::uint64_t>(parts.coefficient >> 64));
  }
};

/// 10^exponent, for 0 to 38.
inline Coefficient power_of_ten(int exponent) {
  return static_cast<Coefficient>(fixed::power_of_ten(exponent));
}

/// Significant digits of a coefficient; 1 for zero.
inline int digits_of(Coefficient coefficient) {
  if (coefficient < 10) return 1;
  const auto high = static_cast<std::uint64_t>(coefficient >> 64);
  const int bits = high != 0 ? 128 - __builtin_clzll(high)
                             : 64 - __builtin_clzll(static_cast<std::uint64_t>(coefficient));
  const int digits = bits * 1233 >> 12;   // log10(2) is 1233 / 4096: right, or one too few
  return digits + (coefficient >= power_of_ten(digits) ? 1 : 0);
}

/// The same number without trailing zeros after the point.
inline Unpacked stripped(Unpacked parts) {
  if (parts.coefficient == 0) parts.exponent = parts.exponent < 0 ? 0 : parts.exponent;
  // A number that 10^n divides ends in n zero bits. Halving n: at most 34 zeros go in few divisions.
  for (int zeros = 16; zeros > 0; zeros /= 2) {
    const Coefficient power = power_of_ten(zeros);
    const Coefficient bits = (Coefficient{1} << zeros) - 1;
    while (parts.exponent <= -zeros && (parts.coefficient & bits) == 0) {
      const Coefficient fewer = parts.coefficient / power;
      if (fewer * power != parts.coefficient) break;
      parts.coefficient = fewer;
      parts.exponent += zeros;
    }
  }
  return parts;
}

}  // namespace girs
