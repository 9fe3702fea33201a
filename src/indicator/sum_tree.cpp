#include "indicator/sum_tree.h"

#include <algorithm>

namespace girs::indicator {
namespace {

using engine::Column;
using engine::kBatch;
using engine::States;
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

// With 1,024 figures of 19 digits more, a sum below it still has 34 digits at most.
constexpr fixed::Int128 kExact = fixed::power_of_ten(33);

/// A column that is added up from its start to its end, the states of one batch at hand.
class Adding {
 public:
  explicit Adding(const Column& column) : column_(column), batch_(column.batches()) {}

  /// Adds neighbours in one batch to `total`, with the roundings of one unit after the other.
  void add(std::size_t begin, std::size_t end, Value& total) {
    if (std::holds_alternative<Fault>(total)) return;
    if (begin / kBatch != batch_) {
      batch_ = begin / kBatch;
      plain_ = column_.width(batch_) == engine::Width::kNarrow && column_.states(batch_, states_);
    }
    const std::size_t from = begin % kBatch, to = from + (end - begin);
    const auto* before = std::get_if<Decimal>(&total);
    fixed::Int128 sum = 0;   // a cell without a figure holds 0
    const bool exact = !before || (fixed::from_decimal(*before, column_.scale(), sum) &&
                                   sum < kExact && sum > -kExact);
    if (!plain_ || !exact || is_odd(from, to)) {
      for (std::size_t i = begin; i < end; ++i) total = with_unit(total, column_.value(i));
      return;
    }
    if (!any_bit(states_.number, from, to)) return;
    const auto* const figures = column_.narrow(batch_);
    for (std::size_t i = from; i < to; ++i) sum += figures[i];
    total = *fixed::to_decimal(sum, column_.scale());
  }

 private:
  bool is_odd(std::size_t from, std::size_t to) const {
    if (states_.plain) return false;
    return any_bit(states_.any_fault(), from, to) ||
           (!any_bit(states_.number, from, to) &&
            any_bit(states_.nil | states_.not_applicable, from, to));
  }
  const Column& column_;
  std::size_t batch_;   // none yet
  bool plain_ = false;
  States states_;
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

SumTree::Sums SumTree::sums_of(const Column& column) const {
  Sums sums(shape_->sums.size(), Absent::kMissing);
  add(column, nullptr, sums);
  return sums;
}

void SumTree::renew(const Column& column, std::span<const std::uint32_t> changed,
                    Sums& sums) const {
  const auto which = above(changed);
  for (std::size_t i = 0; i < sums.size(); ++i)
    if (which[i]) sums[i] = Absent::kMissing;
  add(column, &which, sums);
}

std::vector<std::size_t> SumTree::batches_of(std::span<const std::uint32_t> changed) const {
  const auto which = above(changed);
  std::vector<std::size_t> batches;
  for (const auto& stretch : stretches_) {
    const auto batch = stretch.begin / kBatch;
    if (which[place(stretch.above)] && (batches.empty() || batches.back() != batch))
      batches.push_back(batch);
  }
  return batches;
}

/// By place: whether figures of `changed` go into the sum.
std::vector<char> SumTree::above(std::span<const std::uint32_t> changed) const {
  std::vector<char> which(shape_->sums.size());
  for (const auto position : changed) {
    if (place(position) != kNone) continue;   // a sum has no figure of its own
    for (auto at = shape_->above[position]; at != kNone; at = shape_->above[at])
      which[place(at)] = 1;
  }
  return which;
}

/// Adds to the sums that `which` names (none: to all).
void SumTree::add(const Column& column, const std::vector<char>* which, Sums& sums) const {
  Adding adding(column);
  for (const auto& stretch : stretches_) {
    auto& sum = sums[place(stretch.above)];
    if (which && !(*which)[place(stretch.above)]) continue;
    adding.add(stretch.begin, stretch.end, sum);
  }
  for (std::size_t i = 0; i < shape_->sums.size(); ++i) {
    const auto above = shape_->above[shape_->sums[i]];
    if (above == kNone || (which && !(*which)[place(above)])) continue;
    sums[place(above)] = with_unit(sums[place(above)], sums[i]);
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
