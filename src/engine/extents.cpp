#include "engine/extents.h"

#include <algorithm>

#include "engine/kernels.h"
#include "engine/magnitude.h"

namespace girs::engine {
namespace {

constexpr Extent kDecimals{kNoScale, kUnbounded, false};

Unsigned128 scaled(Unsigned128 bound, int places) {
  return bounded_product(bound, static_cast<Unsigned128>(fixed::power_of_ten(places)));
}

Extent extent_of(const Decimal& number) {
  Int128 mantissa = 0;
  if (number.scale() > Column::kScaleMax ||
      !fixed::from_decimal(number, number.scale(), mantissa))
    return kDecimals;
  return {number.scale(), size_of(mantissa), fits_narrow(size_of(mantissa))};
}

/// The same rules as the executor's, over the largest figures of whole columns.
struct Extents {
  std::span<const Extent> inputs;
  std::span<const Decimal> constants;
  std::span<const Decimal> parameters;
  std::vector<Extent> registers = {};

  Extent of(const Term& term) const {
    switch (term.from) {
      case Term::From::kInput: return inputs[term.index];
      case Term::From::kConstant: return extent_of(constants[term.index]);
      case Term::From::kParameter: return extent_of(parameters[term.index]);
      default: return registers[term.index];
    }
  }

  Extent of(const Linear& linear) const {
    Extent sum;
    for (const auto& item : linear.items)
      for (const auto& term : item.terms) {
        const Extent one = of(term);
        if (one.scale == kNoScale) return kDecimals;
        sum.scale = std::max(sum.scale, one.scale);
        sum.narrow = sum.narrow && one.narrow;
      }
    for (const auto& item : linear.items)
      for (const auto& term : item.terms) {
        const Extent one = of(term);
        sum.bound = bounded_sum(sum.bound, scaled(one.bound, sum.scale - one.scale));
      }
    sum.narrow = sum.narrow && fits_narrow(sum.bound);
    return sum;
  }

  /// The dividend bounds the quotient: the divisor is an integer.
  Extent ratio(const Instruction& one) const {
    const Extent left = of(one.left);
    const Extent right = of(one.right);
    Extent result{one.places, kUnbounded, false};
    if (left.scale == kNoScale || right.scale == kNoScale) return result;
    const int shift = one.places + one.shift + right.scale - left.scale - one.factor.scale();
    const Extent factor = extent_of(one.factor);
    if (shift > 18 || shift < -18 || factor.scale == kNoScale || !one.offset.is_zero())
      return result;
    result.bound = scaled(bounded_product(left.bound, factor.bound), std::max(shift, 0));
    const Unsigned128 divisor = scaled(right.bound, std::max(-shift, 0));
    result.narrow = left.narrow && right.narrow && fits_narrow(result.bound) &&
                    fits_wide(divisor);
    return result;
  }

  Extent product(const Extent& a, const Extent& b) const {
    if (a.scale == kNoScale || b.scale == kNoScale || a.scale + b.scale > Column::kScaleMax)
      return kDecimals;
    const Unsigned128 bound = bounded_product(a.bound, b.bound);
    return {a.scale + b.scale, bound, a.narrow && b.narrow && fits_narrow(bound)};
  }

  Extent either(const Extent& a, const Extent& b) const {
    if (a.scale == kNoScale || b.scale == kNoScale) return kDecimals;
    const int scale = std::max(a.scale, b.scale);
    const Unsigned128 bound = std::max(scaled(a.bound, scale - a.scale),
                                       scaled(b.bound, scale - b.scale));
    return {scale, bound, a.narrow && b.narrow && fits_narrow(bound)};
  }

  Extent of(const Instruction& one) const {
    switch (one.code) {
      case OpCode::kLinear:
      case OpCode::kSum: return of(one.left);
      case OpCode::kRatio: return ratio(one);
      case OpCode::kMultiply: return product(of(one.args[0]), of(one.args[1]));
      case OpCode::kRound: {
        const Extent whole = of(one.args[0]);
        if (whole.scale == kNoScale) return {one.places, kUnbounded, false};
        const Unsigned128 bound = bounded_sum(whole.bound, 1);
        return {std::min(whole.scale, one.places), bound, whole.narrow && fits_narrow(bound)};
      }
      case OpCode::kAbsolute: return of(one.args[0]);
      case OpCode::kSelect: return either(of(one.args[1]), of(one.args[2]));
      case OpCode::kDivide: return kDecimals;
      default: return {};   // logicals
    }
  }
};

}  // namespace

Extent extent_of(const Column& column) {
  Extent extent{column.scale(), 0, true};
  for (std::size_t b = 0; b < column.batches(); ++b) {
    const bool integers = column.width(b) == Width::kNarrow || column.width(b) == Width::kWide;
    extent.bound = std::max(extent.bound, integers ? column.magnitude(b) : kUnbounded);
    extent.narrow = extent.narrow && column.width(b) == Width::kNarrow;
  }
  return extent;
}

std::vector<Extent> root_extents(const Program& program, std::span<const Extent> inputs,
                                 std::span<const Decimal> constants,
                                 std::span<const Decimal> parameters) {
  Extents extents{inputs, constants, parameters};
  extents.registers.resize(program.registers);
  std::vector<Extent> roots(program.roots.size());
  for (std::size_t i = 0; i < roots.size(); ++i)
    if (program.roots[i].from != Term::From::kRegister) roots[i] = extents.of(program.roots[i]);
  for (const auto& one : program.instructions) {
    const Extent extent = extents.of(one);
    extents.registers[one.result] = extent;
    for (const auto root : one.roots) roots[root] = extent;
  }
  return roots;
}

}  // namespace girs::engine
