// Arithmetic by Intel's decimal library: arguments by value, rounding and flags passed along, no
// global state. Debian builds this variant as libbidgcc000; the three macros must agree with it.

#include "decimal/decimal.h"

#include <ctype.h>
#include <wchar.h>

#include <algorithm>

#define DECIMAL_CALL_BY_REFERENCE 0
#define DECIMAL_GLOBAL_ROUNDING 0
#define DECIMAL_GLOBAL_EXCEPTION_FLAGS 0
extern "C" {
#include <bid_conf.h>
#include <bid_functions.h>
}

#include "decimal/words.h"

namespace girs {
namespace {

constexpr int kPowerDigits = 30;  // FORMULA.md section 5: powers that are not exact

BID_UINT128 encoded(const Decimal& value) {
  return {{DecimalWords::low(value), DecimalWords::high(value)}};
}

Decimal decoded(BID_UINT128 words) { return DecimalWords::from_words(words.w[0], words.w[1]); }

bool is_finite(BID_UINT128 words) {
  constexpr std::uint64_t kSpecial = 0x7800000000000000ULL;
  return (words.w[1] & kSpecial) != kSpecial;
}

BID_UINT128 one_at(int exponent) {
  return encoded(DecimalWords::pack({false, exponent, 1}));
}

/// A result of the library as a Decimal: without exponents above 0, without a signed zero.
/// Nothing when it has more than 34 digits before the point, or is no number at all.
std::optional<Decimal> finished(BID_UINT128 words) {
  if (!is_finite(words)) return std::nullopt;
  Unpacked parts = DecimalWords::unpack(decoded(words));
  if (parts.exponent > 0) {
    _IDEC_flags flags = 0;
    const BID_UINT128 whole = bid128_quantize(words, one_at(0), BID_ROUNDING_TO_NEAREST, &flags);
    if (!is_finite(whole)) return std::nullopt;
    parts = DecimalWords::unpack(decoded(whole));
  }
  return DecimalWords::pack(parts);
}

std::optional<Decimal> without_trailing_zeros(const std::optional<Decimal>& value) {
  if (!value) return std::nullopt;
  return DecimalWords::pack(stripped(DecimalWords::unpack(*value)));
}

/// A number as the unevaluated sum of two, for some 67 digits in all.
struct Double {
  BID_UINT128 high;
  BID_UINT128 low;
};

constexpr unsigned kEven = BID_ROUNDING_TO_NEAREST;

BID_UINT128 negated(BID_UINT128 words) {
  words.w[1] ^= 0x8000000000000000ULL;
  return words;
}

/// a * b: a fused multiply-add gives what the rounded product leaves out.
Double multiplied(const Double& a, const Double& b) {
  _IDEC_flags flags = 0;
  const BID_UINT128 product = bid128_mul(a.high, b.high, kEven, &flags);
  BID_UINT128 rest = bid128_fma(a.high, b.high, negated(product), kEven, &flags);
  rest = bid128_fma(a.high, b.low, rest, kEven, &flags);
  rest = bid128_fma(a.low, b.high, rest, kEven, &flags);
  const BID_UINT128 high = bid128_add(product, rest, kEven, &flags);
  const BID_UINT128 low = bid128_add(bid128_add(product, negated(high), kEven, &flags), rest,
                                     kEven, &flags);
  return {high, low};
}

/// 1 / a.
Double inverse(const Double& a) {
  _IDEC_flags flags = 0;
  const BID_UINT128 one = one_at(0);
  const BID_UINT128 high = bid128_div(one, a.high, kEven, &flags);
  BID_UINT128 rest = bid128_fma(negated(high), a.high, one, kEven, &flags);
  rest = bid128_fma(negated(high), a.low, rest, kEven, &flags);
  return {high, bid128_div(rest, a.high, kEven, &flags)};
}

/// Half-even at the 30th digit of high + low, where low decides what looks like a tie.
std::optional<Decimal> rounded_power(const Double& value) {
  if (!is_finite(value.high)) return std::nullopt;
  const Unpacked parts = DecimalWords::unpack(decoded(value.high));
  const int surplus = digits_of(parts.coefficient) - kPowerDigits;
  if (surplus <= 0) return finished(value.high);
  _IDEC_flags flags = 0;
  const BID_UINT128 unit = one_at(parts.exponent + surplus);
  Coefficient half = 5;
  for (int i = 1; i < surplus; ++i) half *= 10;
  const Unpacked low = DecimalWords::unpack(decoded(value.low));
  unsigned rounding = kEven;
  if (parts.coefficient % (half * 2) == half && low.coefficient != 0)
    rounding = low.negative ? BID_ROUNDING_DOWN : BID_ROUNDING_UP;
  return without_trailing_zeros(finished(bid128_quantize(value.high, unit, rounding, &flags)));
}

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

Double long_power(BID_UINT128 base, std::uint64_t exponent) {
  const BID_UINT128 zero = encoded(Decimal());
  Double square{base, zero};
  Double result{one_at(0), zero};
  for (;;) {
    if (exponent & 1) result = multiplied(result, square);
    exponent >>= 1;
    if (exponent == 0 || !is_finite(result.high)) return result;
    square = multiplied(square, square);
  }
}

/// The library's rounding mode for `rounding` of a number with this sign.
unsigned mode_of(Rounding rounding, bool negative) {
  switch (rounding) {
    case Rounding::kHalfAway: return BID_ROUNDING_TIES_AWAY;
    case Rounding::kHalfEven: return BID_ROUNDING_TO_NEAREST;
    case Rounding::kTowardZero: return BID_ROUNDING_TO_ZERO;
    case Rounding::kAwayFromZero: return negative ? BID_ROUNDING_DOWN : BID_ROUNDING_UP;
    case Rounding::kFloor: return BID_ROUNDING_DOWN;
  }
  return BID_ROUNDING_TIES_AWAY;
}

}  // namespace

Decimal::Decimal(std::int64_t value) {
  const bool negative = value < 0;
  const auto bits = static_cast<std::uint64_t>(value);
  *this = DecimalWords::pack({negative, 0, negative ? ~bits + 1 : bits});
}

int Decimal::scale() const { return -DecimalWords::unpack(*this).exponent; }

int Decimal::digits() const { return digits_of(DecimalWords::unpack(*this).coefficient); }

bool Decimal::is_zero() const { return DecimalWords::unpack(*this).coefficient == 0; }

bool Decimal::is_negative() const { return DecimalWords::unpack(*this).negative; }

bool Decimal::is_integer() const { return stripped(DecimalWords::unpack(*this)).exponent == 0; }

std::strong_ordering Decimal::operator<=>(const Decimal& other) const {
  _IDEC_flags flags = 0;
  if (bid128_quiet_less(encoded(*this), encoded(other), &flags)) return std::strong_ordering::less;
  return *this == other ? std::strong_ordering::equal : std::strong_ordering::greater;
}

bool Decimal::operator==(const Decimal& other) const {
  _IDEC_flags flags = 0;
  return bid128_quiet_equal(encoded(*this), encoded(other), &flags) != 0;
}

Decimal Decimal::operator-() const {
  Unpacked parts = DecimalWords::unpack(*this);
  parts.negative = !parts.negative;
  return DecimalWords::pack(parts);
}

Decimal Decimal::abs() const { return is_negative() ? -*this : *this; }

std::size_t Decimal::hash() const {
  const Decimal plain = DecimalWords::pack(stripped(DecimalWords::unpack(*this)));
  constexpr std::uint64_t kOdd = 0x9e3779b97f4a7c15ULL;  // Fibonacci hashing
  return static_cast<std::size_t>((DecimalWords::low(plain) * kOdd) ^
                                  (DecimalWords::high(plain) * 31));
}

std::optional<Decimal> add(const Decimal& a, const Decimal& b) {
  _IDEC_flags flags = 0;
  return finished(bid128_add(encoded(a), encoded(b), kEven, &flags));
}

std::optional<Decimal> subtract(const Decimal& a, const Decimal& b) {
  _IDEC_flags flags = 0;
  return finished(bid128_sub(encoded(a), encoded(b), kEven, &flags));
}

std::optional<Decimal> multiply(const Decimal& a, const Decimal& b) {
  _IDEC_flags flags = 0;
  return finished(bid128_mul(encoded(a), encoded(b), kEven, &flags));
}

std::optional<Decimal> divide(const Decimal& a, const Decimal& b) {
  if (b.is_zero()) return std::nullopt;
  _IDEC_flags flags = 0;
  return without_trailing_zeros(finished(bid128_div(encoded(a), encoded(b), kEven, &flags)));
}

std::optional<Decimal> modulo(const Decimal& a, const Decimal& b) {
  if (b.is_zero()) return std::nullopt;
  _IDEC_flags flags = 0;
  const auto rest = finished(bid128_fmod(encoded(a), encoded(b), &flags));  // sign of a
  if (!rest || rest->is_zero() || rest->is_negative() == b.is_negative()) return rest;
  return add(*rest, b);
}

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
  const Double result = long_power(encoded(base), magnitude);
  return rounded_power(exponent < 0 ? inverse(result) : result);
}

