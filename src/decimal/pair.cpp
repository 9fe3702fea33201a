#include "decimal/pair.h"

namespace girs {
namespace {

constexpr int kRoundedDigits = 30;  // FORMULA.md section 5: powers and logarithms

// The library's operations without their flags, which say nothing about a pair.
BID_UINT128 plus(BID_UINT128 a, BID_UINT128 b) {
  _IDEC_flags flags = 0;
  return bid128_add(a, b, kEven, &flags);
}
BID_UINT128 times(BID_UINT128 a, BID_UINT128 b) {
  _IDEC_flags flags = 0;
  return bid128_mul(a, b, kEven, &flags);
}
BID_UINT128 quotient(BID_UINT128 a, BID_UINT128 b) {
  _IDEC_flags flags = 0;
  return bid128_div(a, b, kEven, &flags);
}
/// a * b + c, rounded once.
BID_UINT128 fused(BID_UINT128 a, BID_UINT128 b, BID_UINT128 c) {
  _IDEC_flags flags = 0;
  return bid128_fma(a, b, c, kEven, &flags);
}

BID_UINT128 number(std::int64_t value) { return encoded(Decimal(value)); }

BID_UINT128 square_root(BID_UINT128 value) {
  _IDEC_flags flags = 0;
  return bid128_sqrt(value, kEven, &flags);
}

/// high + low with the parts in order; `low` is far below `high`.
Pair settled(BID_UINT128 high, BID_UINT128 low) {
  const BID_UINT128 sum = plus(high, low);
  return {sum, plus(plus(high, negated(sum)), low)};
}

/// Whether the low part is so small that it can only be an error of computation.
bool is_noise(const Pair& value) {
  const Unpacked high = DecimalWords::unpack(decoded(value.high));
  const Unpacked low = DecimalWords::unpack(decoded(value.low));
  if (low.coefficient == 0) return true;
  return low.exponent + digits_of(low.coefficient) <
         high.exponent + digits_of(high.coefficient) - 60;
}

/// ln value, right to some 33 digits: 10 comes off as a power, roots bring the rest near 1, and
/// there the series of 2 atanh((x - 1) / (x + 1)) is short. (The library's own logarithm goes
/// through binary128, and its tables for that are two megabytes.)
BID_UINT128 near_logarithm(const Decimal& value) {
  constexpr std::int64_t kTerms = 18;  // for x in 0.8 ... 1.25
  const Decimal above = *Decimal::parse("1.25");
  const Unpacked parts = DecimalWords::unpack(value);
  int tens = parts.exponent + digits_of(parts.coefficient) - 1;
  if (value >= *Decimal::parse("0.8") && value <= above) tens = 0;
  BID_UINT128 root =
      encoded(DecimalWords::pack({false, parts.exponent - tens, parts.coefficient}));
  std::int64_t factor = 2;
  for (; decoded(root) > above; factor *= 2) root = square_root(root);

  const BID_UINT128 one = one_at(0);
  const BID_UINT128 ratio = quotient(plus(root, negated(one)), plus(root, one));
  const BID_UINT128 square = times(ratio, ratio);
  BID_UINT128 sum = number(0);
  for (std::int64_t term = kTerms; term >= 0; --term)
    sum = fused(sum, square, quotient(one, number(2 * term + 1)));
  return fused(times(sum, ratio), number(factor), times(number(tens), logarithm_of_ten().high));
}

}  // namespace

Pair pair_of(const Decimal& value) { return {encoded(value), encoded(Decimal())}; }

Pair added(const Pair& a, const Pair& b) {
  const BID_UINT128 sum = plus(a.high, b.high);
  // Knuth's two-sum: what the rounded sum leaves out, whichever operand is larger.
  const BID_UINT128 b_part = plus(sum, negated(a.high));
  const BID_UINT128 a_part = plus(sum, negated(b_part));
  const BID_UINT128 rest = plus(plus(a.high, negated(a_part)), plus(b.high, negated(b_part)));
  return settled(sum, plus(rest, plus(a.low, b.low)));
}

Pair multiplied(const Pair& a, const Pair& b) {
  const BID_UINT128 product = times(a.high, b.high);
  BID_UINT128 rest = fused(a.high, b.high, negated(product));
  rest = fused(a.high, b.low, rest);
  rest = fused(a.low, b.high, rest);
  return settled(product, rest);
}

Pair inverse(const Pair& a) {
  const BID_UINT128 one = one_at(0);
  const BID_UINT128 high = quotient(one, a.high);
  BID_UINT128 rest = fused(negated(high), a.high, one);
  rest = fused(negated(high), a.low, rest);
  return {high, quotient(rest, a.high)};
}

Pair whole_power(const Decimal& base, std::uint64_t exponent) {
  Pair square = pair_of(base);
  Pair result = pair_of(Decimal(1));
  for (;;) {
    if (exponent & 1) result = multiplied(result, square);
    exponent >>= 1;
    if (exponent == 0 || !is_finite(result.high)) return result;
    square = multiplied(square, square);
  }
}

Pair exponential(const Pair& exponent) {
  // Halved until it is below 1/64, so that 26 terms of the series reach 70 digits; 20 halvings
  // do that for every exponent allowed, and cost 6 of the 66 digits when undone by squaring.
  const Decimal limit = *Decimal::parse("0.015625");
  const Pair half = pair_of(*Decimal::parse("0.5"));
  Pair small = exponent;
  int halvings = 0;
  while (decoded(small.high).abs() > limit && halvings < 20) {
    small = multiplied(small, half);
    ++halvings;
  }
  const Pair one = pair_of(Decimal(1));
  Pair sum = one;
  for (std::int64_t term = 26; term > 0; --term)
    sum = added(one, multiplied(multiplied(small, inverse(pair_of(Decimal(term)))), sum));
  for (; halvings > 0; --halvings) sum = multiplied(sum, sum);
  return sum;
}

Pair natural_logarithm(const Decimal& value) {
  // One step of Newton from a near answer y: ln x = y + ln(x e^-y), where x e^-y - 1 is some
  // 10^-33. The root of e^-y twice, because e^-y itself may be beyond the exponents.
  const BID_UINT128 near = near_logarithm(value);
  const Pair half = multiplied({negated(near), number(0)}, pair_of(*Decimal::parse("0.5")));
  const Pair root = exponential(half);
  const Pair ratio = multiplied(multiplied(pair_of(value), root), root);
  const Pair rest = added(ratio, pair_of(Decimal(-1)));
  return added({near, number(0)}, rest);
}

Pair logarithm_of_ten() {
  return settled(encoded(*Decimal::parse("2.302585092994045684017991454684364")),
                 encoded(*Decimal::parse("0.000000000000000000000000000000000"
                                         "2076011014886287729760333279009676")));
}

std::optional<Decimal> rounded(const Pair& value) {
  if (!is_finite(value.high)) return std::nullopt;
  const Unpacked parts = DecimalWords::unpack(decoded(value.high));
  const int surplus = digits_of(parts.coefficient) - kRoundedDigits;
  if (surplus <= 0) return without_trailing_zeros(finished(value.high));
  Coefficient half = 5;
  for (int i = 1; i < surplus; ++i) half *= 10;
  unsigned rounding = kEven;
  if (parts.coefficient % (half * 2) == half && !is_noise(value))
    rounding = decoded(value.low).is_negative() ? BID_ROUNDING_DOWN : BID_ROUNDING_UP;
  _IDEC_flags flags = 0;
  return without_trailing_zeros(finished(
      bid128_quantize(value.high, one_at(parts.exponent + surplus), rounding, &flags)));
}

}  // namespace girs
