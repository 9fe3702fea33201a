// RATIO: round(left * factor / right * 10^shift + offset; places), half away from zero, as one
// division of integers.
//
// The meaning is decimal128's, whose quotient is rounded at the 34th digit and then to `places`.
// One rounding of the exact quotient gives the same as long as neither crosses a tie: a quotient
// that is no tie lies at least 1 / (2 b) of the last place from one, and the few roundings at the
// 34th digit are below 2 * 10^-33 * a / b of it. So below 10^32 for the dividend a (FORMULA.md
// section 10); larger ones take decimal128. A tie itself has at most 33 digits and is exact.

#include <algorithm>

#include "engine/executor.h"
#include "engine/magnitude.h"

namespace girs::engine {
namespace {

constexpr Unsigned128 kExactLimit = static_cast<Unsigned128>(fixed::power_of_ten(32));
constexpr Unsigned128 kRatio = static_cast<Unsigned128>(kRatioLimit);

}  // namespace

/// Puts the dividend into left_ (to be multiplied by `factor` yet) and the divisor into right_.
bool Executor::gather_ratio(const Instruction& one, std::int64_t& factor) {
  left_.clear();
  right_.clear();
  const int left = scale_of(one.left);
  const int right = scale_of(one.right);
  if (left == kNoScale || right == kNoScale || one.offset.scale() > one.places) return false;
  const int shift = one.places + one.shift + right - left - one.factor.scale();
  if (shift > 18 || shift < -18) return false;
  Int128 multiplied = 0;
  Int128 offset = 0;
  if (!fixed::from_decimal(one.factor, one.factor.scale(), multiplied) ||
      !fixed::from_decimal(one.offset, one.places, offset))
    return false;
  const Int128 divisor_factor = shift < 0 ? power(-shift) : 1;
  if (shift > 0) {
    if (size_of(multiplied) > kExactLimit / static_cast<Unsigned128>(power(shift))) return false;
    multiplied *= power(shift);
  }
  if (!gather(one.right, right, divisor_factor, right_) || size_of(offset) > kRatio) return false;
  const bool plain = offset == 0 && size_of(multiplied) < kRatio;
  factor = plain ? static_cast<std::int64_t>(multiplied) : 1;
  if (!gather(one.left, left, plain ? Int128{1} : multiplied, left_)) return false;
  const Unsigned128 dividend = bounded_product(left_.bound, size_of(plain ? multiplied : 1));
  if (offset != 0 && !gather(one.right, right, divisor_factor * offset, left_)) return false;
  if (offset == 0) left_.bound = dividend;
  return left_.bound < kExactLimit && fits_wide(right_.bound);
}

void Executor::ratio(const Instruction& one, Register& result) {
  std::int64_t factor = 1;
  if (!gather_ratio(one, factor)) return ratio_by_decimals(one, result);
  const Linear* const sides[] = {&one.left, &one.right};
  put_states(sides, result.states);
  result.scale = one.places;
  result.bound = left_.bound;   // the divisor is 1 at least
  const bool narrow = left_.narrow && right_.narrow && left_.bound < kRatio &&
                      right_.bound < kRatio;
  narrow ? ratio_narrow(factor, result) : ratio_wide(factor, result);
  keep_numbers(result);
}

/// The sum of narrow streams, in `room` unless it stands somewhere already.
const std::int64_t* Executor::summed(const Streams& sum, std::int64_t* room) {
  if (sum.streams.size() == 1 && sum.streams[0].factor == 1 && sum.start == 0)
    return sum.streams[0].values;
  kernels_.sum(sum.streams.data(), sum.streams.size(), static_cast<std::int64_t>(sum.start), room,
               rows_, ahead_);
  return room;
}

void Executor::ratio_narrow(std::int64_t factor, Register& result) {
  result.width = Width::kNarrow;
  const std::int64_t* const above = summed(left_, above_.data());
  const std::int64_t* const beneath = summed(right_, beneath_.data());
  Words zero;
  kernels_.ratio(above, beneath, factor, result.narrow.data(), zero.word.data(), rows_, ahead_);
  zero &= result.states.number;
  if (!zero.any()) return;
  result.states.plain = false;
  result.states.faults[kDivisionFault] |= zero;
  result.states.number &= ~zero;
}

void Executor::ratio_wide(std::int64_t factor, Register& result) {
  Int128* const quotients = result.wide_room();
  std::array<Int128, kBatch> divisors;
  sum_wide(left_, quotients);
  sum_wide(right_, divisors.data());
  Unsigned128 largest = 0;
  for (std::size_t i = 0; i < units_; ++i) {
    if (!result.states.number.test(i)) continue;
    if (divisors[i] == 0) {
      result.states.plain = false;
      result.states.faults[kDivisionFault].set(i);
      result.states.number.reset(i);
    } else if (!fixed::divide(quotients[i] * factor, divisors[i], 0, quotients[i])) {
      result.states.plain = false;
      result.states.faults[kNumberFault].set(i);
      result.states.number.reset(i);
    } else {
      largest = std::max(largest, size_of(quotients[i]));
    }
  }
  result.bound = largest;
  result.width = Width::kWide;
  if (!fits_narrow(largest)) return;
  result.width = Width::kNarrow;
  for (std::size_t i = 0; i < units_; ++i)
    result.narrow[i] = static_cast<std::int64_t>(result.states.number.test(i) ? quotients[i] : 0);
}

/// What RATIO makes of both sums, rounding by rounding as the reference evaluator does.
class Executor::RoundedQuotient {
 public:
  explicit RoundedQuotient(const Instruction& one)
      : one_(one), factor_{one.factor}, moved_{*fixed::to_decimal(power(one.shift), 0)},
        offset_{one.offset}, multiplied_(one.factor != Decimal(1)) {}

