// Powers, roots, exponentials and logarithms: computed with twice the digits (pair.h) where
// nothing better than the 30th digit is promised.

#include "decimal/functions.h"

#include "decimal/pair.h"

namespace girs {
namespace {

/// base^exponent by squaring while every product is exact; nothing once one is not.
std::optional<BID_UINT128> exact_power(BID_UINT128 base, std::uint64_t exponent) {
  _IDEC_flags flags = 0;
  BID_UINT128 result = one_at(0);
  for (;;) {
    if (exponent & 1) result = bid128_mul(result, base, kEven, &flags);
    exponent >>= 1;
    if (exponent != 0) base = bid128_mul(base, base, kEven, &flags);
    if (flags & BID_INEXACT_EXCEPTION) return std::nullopt;
    if (exponent == 0) return result;
  }
}

/// e^exponent: nothing from 10^34 on, zero below every scale.
std::optional<Decimal> bounded_exponential(const Pair& exponent) {
  if (decoded(exponent.high) > Decimal(79)) return std::nullopt;
  if (decoded(exponent.high) < Decimal(-14300)) return Decimal();
  return rounded(exponential(exponent));
}

bool is_positive(const Decimal& value) { return !value.is_zero() && !value.is_negative(); }

}  // namespace

std::optional<Decimal> power(const Decimal& base, std::int64_t exponent) {
  if (base.is_zero()) {
    if (exponent <= 0) return std::nullopt;
    return Decimal();
  }
  const auto bits = static_cast<std::uint64_t>(exponent);
  const std::uint64_t magnitude = exponent < 0 ? ~bits + 1 : bits;
  if (const auto exact = exact_power(encoded(base), magnitude)) {
    if (exponent >= 0) return finished(*exact);
    _IDEC_flags flags = 0;
    const BID_UINT128 quotient = bid128_div(one_at(0), *exact, kEven, &flags);
    if (!(flags & BID_INEXACT_EXCEPTION)) return without_trailing_zeros(finished(quotient));
  }
  const Pair result = whole_power(base, magnitude);
  return rounded(exponent < 0 ? inverse(result) : result);
}

std::optional<Decimal> power(const Decimal& base, const Decimal& exponent) {
  if (const auto whole = exponent.to_int64()) return power(base, *whole);
  if (base.is_zero()) return exponent.is_negative() ? std::nullopt : std::optional(Decimal());
  if (base.is_negative()) return std::nullopt;
  if (base == Decimal(1)) return Decimal(1);
  return bounded_exponential(multiplied(pair_of(exponent), natural_logarithm(base)));
}

std::optional<Decimal> sqrt(const Decimal& value) {
  if (value.is_negative()) return std::nullopt;
  _IDEC_flags flags = 0;
  return without_trailing_zeros(finished(bid128_sqrt(encoded(value), kEven, &flags)));
}

std::optional<Decimal> exp(const Decimal& value) { return bounded_exponential(pair_of(value)); }

std::optional<Decimal> ln(const Decimal& value) {
  if (!is_positive(value)) return std::nullopt;
  return rounded(natural_logarithm(value));
}

std::optional<Decimal> log10(const Decimal& value) { return logarithm(value, Decimal(10)); }

std::optional<Decimal> logarithm(const Decimal& value, const Decimal& base) {
  if (!is_positive(value) || !is_positive(base) || base == Decimal(1)) return std::nullopt;
  const Pair divisor = base == Decimal(10) ? logarithm_of_ten() : natural_logarithm(base);
  return rounded(multiplied(natural_logarithm(value), inverse(divisor)));
}

}  // namespace girs
