// Arithmetic, comparison and rounding by Intel's decimal library.

#include "decimal/decimal.h"

#include <algorithm>
#include <utility>

#include "decimal/bid.h"
#include "decimal/quotient.h"
#include "decimal/words.h"

namespace girs {
namespace {

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

constexpr Coefficient kTop = static_cast<Coefficient>(fixed::kWideLimit);   // 10^34

// Most figures are small: their sums and products are integers that fit, with the exponents that
// the library gives them. It is asked for the rest.

/// a + b; nothing when it may have more than 34 digits.
std::optional<Decimal> small_sum(const Decimal& a, const Decimal& b, bool subtracted) {
  Unpacked low = DecimalWords::unpack(a);
  Unpacked high = DecimalWords::unpack(b);
  high.negative = high.negative != subtracted;
  if (low.exponent > high.exponent) std::swap(low, high);
  const int shift = high.exponent - low.exponent;
  if (shift > 18 || high.coefficient >= power_of_ten(Decimal::kDigitsMax - shift))
    return std::nullopt;
  high.coefficient *= power_of_ten(shift);
  if (low.negative == high.negative) {
    low.coefficient += high.coefficient;
    if (low.coefficient >= kTop) return std::nullopt;
  } else if (low.coefficient >= high.coefficient) {
    low.coefficient -= high.coefficient;
  } else {
    low.coefficient = high.coefficient - low.coefficient;
    low.negative = high.negative;
  }
  return DecimalWords::pack(low);
}

/// a * b; nothing when it may have more than 34 digits.
std::optional<Decimal> small_product(const Decimal& a, const Decimal& b) {
  const Unpacked x = DecimalWords::unpack(a);
  const Unpacked y = DecimalWords::unpack(b);
  const int exponent = x.exponent + y.exponent;
  const int digits = digits_of(x.coefficient) + digits_of(y.coefficient);
  if (exponent < -DecimalWords::kBias || digits > Decimal::kDigitsMax) return std::nullopt;
  return DecimalWords::pack({x.negative != y.negative, exponent, x.coefficient * y.coefficient});
}

/// a * 10^k of more digits than fit: those of a, moved; nothing when b is no power of ten.
std::optional<Unpacked> moved(Unpacked a, const Unpacked& b) {
  const int zeros = digits_of(b.coefficient) - 1;
  const int room = Decimal::kDigitsMax - digits_of(a.coefficient);
  if (b.coefficient != power_of_ten(zeros) || zeros <= room) return std::nullopt;
  a.coefficient *= power_of_ten(room);
  a.exponent += b.exponent + zeros - room;
  a.negative = a.negative != b.negative;
  return a.exponent < -DecimalWords::kBias ? std::nullopt : std::optional(a);
}

/// `value` to fewer decimals, in units of the last one that stays.
Coefficient rounded(Coefficient value, int fewer, Rounding rounding, bool negative) {
  const Coefficient unit = power_of_ten(fewer);
  const Coefficient whole = value / unit;
  const Coefficient rest = value - whole * unit;
  const Coefficient other = unit - rest;
  bool up = false;
  switch (rounding) {
    case Rounding::kHalfAway: up = rest >= other; break;
    case Rounding::kHalfEven: up = rest > other || (rest == other && whole % 2 != 0); break;
    case Rounding::kTowardZero: break;
    case Rounding::kAwayFromZero: up = rest != 0; break;
    case Rounding::kFloor: up = rest != 0 && negative; break;
  }
  return whole + (up ? 1 : 0);
}

/// Without exponents above 0; nothing when that takes more than 34 digits.
std::optional<Decimal> finished(Unpacked parts) {
  if (parts.coefficient == 0) parts.exponent = std::min(parts.exponent, 0);
  if (parts.exponent <= 0) return DecimalWords::pack(parts);
  if (digits_of(parts.coefficient) + parts.exponent > Decimal::kDigitsMax) return std::nullopt;
  parts.coefficient *= power_of_ten(parts.exponent);
  parts.exponent = 0;
  return DecimalWords::pack(parts);
}

}  // namespace

std::optional<Decimal> finished(BID_UINT128 words) {
  if (!is_finite(words)) return std::nullopt;
  Unpacked parts = DecimalWords::unpack(decoded(words));
  if (parts.exponent > 0) {
    _IDEC_flags flags = 0;
    const BID_UINT128 whole = bid128_quantize(words, one_at(0), kEven, &flags);
    if (!is_finite(whole)) return std::nullopt;
    parts = DecimalWords::unpack(decoded(whole));
  }
  return DecimalWords::pack(parts);
}

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
  if (const auto sum = small_sum(a, b, false)) return sum;
  _IDEC_flags flags = 0;
  return finished(bid128_add(encoded(a), encoded(b), kEven, &flags));
}

std::optional<Decimal> subtract(const Decimal& a, const Decimal& b) {
  if (const auto difference = small_sum(a, b, true)) return difference;
  _IDEC_flags flags = 0;
  return finished(bid128_sub(encoded(a), encoded(b), kEven, &flags));
}

std::optional<Decimal> multiply(const Decimal& a, const Decimal& b) {
  if (const auto product = small_product(a, b)) return product;
  if (const auto parts = moved(DecimalWords::unpack(a), DecimalWords::unpack(b)))
    return finished(*parts);
  _IDEC_flags flags = 0;
  return finished(bid128_mul(encoded(a), encoded(b), kEven, &flags));
}

std::optional<Decimal> divide(const Decimal& a, const Decimal& b) {
  if (b.is_zero()) return std::nullopt;
  if (const auto parts = quotient(DecimalWords::unpack(a), DecimalWords::unpack(b)))
    return finished(stripped(*parts));
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

std::optional<Decimal> round(const Decimal& value, int places, Rounding rounding) {
  // Beyond these bounds the answer no longer changes: every figure is below 10^34.
  places = std::clamp(places, -Decimal::kDigitsMax - 1, Decimal::kScaleMax);
  if (value.scale() <= places) {
    const auto padded = quantize(value, places);
    return padded ? padded : value;
  }
  const Unpacked parts = DecimalWords::unpack(value);
  const int fewer = -parts.exponent - places;   // 1 at least
  if (fewer <= Decimal::kDigitsMax)
    return finished(Unpacked{parts.negative, -places,
                             rounded(parts.coefficient, fewer, rounding, parts.negative)});
  _IDEC_flags flags = 0;
  return finished(bid128_quantize(encoded(value), one_at(-places),
                                  mode_of(rounding, value.is_negative()), &flags));
}

std::optional<Decimal> round_half_away(const Decimal& value, int places) {
  return round(value, places, Rounding::kHalfAway);
}

std::optional<Decimal> quantize(const Decimal& value, int places) {
  if (value.is_zero() && places < 0) return Decimal();
  if (places > Decimal::kScaleMax || places < -Decimal::kDigitsMax) return std::nullopt;
  _IDEC_flags flags = 0;
  const BID_UINT128 exact = bid128_quantize(encoded(value), one_at(-places), kEven, &flags);
  if (flags & (BID_INEXACT_EXCEPTION | BID_INVALID_EXCEPTION)) return std::nullopt;
  return finished(exact);
}

}  // namespace girs
