#include "engine/derived.h"

#include <algorithm>

#include "formula/operators.h"

namespace girs::engine {
namespace {

using formula::Absent;
using formula::Fault;
using formula::Value;

/// What SUM does with one value after another (formula/figures.h), kept for every unit.
class Sums {
 public:
  explicit Sums(std::size_t units) : totals_(units) {}

  void add(std::size_t unit, const Value& value) {
    Total& total = totals_[unit];
    if (const auto* number = std::get_if<Decimal>(&value)) add(total, *number, false);
    else if (value == Value(Absent::kNil)) add(total, Decimal(), true);
    else if (const auto* fault = std::get_if<Fault>(&value))
      total.fault = total.fault ? std::min(*total.fault, *fault) : *fault;
  }

  Column take() const {
    std::vector<Value> cells;
    cells.reserve(totals_.size());
    for (const auto& total : totals_) {
      if (total.fault) cells.emplace_back(*total.fault);
      else if (!total.any) cells.emplace_back(Absent::kMissing);
      else if (total.all_nil) cells.emplace_back(Absent::kNil);
      else cells.push_back(total.sum);
    }
    return Column::of(cells);
  }

 private:
  struct Total {
    Value sum;
    bool any = false;
    bool all_nil = true;
    std::optional<Fault> fault;
  };
  static void add(Total& total, const Decimal& number, bool nil) {
    total.sum = total.any ? formula::calculated('+', total.sum, number) : Value(number);
    total.any = true;
    total.all_nil = total.all_nil && nil;
  }

  std::vector<Total> totals_;
};

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
  Sums sums(units.size());
  for (std::size_t unit = 0; unit < units.size(); ++unit)
    each_above(units, unit, reach, [&](std::size_t above) { sums.add(above, column.value(unit)); });
  return sums.take();
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
  Sums sums(units);
  for (std::size_t cell = 0; cell < column.cells.size(); ++cell)
    sums.add(unit_of(cell), column.cells.value(cell));
  return sums.take();
}

std::optional<Column> added_up(const std::vector<const Column*>& periods, bool partial_counts) {
  const std::size_t units = periods.front()->size();
  std::vector<Value> cells;
  cells.reserve(units);
  for (std::size_t unit = 0; unit < units; ++unit) {
    bool all_nil = true;
    bool all_missing = true;
    Value sum = Decimal();
    for (const auto* column : periods) {
      const Value value = column->value(unit);
      if (value == Value(Absent::kNotApplicable)) return std::nullopt;
      all_nil = all_nil && value == Value(Absent::kNil);
      all_missing = all_missing && formula::is_missing(value);
      sum = formula::calculated('+', sum, formula::number_operand(value, partial_counts));
    }
    cells.push_back(all_nil ? Value(Absent::kNil) : all_missing ? Value(Absent::kMissing) : sum);
  }
  return Column::of(cells);
}

}  // namespace girs::engine
