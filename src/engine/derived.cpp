#include "engine/derived.h"

#include <algorithm>
#include <bit>

#include "formula/operators.h"

namespace girs::engine {
namespace {

using formula::Absent;
using formula::Fault;
using formula::Value;

/// What SUM does with one value after another (formula/figures.h).
class Sum {
 public:
  void add(const Value& value) {
    if (const auto* number = std::get_if<Decimal>(&value)) add(*number, false);
    else if (value == Value(Absent::kNil)) add(Decimal(), true);
    else if (const auto* fault = std::get_if<Fault>(&value))
      fault_ = fault_ ? std::min(*fault_, *fault) : *fault;
  }
  Value take() const {
    if (fault_) return *fault_;
    if (!any_) return Absent::kMissing;
    return all_nil_ ? Value(Absent::kNil) : sum_;
  }

 private:
  void add(const Decimal& number, bool nil) {
    sum_ = any_ ? formula::calculated('+', sum_, number) : Value(number);
    any_ = true;
    all_nil_ = all_nil_ && nil;
  }

  Value sum_;
  bool any_ = false;
  bool all_nil_ = true;
  std::optional<Fault> fault_;
};

Column column_of(const std::vector<Sum>& sums) {
  std::vector<Value> cells;
  cells.reserve(sums.size());
  for (const auto& sum : sums) cells.push_back(sum.take());
  return Column::of(cells);
}

/// The same over integers, where every batch is narrow and nothing can overflow.
class IntegerSums {
 public:
  explicit IntegerSums(std::size_t units) : sums_(units), seen_(units) {}
  void add(std::size_t unit, std::int64_t figure, bool number, bool nil) {
    sums_[unit] += figure;
    seen_[unit] = static_cast<std::uint8_t>(seen_[unit] | (number ? 1 : 0) | (nil ? 2 : 0));
  }
  Column take(int scale) {
    std::vector<std::uint64_t> present((sums_.size() + 63) / 64);
    for (std::size_t i = 0; i < sums_.size(); ++i)
      if (seen_[i] & 1) present[i / 64] |= std::uint64_t{1} << (i % 64);
    Column column = Column::of(std::move(sums_), scale, present);
    for (std::size_t i = 0; i < seen_.size(); ++i)
      if (seen_[i] == 2) column.set(i, Absent::kNil);
    return column;
  }