std::optional<Decimal> power(const Decimal& base, const Decimal& exponent) {
  if (const auto whole = exponent.to_int64()) return power(base, *whole);
  if (base.is_zero()) return exponent.is_negative() ? std::nullopt : std::optional(Decimal());
  _IDEC_flags flags = 0;
  return rounded_power(
      {bid128_pow(encoded(base), encoded(exponent), kEven, &flags), encoded(Decimal())});
}

std::optional<Decimal> round(const Decimal& value, int places, Rounding rounding) {
  // Beyond these bounds the answer no longer changes: every figure is below 10^34.
  places = std::clamp(places, -Decimal::kDigitsMax - 1, Decimal::kScaleMax);
  if (value.scale() <= places) {
    const auto padded = quantize(value, places);
    return padded ? padded : value;
  }
  _IDEC_flags flags = 0;
  return finished(bid128_quantize(encoded(value), one_at(-places),
                                  mode_of(rounding, value.is_negative()), &flags));
}

std::optional<Decimal> round_half_away(const Decimal& value, int places) {
  return round(value, places, Rounding::kHalfAway);
}

std::optional<Decimal> quantize(const Decimal& value, int places) {
  if (places > Decimal::kScaleMax || places < -Decimal::kDigitsMax) return std::nullopt;
  _IDEC_flags flags = 0;
  const BID_UINT128 exact = bid128_quantize(encoded(value), one_at(-places), kEven, &flags);
  if (flags & (BID_INEXACT_EXCEPTION | BID_INVALID_EXCEPTION)) return std::nullopt;
  return finished(exact);
}

}  // namespace girs
