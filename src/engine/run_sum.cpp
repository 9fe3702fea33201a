// LINSUM and LINEQ: sums of cells, and comparisons of such sums.

#include <algorithm>
#include <limits>

#include "engine/executor.h"
#include "engine/magnitude.h"

namespace girs::engine {
namespace {

bool holds(formula::Relation relation, std::strong_ordering order) {
  switch (relation) {
    case formula::Relation::kEqual: return order == 0;
    case formula::Relation::kNotEqual: return order != 0;
    case formula::Relation::kLess: return order < 0;
    case formula::Relation::kLessOrEqual: return order <= 0;
    case formula::Relation::kGreater: return order > 0;
    case formula::Relation::kGreaterOrEqual: return order >= 0;
  }
  return false;
}

}  // namespace

void Executor::Streams::clear() {
  sources.clear();
  streams.clear();
  start = 0;
  bound = 0;
  narrow = true;
}

void Executor::Streams::add(const Operand& operand, Int128 factor) {
  bound = bounded_sum(bound, bounded_product(operand.bound, size_of(factor)));
  if (operand.constant) {
    Int128 mantissa = 0;
    // The bound says whether the product fits; a figure of a constant always does.
    if (!fixed::from_decimal(*operand.constant, operand.scale, mantissa)) return;
    if (bound < kUnbounded) start += mantissa * factor;
    return;
  }
  sources.push_back({operand.width == Width::kNarrow ? operand.narrow : nullptr, operand.wide,
                     factor});
  narrow = narrow && operand.width == Width::kNarrow &&
           size_of(factor) <= static_cast<Unsigned128>(std::numeric_limits<std::int64_t>::max());
  if (narrow) streams.push_back({operand.narrow, static_cast<std::int64_t>(factor)});
}

int Executor::scale_of(const Linear& linear) const {
  int scale = 0;
  for (const auto& item : linear.items)
    for (const auto& term : item.terms) {
      const Operand& one = operand(term);
      if (one.width == Width::kDecimal || one.scale == kNoScale) return kNoScale;
      scale = std::max(scale, one.scale);
    }
  return scale;
}

bool Executor::gather(const Linear& linear, int scale, Int128 factor, Streams& streams) const {
  for (const auto& item : linear.items)
    for (const auto& term : item.terms) {
      const Operand& one = operand(term);
      if (one.width == Width::kDecimal) return false;
      const Int128 scaled = factor * power(scale - one.scale);
      streams.add(one, item.negative ? -scaled : scaled);
    }
  return true;
}

namespace {

/// Most factors are 1 and -1, where a multiplication of 128 bits costs more than all the rest.
template <class T>
void add_times(const T* values, Int128 factor, Int128* out, std::size_t count) {
  if (factor == 1)
    for (std::size_t i = 0; i < count; ++i) out[i] += values[i];
  else if (factor == -1)
    for (std::size_t i = 0; i < count; ++i) out[i] -= values[i];
  else
    for (std::size_t i = 0; i < count; ++i) out[i] += factor * values[i];
}

}  // namespace

void Executor::sum_wide(const Streams& streams, Int128* out) const {
  std::fill_n(out, rows_, streams.start);
  for (const auto& source : streams.sources)
    if (source.narrow) add_times(source.narrow, source.factor, out, rows_);
    else add_times(source.wide, source.factor, out, units_);
}

void Executor::sum_streams(const Streams& streams, Register& result) {
  result.width = streams.narrow && fits_narrow(streams.bound) ? Width::kNarrow : Width::kWide;
  if (result.width == Width::kNarrow)
    kernels_.sum(streams.streams.data(), streams.streams.size(),
                 static_cast<std::int64_t>(streams.start), result.narrow.data(), rows_, ahead_);
  else
    sum_wide(streams, result.wide_room());
}

std::vector<Operand> Executor::operands_of(const Linear& linear) const {
  std::vector<Operand> operands;
  for (const auto& item : linear.items)
    for (const auto& term : item.terms) operands.push_back(operand(term));
  return operands;
}

void Executor::linear(const Instruction& one, Register& result) {
  const int scale = scale_of(one.left);
  left_.clear();
  if (scale == kNoScale || !gather(one.left, scale, 1, left_) || !fits_wide(left_.bound))
    return linear_by_decimals(one, result);
  if (one.code == OpCode::kSum) put_item_states(one.left.items[0], zero(one.zero), result.states);
  else {
    const Linear* const sides[] = {&one.left};
    put_states(sides, result.states);
  }
  result.scale = scale;
  result.bound = left_.bound;
  sum_streams(left_, result);
  keep_numbers(result);
}

void Executor::linear_by_decimals(const Instruction& one, Register& result) {
  const Words& counts = zero(one.zero);
  result.scale = scale_of(one.left);
  const bool raw = one.code == OpCode::kSum;   // may be nil
  const auto operands = operands_of(one.left);
  by_decimals(result, [&](std::size_t i) {
    return raw ? sum_at(operands, i, counts.test(i))
               : linear_at(one.left, operands, i, counts.test(i));
  });
}

void Executor::compare(const Instruction& one, Register& result) {
  result.width = Width::kNarrow;
  result.bound = 0;
  result.scale = 0;
  const int left = scale_of(one.left);
  const int right = scale_of(one.right);
  const int scale = std::max(left, right);
  left_.clear();
  bool integers = left != kNoScale && right != kNoScale && gather(one.left, scale, 1, left_) &&
                  fits_wide(left_.bound);
  const Unsigned128 bound = left_.bound;
  integers = integers && gather(one.right, scale, -1, left_) && fits_wide(left_.bound - bound);
  if (!integers) {
    const Words& counts = zero(one.zero);
    const auto left_operands = operands_of(one.left);
    const auto right_operands = operands_of(one.right);
    by_decimals(result, [&](std::size_t i) {
      const bool zero_here = counts.test(i);
      const Scalar a = linear_at(one.left, left_operands, i, zero_here);
      const Scalar b = linear_at(one.right, right_operands, i, zero_here);
      const auto first = std::min(a.kind, b.kind);
      if (first == Scalar::kNumber && holds(one.relation, a.number <=> b.number))
        result.truth.set(i);
      else
        result.truth.reset(i);
      return Scalar{{}, first};
    });
    result.width = Width::kNarrow;
    return;
  }
  const Linear* const sides[] = {&one.left, &one.right};
  put_states(sides, result.states);
  if (left_.narrow && fits_narrow(left_.bound)) {
    kernels_.compare(left_.streams.data(), left_.streams.size(),
                     static_cast<std::int64_t>(left_.start), one.relation,
                     result.truth.word.data(), rows_, ahead_);
  } else {
    Int128* const difference = result.wide_room();
    sum_wide(left_, difference);
    for (std::size_t i = 0; i < units_; ++i)
      holds(one.relation, difference[i] <=> Int128{0}) ? result.truth.set(i)
                                                       : result.truth.reset(i);
  }
  result.truth &= result.states.number;
}

}  // namespace girs::engine
