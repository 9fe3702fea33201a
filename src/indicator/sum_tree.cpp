#include "indicator/sum_tree.h"

#include <algorithm>
#include <bit>

namespace girs::indicator {
namespace {

using engine::Column;
using engine::kBatch;
using engine::States;
using formula::Absent;
using formula::Fault;
using formula::Value;

/// Calls `take` with the bits from `begin` to `end` (half-open), as many as stand in one word at a
/// time and the place of the first; until it says true, which is then said here.
template <class Take>
bool each_word(const engine::Words& words, std::size_t begin, std::size_t end, Take take) {
  for (std::size_t i = begin; i < end;) {
    const auto word = words.word[i / 64] >> (i % 64);
    const std::size_t left = std::min<std::size_t>(64 - i % 64, end - i);
    if (take(left == 64 ? word : word & ((std::uint64_t{1} << left) - 1), i)) return true;
    i += left;
  }
  return false;
}

/// Whether one of the bits from `begin` to `end` (half-open) is set.
bool any_bit(const engine::Words& words, std::size_t begin, std::size_t end) {
  return each_word(words, begin, end, [](std::uint64_t word, std::size_t) { return word != 0; });
}

std::uint32_t count_bits(const engine::Words& words, std::size_t begin, std::size_t end) {
  int bits = 0;
  each_word(words, begin, end, [&](std::uint64_t word, std::size_t) {
    bits += std::popcount(word);
    return false;
  });
  return static_cast<std::uint32_t>(bits);
}

/// As a batch holds its cells; of one that bitmaps cannot tell, as far as missing ones and errors
/// go.
engine::States states_of(const Column& column, std::size_t batch) {
  engine::States states;
  if (column.states(batch, states)) return states;
  states = {};
  states.plain = false;
  const auto units = engine::units_in_batch(column.size(), batch);
  for (std::size_t i = 0; i < units; ++i) {
    const auto value = column.value(batch * kBatch + i);
    if (std::holds_alternative<Fault>(value)) states.faults[0].set(i);
    else if (formula::is_missing(value)) states.missing.set(i);
  }
  return states;
}

// With 1,024 figures of 19 digits more, a sum below it still has 34 digits at most.
constexpr fixed::Int128 kExact = fixed::power_of_ten(33);

/// A column that is added up from its start to its end, the states of one batch at hand.
class Adding {
 public:
  Adding(const Column& column, const SumTree::LeftOut& left_out)
      : column_(column), left_out_(left_out), batch_(column.batches()) {}

  /// Adds neighbours in one batch to `total`, with the roundings of one unit after the other.
  void add(std::size_t begin, std::size_t end, Value& total) {
    if (std::holds_alternative<Fault>(total)) return;
    if (begin / kBatch != batch_) {
      batch_ = begin / kBatch;
      plain_ = column_.width(batch_) == engine::Width::kNarrow && column_.states(batch_, states_);
      number_ = states_.number & ~left_out_[batch_];
    }
    const std::size_t from = begin % kBatch, to = from + (end - begin);
    const auto* before = std::get_if<Decimal>(&total);
    fixed::Int128 sum = 0;   // a cell without a figure holds 0
    const bool exact = !before || (fixed::from_decimal(*before, column_.scale(), sum) &&
                                   sum < kExact && sum > -kExact);
    if (!plain_ || !exact || is_odd(from, to)) {
      for (std::size_t i = begin; i < end; ++i)
        if (!left_out_[batch_].test(i % kBatch)) total = with_unit(total, column_.value(i));
      return;
    }
    if (!any_bit(number_, from, to)) return;
    const auto* const figures = column_.narrow(batch_);
    for (std::size_t i = from; i < to; ++i) sum += figures[i];
    each_word(left_out_[batch_], from, to, [&](std::uint64_t word, std::size_t first) {
      for (; word != 0; word &= word - 1)
        sum -= figures[first + static_cast<std::size_t>(std::countr_zero(word))];
      return false;
    });
    total = *fixed::to_decimal(sum, column_.scale());
  }

