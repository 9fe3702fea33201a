#include "decimal/quotient.h"

#include "decimal/fixed.h"

namespace girs {
namespace {

using Limb = std::uint64_t;
constexpr auto kTop = static_cast<Coefficient>(fixed::kWideLimit);   // 10^34
constexpr int kPowerMax = 38;                                        // of fixed::power_of_ten

/// Four words, the lowest first.
struct Product {
  Limb word[4] = {};
};

Product multiplied(Coefficient a, Coefficient b) {
  const auto low = [](Coefficient value) {
    return static_cast<Coefficient>(static_cast<Limb>(value));
  };
  const Coefficient bottom = low(a) * low(b);
  const Coefficient cross = (a >> 64) * low(b) + (bottom >> 64);   // below 2^128: no carry is lost
  const Coefficient middle = low(a) * (b >> 64) + low(cross);
  const Coefficient top = (a >> 64) * (b >> 64) + (cross >> 64) + (middle >> 64);
  return {{static_cast<Limb>(bottom), static_cast<Limb>(middle), static_cast<Limb>(top),
           static_cast<Limb>(top >> 64)}};
}

/// (high:low) / divisor for high < divisor.
Limb divided(Limb high, Limb low, Limb divisor, Limb& rest) {
#if defined(__x86_64__)
  Limb result = 0;
  asm("divq %4" : "=a"(result), "=d"(rest) : "a"(low), "d"(high), "r"(divisor) : "cc");
  return result;
#else
  const Coefficient whole = (static_cast<Coefficient>(high) << 64) | low;
  rest = static_cast<Limb>(whole % divisor);
  return static_cast<Limb>(whole / divisor);
#endif
}

/// One digit of base 2^64: (rest:next) / divisor for rest < divisor, whose highest bit is set;
/// `rest` becomes what remains (Knuth, volume 2, 4.3.1, algorithm D).
Limb next_digit(Coefficient& rest, Limb next, Coefficient divisor) {
  const auto high = static_cast<Limb>(divisor >> 64);
  const auto low = static_cast<Limb>(divisor);
  const auto rest_high = static_cast<Limb>(rest >> 64);
  const auto rest_low = static_cast<Limb>(rest);
  Limb digit = ~Limb{0};
  Limb over = 0;
  bool may_be_large = true;
  if (rest_high < high) {
    digit = divided(rest_high, rest_low, high, over);
  } else {
    over = rest_low + high;          // rest_high == high: the digit is 2^64 - 1 at most
    may_be_large = over >= high;     // no carry
  }
  while (may_be_large && static_cast<Coefficient>(digit) * low >
                             ((static_cast<Coefficient>(over) << 64) | next)) {
    --digit;
    over += high;
    may_be_large = over >= high;
  }
  // Modulo 2^128, in which the true rest fits.
  rest = ((rest << 64) | next) - static_cast<Coefficient>(digit) * divisor;
  return digit;
}

/// product / divisor, where the quotient is below 2^117.
Coefficient divided(Product product, Coefficient divisor, Coefficient& rest) {
  auto& n = product.word;
  if ((divisor >> 64) == 0) {
    Limb over = 0;
    Limb digits[4];
    for (int i = 3; i >= 0; --i) digits[i] = divided(over, n[i], static_cast<Limb>(divisor), over);
    rest = over;
    return (static_cast<Coefficient>(digits[1]) << 64) | digits[0];
  }
  const int shift = __builtin_clzll(static_cast<Limb>(divisor >> 64));
  divisor <<= shift;
  for (int i = 3; shift > 0 && i > 0; --i) n[i] = (n[i] << shift) | (n[i - 1] >> (64 - shift));
  n[0] <<= shift;
  // Below the divisor, whose highest bit is set: the product has less than 2^245 now.
  Coefficient over = (static_cast<Coefficient>(n[3]) << 64) | n[2];
  const Limb high = next_digit(over, n[1], divisor);
  const Limb low = next_digit(over, n[0], divisor);
  rest = over >> shift;
  return (static_cast<Coefficient>(high) << 64) | low;
}

}  // namespace

std::optional<Unpacked> quotient(const Unpacked& a, const Unpacked& b) {
  if (a.coefficient == 0 || b.coefficient == 0) return std::nullopt;
  // Enough zeros for a whole quotient of 34 or 35 digits.
  const int zeros = Decimal::kDigitsMax + digits_of(b.coefficient) - digits_of(a.coefficient);
  Unpacked result{a.negative != b.negative, a.exponent - b.exponent - zeros, 0};
  if (zeros > kPowerMax || result.exponent < -DecimalWords::kBias) return std::nullopt;
  Coefficient rest = 0;
  Coefficient whole = divided(
      multiplied(a.coefficient, power_of_ten(zeros)),
      b.coefficient, rest);
  bool up = false;
  if (whole >= kTop) {
    const Coefficient shorter = whole / 10;
    const auto last = static_cast<int>(whole - shorter * 10);
    whole = shorter;
    ++result.exponent;
    up = last > 5 || (last == 5 && (rest != 0 || whole % 2 != 0));
  } else {
    const Coefficient twice = rest * 2;
    up = twice > b.coefficient || (twice == b.coefficient && whole % 2 != 0);
  }
  result.coefficient = whole + (up ? 1 : 0);
  if (result.coefficient == kTop) {
    result.coefficient /= 10;
    ++result.exponent;
  }
  return result;
}

}  // namespace girs
