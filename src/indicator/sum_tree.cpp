#include "indicator/sum_tree.h"

#include <algorithm>

namespace girs::indicator {
namespace {

using engine::kBatch;
using formula::Absent;
using formula::Fault;
using formula::Value;

/// Whether one of the bits from `begin` to `end` (half-open) is set.
bool any_bit(const engine::Words& words, std::size_t begin, std::size_t end) {
  for (std::size_t i = begin; i < end;) {
    const auto word = words.word[i / 64] >> (i % 64);
    const std::size_t left = std::min<std::size_t>(64 - i % 64, end - i);
    if ((left == 64 ? word : word & ((std::uint64_t{1} << left) - 1)) != 0) return true;
    i += left;
  }
  return false;
}

}  // namespace

Value with_unit(const Value& total, const Value& next) {
  if (std::holds_alternative<Fault>(total) || formula::is_missing(next)) return total;
  if (std::holds_alternative<Fault>(next) || formula::is_missing(total)) return next;
  const auto* a = std::get_if<Decimal>(&total);
  const auto* b = std::get_if<Decimal>(&next);
  if (!a) return next;   // nil or not applicable give way to a number
  if (!b) return total;
  const auto both = add(*a, *b);
  return both ? Value(*both) : Value(Fault::kNumber);
}

SumTree::SumTree(const UnitTree& units, const report::UnitOrder& order, const std::string& regime,
                 Date day, const std::vector<char>& owes)
    : above_(order.size(), kNone) {
  const std::string_view subjects[] = {regime};
  const bool routed = !units.data().routes.empty();
  for (std::uint32_t i = 0; i < order.size(); ++i) {
    std::optional<std::uint32_t> above;
    if (routed) {
      const auto* aggregator = units.aggregator_of(order.unit(i).code, subjects, day);
      if (aggregator) above = order.position(aggregator->code);
    } else {
      above = order.position(order.unit(i).parent);
    }
    if (above && !owes[*above]) above_[i] = *above;
  }
  std::vector<std::pair<int, std::uint32_t>> by_depth;
  for (std::uint32_t i = 0; i < order.size(); ++i) {
    if (owes[i]) continue;
    int depth = 0;
    for (auto at = above_[i]; at != kNone; at = above_[at]) --depth;
    by_depth.emplace_back(depth, i);
  }
  std::sort(by_depth.begin(), by_depth.end());
  for (const auto& [depth, at] : by_depth) sums_.push_back(at);
  for (std::uint32_t i = 0; i < order.size(); ++i) {
    const bool goes_on = !stretches_.empty() && i % kBatch != 0 &&
                         stretches_.back().above == above_[i] && stretches_.back().end == i;
    if (goes_on) ++stretches_.back().end;
    else if (above_[i] != kNone) stretches_.push_back({i, i + 1, above_[i]});
  }
}

void SumTree::add_up(std::vector<std::uint32_t>& numbers) const {
  std::vector<std::uint32_t> own(numbers.size());
  std::vector<char> is_sum(numbers.size());
  for (const auto at : sums_) is_sum[at] = 1;
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    if (is_sum[i]) numbers[i] = 0;
    else own[i] = numbers[i];
  }
  for (std::size_t i = 0; i < numbers.size(); ++i)
    if (!is_sum[i] && above_[i] != kNone) numbers[above_[i]] += own[i];
  for (const auto at : sums_)
    if (above_[at] != kNone) numbers[above_[at]] += numbers[at];
}

void SumTree::add_up(engine::Column& column, const std::vector<std::uint32_t>& nothing) const {
  for (const auto at : nothing) column.set(at, Absent::kMissing);
  if (!add_integers(column)) add_values(column);
}

/// Where all figures are integers that cannot overflow, and nothing is an error.
bool SumTree::add_integers(engine::Column& column) const {
  engine::States states;
  for (std::size_t b = 0; b < column.batches(); ++b) {
    if (column.width(b) != engine::Width::kNarrow || !column.states(b, states)) return false;
    if (states.any_fault().any()) return false;
    if (column.magnitude(b) > (engine::Unsigned128{1} << 62) / column.size()) return false;
  }
  std::vector<std::int64_t> sums(column.size());
  std::vector<char> any(column.size()), odd(column.size());
  std::size_t batch = column.batches();   // none yet
  for (const auto& stretch : stretches_) {
    if (stretch.begin / kBatch != batch) {
      batch = stretch.begin / kBatch;
      column.states(batch, states);
    }
    const auto* const figures = column.narrow(batch);
    const std::size_t begin = stretch.begin % kBatch;
    const std::size_t end = begin + (stretch.end - stretch.begin);
    std::int64_t sum = 0;   // a cell without a figure holds 0
    for (std::size_t i = begin; i < end; ++i) sum += figures[i];
    sums[stretch.above] += sum;
    if (any_bit(states.number, begin, end)) any[stretch.above] = 1;
    else if (any_bit(states.nil | states.not_applicable, begin, end)) odd[stretch.above] = 1;
  }
  for (const auto at : sums_) {
    if (!any[at] && odd[at]) return false;   // nil or not applicable without a number
    if (!any[at] || above_[at] == kNone) continue;
    sums[above_[at]] += sums[at];
    any[above_[at]] = 1;
  }
  for (const auto at : sums_)
    if (any[at]) column.set(at, *fixed::to_decimal(sums[at], column.scale()));
  return true;
}

void SumTree::add_values(engine::Column& column) const {
  std::vector<Value> sums(column.size(), Absent::kMissing);
  for (std::size_t i = 0; i < column.size(); ++i)
    if (above_[i] != kNone) sums[above_[i]] = with_unit(sums[above_[i]], column.value(i));
  for (const auto at : sums_) {
    if (formula::is_missing(sums[at])) continue;
    column.set(at, sums[at]);
    if (above_[at] != kNone) sums[above_[at]] = with_unit(sums[above_[at]], sums[at]);
  }
}

}  // namespace girs::indicator