 private:
  std::vector<std::int64_t> sums_;
  std::vector<std::uint8_t> seen_;
};

/// Whether `count` figures of the column at a time can be added as int64.
bool adds_as_integers(const Column& column, std::size_t count) {
  States states;
  for (std::size_t b = 0; b < column.batches(); ++b) {
    if (column.width(b) != Width::kNarrow || !column.states(b, states)) return false;
    if (states.any_fault().any()) return false;
    if (column.magnitude(b) > (Unsigned128{1} << 62) / std::max<std::size_t>(count, 1)) return false;
  }
  return true;
}

/// The units below `unit` whose figures its own takes in, as bits of a batch.
Words counted(const Units& units, Reach reach, std::size_t unit, std::size_t batch) {
  const std::size_t base = batch * kBatch;
  const std::size_t first = std::max(unit + 1, base);
  const std::size_t last = std::min<std::size_t>(units.end(unit), base + kBatch);
  Words bits;
  if (reach == Reach::kLeaves) {
    bits = first_bits(last - base) & ~first_bits(first - base);
    const auto& inner = units.inner();
    for (auto one = std::lower_bound(inner.begin(), inner.end(), first);
         one != inner.end() && *one < last; ++one)
      bits.reset(*one - base);
    return bits;
  }
  for (std::size_t child = unit + 1; child < last; child = units.end(child))
    if (child >= first) bits.set(child - base);
  return bits;
}

/// The figures of the units in `bits`; whole words of them in one loop without branches.
std::int64_t total_of(const std::int64_t* figures, const Words& bits) {
  std::int64_t total = 0;
  for (std::size_t w = 0; w < kWords; ++w) {
    const std::int64_t* const word = figures + w * 64;
    if (~bits.word[w] == 0)
      for (std::size_t i = 0; i < 64; ++i) total += word[i];
    else
      for (std::uint64_t rest = bits.word[w]; rest != 0; rest &= rest - 1)
        total += word[std::countr_zero(rest)];
  }
  return total;
}

/// SUM below a unit as integers; nothing when its figures are none.
std::optional<Value> integer_sum(const Column& column, const Units& units, Reach reach,
                                 std::size_t unit) {
  std::int64_t total = 0;
  bool number = false;
  bool nil = false;
  States states;
  for (std::size_t b = (unit + 1) / kBatch; b * kBatch < units.end(unit); ++b) {
    if (column.width(b) != Width::kNarrow || !column.states(b, states)) return {};
    if (!states.plain && states.any_fault().any()) return {};
    if (column.magnitude(b) > (Unsigned128{1} << 62) / column.size()) return {};
    const Words bits = counted(units, reach, unit, b);
    total += total_of(column.narrow(b), bits);
    number = number || (states.number & bits).any();
    nil = nil || (!states.plain && (states.nil & bits).any());
  }
  if (number) return *fixed::to_decimal(total, column.scale());
  return nil ? Absent::kNil : Absent::kMissing;
}

/// One unit's figures of all periods as integers; nothing when one is no such figure.
std::optional<Value> integers_added_up(const std::vector<const Column*>& periods,
                                       std::size_t unit) {
  std::int64_t total = 0;
  const int scale = periods.front() ? periods.front()->scale() : 0;
  for (const auto* column : periods) {
    const auto figure = column ? column->integer(unit) : std::nullopt;
    if (!figure || column->scale() != scale || __builtin_add_overflow(total, *figure, &total))
      return {};
  }
  return *fixed::to_decimal(total, scale);
}

template <class Add>
void each_figure(const Column& column, Add add) {
  States states;
  for (std::size_t b = 0; b < column.batches(); ++b) {
    column.states(b, states);
    const std::int64_t* const figures = column.narrow(b);
    for (std::size_t i = 0; i < units_in_batch(column.size(), b); ++i)
      add(b * kBatch + i, figures[i], states.number.test(i), states.nil.test(i));
  }
}

/// Calls `take` with every unit whose figure a unit's own goes into.
template <class Take>
void each_above(const Units& units, std::size_t unit, Reach reach, Take take) {
  if (reach == Reach::kLeaves && !units.is_leaf(unit)) return;
  for (auto above = units.parent(unit); above != Units::kNone; above = units.parent(above)) {
    take(above);
    if (reach == Reach::kChildren) return;
  }
}

}  // namespace

Column summed_below(const Column& column, const Units& units, Reach reach) {
  if (adds_as_integers(column, units.size())) {
    IntegerSums sums(units.size());
    each_figure(column, [&](std::size_t unit, std::int64_t figure, bool number, bool nil) {
      each_above(units, unit, reach,
                 [&](std::size_t above) { sums.add(above, figure, number, nil); });
    });
    return sums.take(column.scale());
  }
  std::vector<Sum> sums(units.size());
  for (std::size_t unit = 0; unit < units.size(); ++unit)
    each_above(units, unit, reach, [&](std::size_t above) { sums[above].add(column.value(unit)); });
  return column_of(sums);
}

Value summed_below_at(const Column& column, const Units& units, Reach reach, std::size_t unit) {
  if (auto sum = integer_sum(column, units, reach, unit)) return *std::move(sum);
  Sum sum;
  for (std::size_t b = (unit + 1) / kBatch; b * kBatch < units.end(unit); ++b)
    each_bit(counted(units, reach, unit, b),
             [&](std::size_t i) { sum.add(column.value(b * kBatch + i)); });
  return sum.take();
}

Column summed_rows(const OpenColumn& column) {
  const std::size_t units = column.offsets.size() - 1;
  std::size_t unit = 0;
  const auto unit_of = [&](std::size_t cell) {
    while (cell >= column.offsets[unit + 1]) ++unit;
    return unit;
  };
  if (adds_as_integers(column.cells, column.cells.size())) {
    IntegerSums sums(units);
    each_figure(column.cells, [&](std::size_t cell, std::int64_t figure, bool number, bool nil) {
      sums.add(unit_of(cell), figure, number, nil);
    });
    return sums.take(column.cells.scale());
  }
  std::vector<Sum> sums(units);
  for (std::size_t cell = 0; cell < column.cells.size(); ++cell)
    sums[unit_of(cell)].add(column.cells.value(cell));
  return column_of(sums);
}

Value summed_rows_at(const OpenColumn& column, std::size_t unit) {
  Sum sum;
  for (std::size_t cell = column.offsets[unit]; cell < column.offsets[unit + 1]; ++cell)
    sum.add(column.cells.value(cell));
  return sum.take();
}

std::optional<Column> added_up(const std::vector<const Column*>& periods, bool partial_counts) {
  const std::size_t units = periods.front()->size();
  std::vector<Value> cells;
  cells.reserve(units);
  for (std::size_t unit = 0; unit < units; ++unit) {
    auto sum = added_up_at(periods, partial_counts, unit);
    if (!sum) return std::nullopt;
    cells.push_back(*std::move(sum));
  }
  return Column::of(cells);
}

std::optional<Value> added_up_at(const std::vector<const Column*>& periods, bool partial_counts,
                                 std::size_t unit) {
  if (auto sum = integers_added_up(periods, unit)) return sum;
  bool all_nil = true;
  bool all_missing = true;
  Value sum = Decimal();
  for (const auto* column : periods) {
    const Value value = column ? column->value(unit) : Value(Absent::kMissing);
    if (value == Value(Absent::kNotApplicable)) return std::nullopt;
    all_nil = all_nil && value == Value(Absent::kNil);
    all_missing = all_missing && formula::is_missing(value);
    sum = formula::calculated('+', sum, formula::number_operand(value, partial_counts));
  }
  return all_nil ? Value(Absent::kNil) : all_missing ? Value(Absent::kMissing) : sum;
}

}  // namespace girs::engine
