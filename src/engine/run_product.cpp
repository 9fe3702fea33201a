// Products, quotients without rounding, ROUND and ABS.

#include <algorithm>

#include "engine/executor.h"

namespace girs::engine {
namespace {

template <class T>
T rounded(T mantissa, int fewer, Rounding rounding) {
  if (rounding == Rounding::kHalfAway) return fixed::round_half_away(mantissa, fewer);
  const T unit = static_cast<T>(power(fewer));
  const T whole = mantissa / unit;
  const T rest = mantissa % unit;
  const T away = mantissa < 0 ? -1 : 1;
  if (rounding == Rounding::kAwayFromZero) return rest == 0 ? whole : whole + away;
  if (rounding == Rounding::kTowardZero) return whole;
  const T size = rest < 0 ? -rest : rest;   // half to even
  const bool tie = size == unit - size;
  const bool up = tie ? whole % 2 != 0 : size > unit - size;
  return up ? whole + away : whole;
}

Int128 figure(const Operand& operand, std::size_t i) {
  return operand.width == Width::kWide ? operand.wide[i] : Int128{operand.narrow[i]};
}

}  // namespace

void Executor::multiply(const Instruction& one, Register& result) {
  const Operand& a = operand(one.args[0]);
  const Operand& b = operand(one.args[1]);
  const Words& counts = zero(one.zero);
  const bool integers = a.width != Width::kDecimal && b.width != Width::kDecimal &&
                        a.scale + b.scale <= Column::kScaleMax;
  const Unsigned128 bound = bounded_product(a.bound, b.bound);
  if (!integers || !fits_wide(bound)) {
    result.scale = integers ? a.scale + b.scale : kNoScale;
    return by_decimals(result, [&](std::size_t i) {
      return calculated('*', engine::operand(scalar_at(a, i), counts.test(i)),
                        engine::operand(scalar_at(b, i), counts.test(i)));
    });
  }
  Strict strict(counts);
  strict.add(*a.states);
  strict.add(*b.states);
  strict.put(within_, result.states);
  result.scale = a.scale + b.scale;
  result.bound = bound;
  const bool narrow = fits_narrow(bound) && a.width == Width::kNarrow && b.width == Width::kNarrow;
  if (a.constant || b.constant) {
    const Operand& by = a.constant ? a : b;
    Int128 factor = 0;
    (void)fixed::from_decimal(*by.constant, by.scale, factor);   // operand() saw that it fits
    left_.clear();
    left_.add(a.constant ? b : a, factor);
    left_.narrow = left_.narrow && narrow;
    sum_streams(left_, result);
  } else if (narrow) {
    result.width = Width::kNarrow;
    kernels_.multiply(a.narrow, b.narrow, result.narrow.data(), rows_, ahead_);
  } else {
    result.width = Width::kWide;
    Int128* const out = result.wide_room();
    for (std::size_t i = 0; i < units_; ++i) out[i] = figure(a, i) * figure(b, i);
  }
  keep_numbers(result);
}

void Executor::divide(const Instruction& one, Register& result) {
  const Operand& a = operand(one.args[0]);
  const Operand& b = operand(one.args[1]);
  const Words& counts = zero(one.zero);
  result.scale = kNoScale;
  by_decimals(result, [&](std::size_t i) {
    return calculated('/', engine::operand(scalar_at(a, i), counts.test(i)),
                      engine::operand(scalar_at(b, i), counts.test(i)));
  });
}

// ROUND and ABS of what is no number, which stands as 0, are 0: nothing need be cleared.

void Executor::round(const Instruction& one, Register& result) {
  const Operand& a = operand(one.args[0]);
  const Words& counts = zero(one.zero);
  if (a.width == Width::kDecimal || a.constant) {
    result.scale = a.scale == kNoScale ? one.places : std::min(a.scale, one.places);
    return by_decimals(result, [&](std::size_t i) {
      const Scalar value = engine::operand(scalar_at(a, i), counts.test(i));
      if (value.kind != Scalar::kNumber) return value;
      return number_or_fault(girs::round(value.number, one.places, one.rounding));
    });
  }
  Strict strict(counts);
  strict.add(*a.states);
  strict.put(within_, result.states);
  const int fewer = std::max(0, a.scale - one.places);
  result.scale = a.scale - fewer;
  result.bound = a.bound + (fewer > 0 ? 1 : 0);   // 9.5 becomes 10: no more than its digits
  result.width = fits_narrow(result.bound) && a.width == Width::kNarrow ? Width::kNarrow
                                                                        : Width::kWide;
  if (result.width == Width::kNarrow)
    for (std::size_t i = 0; i < rows_; ++i)
      result.narrow[i] = rounded(a.narrow[i], fewer, one.rounding);
  else
    for (std::size_t i = 0; i < units_; ++i)
      result.wide_room()[i] = rounded(figure(a, i), fewer, one.rounding);
}

void Executor::absolute(const Instruction& one, Register& result) {
  const Operand& a = operand(one.args[0]);
  const Words& counts = zero(one.zero);
  result.scale = a.scale;
  if (a.width == Width::kDecimal || a.constant || !fits_narrow(a.bound)) {
    return by_decimals(result, [&](std::size_t i) {
      Scalar value = engine::operand(scalar_at(a, i), counts.test(i));
      value.number = value.number.abs();
      return value;
    });
  }
  Strict strict(counts);
  strict.add(*a.states);
  strict.put(within_, result.states);
  result.bound = a.bound;
  result.width = Width::kNarrow;
  if (a.width == Width::kNarrow) {
    kernels_.absolute(a.narrow, result.narrow.data(), rows_, ahead_);
  } else {
    for (std::size_t i = 0; i < units_; ++i)
      result.narrow[i] = static_cast<std::int64_t>(a.wide[i] < 0 ? -a.wide[i] : a.wide[i]);
    std::fill(result.narrow.begin() + static_cast<std::ptrdiff_t>(units_),
              result.narrow.begin() + static_cast<std::ptrdiff_t>(rows_), 0);
  }
}

}  // namespace girs::engine