  Scalar of(Scalar above, const Scalar& below) const {
    if (multiplied_) above = calculated('*', above, factor_);
    above = calculated('/', above, below);
    if (one_.shift != 0) above = calculated('*', above, moved_);
    if (!one_.offset.is_zero()) above = calculated('+', above, offset_);
    if (above.kind != Scalar::kNumber) return above;
    return number_or_fault(round_half_away(above.number, one_.places));
  }

 private:
  const Instruction& one_;
  Scalar factor_, moved_, offset_;
  bool multiplied_;
};

void Executor::ratio_by_decimals(const Instruction& one, Register& result) {
  result.scale = one.places;
  const RoundedQuotient quotient(one);
  const int left = scale_of(one.left);
  const int right = scale_of(one.right);
  left_.clear();
  right_.clear();
  // The sums themselves are mostly exact integers: only the quotient needs decimals.
  if (left != kNoScale && right != kNoScale && gather(one.left, left, 1, left_) &&
      gather(one.right, right, 1, right_) && fits_wide(left_.bound) && fits_wide(right_.bound)) {
    const Linear* const sides[] = {&one.left, &one.right};
    States states;
    put_states(sides, states);
    std::array<Int128, kBatch> above;
    std::array<Int128, kBatch> below;
    sum_wide(left_, above.data());
    sum_wide(right_, below.data());
    return by_decimals(result, [&](std::size_t i) {
      if (!states.number.test(i)) return Scalar{{}, scalar_at({.states = &states}, i).kind};
      return quotient.of({*fixed::to_decimal(above[i], left)},
                         {*fixed::to_decimal(below[i], right)});
    });
  }
  const Words& counts = zero(one.zero);
  const auto above = operands_of(one.left);
  const auto below = operands_of(one.right);
  by_decimals(result, [&](std::size_t i) {
    return quotient.of(linear_at(one.left, above, i, counts.test(i)),
                       linear_at(one.right, below, i, counts.test(i)));
  });
}

}  // namespace girs::engine