 private:
  bool is_odd(std::size_t from, std::size_t to) const {
    if (states_.plain) return false;
    return any_bit(states_.any_fault(), from, to) ||
           (!any_bit(number_, from, to) &&
            any_bit(states_.nil | states_.not_applicable, from, to));
  }
  const Column& column_;
  const SumTree::LeftOut& left_out_;
  std::size_t batch_;   // none yet
  bool plain_ = false;
  States states_;
  engine::Words number_;   // that are added
};

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
                 Date day, const std::vector<char>& owes, const std::vector<char>& brings)
    : SumTree(shape_of(units, order, regime, day, owes), brings) {}

SumTree::SumTree(std::shared_ptr<const Shape> shape, const std::vector<char>& brings)
    : shape_(std::move(shape)) {
  const auto& above = shape_->above;
  for (std::uint32_t i = 0; i < above.size(); ++i) {
    if (!brings[i] || above[i] == kNone) continue;
    const bool goes_on = !stretches_.empty() && i % kBatch != 0 &&
                         stretches_.back().above == above[i] && stretches_.back().end == i;
    if (goes_on) ++stretches_.back().end;
    else stretches_.push_back({i, i + 1, above[i]});
  }
}

std::shared_ptr<const SumTree::Shape> SumTree::shape_of(const UnitTree& units,
                                                        const report::UnitOrder& order,
                                                        const std::string& regime, Date day,
                                                        const std::vector<char>& owes) {
  auto shape = std::make_shared<Shape>();
  shape->above.assign(order.size(), kNone);
  shape->places.assign(order.size(), kNone);
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
    if (above && !owes[*above]) shape->above[i] = *above;
  }
  std::vector<std::pair<int, std::uint32_t>> by_depth;
  for (std::uint32_t i = 0; i < order.size(); ++i) {
    if (owes[i]) continue;
    int depth = 0;
    for (auto at = shape->above[i]; at != kNone; at = shape->above[at]) --depth;
    by_depth.emplace_back(depth, i);
  }
  std::sort(by_depth.begin(), by_depth.end());
  for (const auto& [depth, at] : by_depth) {
    shape->places[at] = static_cast<std::uint32_t>(shape->sums.size());
    shape->sums.push_back(at);
  }
  return shape;
}

SumTree::LeftOut without_figures(const Column& numerators, const Column* denominators,
                                 std::span<const std::size_t> batches) {
  SumTree::LeftOut left_out(numerators.batches());
  for (const auto batch : batches) {
    const auto above = states_of(numerators, batch);
    left_out[batch] = above.missing;
    if (!denominators) continue;
    const auto missing = states_of(*denominators, batch).missing;
    left_out[batch] |= above.plain ? missing : missing & ~above.any_fault();
  }
  return left_out;
}

std::vector<std::size_t> SumTree::batches_of(const Which& which) const {
  std::vector<std::size_t> batches;
  for (const auto& stretch : stretches_) {
    const auto batch = stretch.begin / kBatch;
    if (which[place(stretch.above)] && (batches.empty() || batches.back() != batch))
      batches.push_back(batch);
  }
  return batches;
}

SumTree::Which SumTree::above(std::span<const std::uint32_t> changed) const {
  Which which(shape_->sums.size());
  for (const auto position : changed) {
    if (place(position) != kNone) continue;   // a sum has no figure of its own
    for (auto at = shape_->above[position]; at != kNone; at = shape_->above[at])
      which[place(at)] = 1;
  }
  return which;
}

void SumTree::renew(const Column& column, const LeftOut& left_out, const Which& which,
                    Sums& sums) const {
  sums.resize(shape_->sums.size());
  for (std::size_t i = 0; i < sums.size(); ++i)
    if (which[i]) sums[i] = Absent::kMissing;
  Adding adding(column, left_out);
  for (const auto& stretch : stretches_) {
    const auto at = place(stretch.above);
    if (which[at]) adding.add(stretch.begin, stretch.end, sums[at]);
  }
  for (std::size_t i = 0; i < shape_->sums.size(); ++i) {
    const auto above = shape_->above[shape_->sums[i]];
    if (above == kNone || !which[place(above)]) continue;
    sums[place(above)] = with_unit(sums[place(above)], sums[i]);
  }
}

void SumTree::count(const LeftOut& left_out, const Which& which, Counts& counts) const {
  counts.resize(shape_->sums.size());
  for (std::size_t i = 0; i < counts.size(); ++i)
    if (which[i]) counts[i] = 0;
  for (const auto& [begin, end, above] : stretches_) {
    const auto from = begin % kBatch;
    if (which[place(above)])
      counts[place(above)] +=
          end - begin - count_bits(left_out[begin / kBatch], from, from + (end - begin));
  }
  for (std::size_t i = 0; i < shape_->sums.size(); ++i) {
    const auto above = shape_->above[shape_->sums[i]];
    if (above != kNone && which[place(above)]) counts[place(above)] += counts[i];
  }
}

void SumTree::add_up(std::vector<std::uint32_t>& numbers) const {
  std::vector<std::uint32_t> own(numbers.size());
  for (std::uint32_t i = 0; i < numbers.size(); ++i) {
    if (place(i) != kNone) numbers[i] = 0;
    else own[i] = numbers[i];
  }
  for (std::size_t i = 0; i < numbers.size(); ++i)
    if (own[i] != 0 && shape_->above[i] != kNone) numbers[shape_->above[i]] += own[i];
  for (const auto at : shape_->sums)
    if (shape_->above[at] != kNone) numbers[shape_->above[at]] += numbers[at];
}

}  // namespace girs::indicator
