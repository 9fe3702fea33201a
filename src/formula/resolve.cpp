#include "formula/resolve.h"

#include <algorithm>
#include <charconv>
#include <set>

#include "formula/operators.h"
#include "formula/reference_periods.h"
#include "formula/reference_units.h"

namespace girs::formula {
namespace {

using Codes = std::vector<std::string>;

std::optional<long long> whole_number(std::string_view code) {
  long long number = 0;
  const char* end = code.data() + code.size();
  const auto [last, failure] = std::from_chars(code.data(), end, number);
  if (failure != std::errc() || last != end || number < 0) return std::nullopt;
  return number;
}

/// Codes from..to by number, where there is no template.
std::optional<Codes> numeric_range(const CodeRange& range) {
  const auto from = whole_number(range.from);
  const auto to = whole_number(range.to);
  if (!from || !to || *to < *from || span_of(range) > kCellsMax) return std::nullopt;
  Codes codes;
  for (auto number = *from; number <= *to; ++number) codes.push_back(std::to_string(number));
  return codes;
}

/// Codes from..to in the order of the template.
std::optional<Codes> template_range(const CodeRange& range, const Codes& order) {
  const auto from = std::find(order.begin(), order.end(), range.from);
  const auto to = std::find(from, order.end(), range.to);
  if (from == order.end() || to == order.end()) return std::nullopt;
  return Codes(from, to + 1);
}

/// What a selection names; `order` are all codes of this axis, empty without a template.
std::optional<Codes> selected(const Selection& selection, const Codes& order, bool has_template) {
  Codes codes;
  for (const auto& item : selection.items) {
    if (item.to.empty()) {
      codes.push_back(item.from);
      continue;
    }
    const auto range = has_template ? template_range(item, order) : numeric_range(item);
    if (!range) return std::nullopt;
    codes.insert(codes.end(), range->begin(), range->end());
  }
  return codes;
}

class Resolver {
 public:
  Resolver(const CellReference& reference, const Context& context)
      : reference_(reference), context_(context),
        form_(reference.form.empty() && reference.indicator.empty() ? context.form
                                                                    : reference.form) {}

  bool each_cell(const std::function<void(NamedCell)>& take) const {
    const auto when = periods_read(reference_, form_, context_);
    const auto where = when ? units(*when) : std::nullopt;
    const auto columns_here = columns();
    if (!where || !columns_here) return false;
    for (const auto& unit : *where) {
      const auto rows_here = rows(*when, unit);
      if (!rows_here) return false;
      for (const auto& row : *rows_here)
        for (const auto& column : *columns_here) take(cell(*when, unit, row, column));
    }
    return true;
  }

  std::optional<std::size_t> row_count() const {
    const auto when = periods_read(reference_, form_, context_);
    const auto where = when ? units(*when) : std::nullopt;
    if (!where) return std::nullopt;
    std::size_t count = 0;
    for (const auto& unit : *where) {
      const auto rows_here = rows(*when, unit);
      if (!rows_here) return std::nullopt;
      count += rows_here->size();
    }
    return count;
  }

 private:
  std::optional<std::vector<UnitRead>> units(const PeriodsRead& when) const {
    return units_read(reference_, context_,
                      when.periods.empty() ? context_.period : when.periods.back());
  }

  CellAddress address(const Period& period, const std::string& unit, const std::string& row,
                      const std::string& column) const {
    return {form_, row, column, period, unit, reference_.indicator, reference_.breakdown, {}};
  }

  NamedCell cell(const PeriodsRead& when, const UnitRead& unit, const std::string& row,
                 const std::string& column) const {
    NamedCell named{{}, unit.unit, std::nullopt};
    auto periods = when.periods;
    const auto measure = [&, this] {
      const Period& period = periods.empty() ? context_.period : periods.back();
      return context_.cells->measure_of(address(period, unit.unit, row, column));
    };
    // Section 3: the last value of a stock.
    if (when.over_year && periods.size() > 1 && measure() == Measure::kStock)
      periods.erase(periods.begin(), periods.end() - 1);
    for (const auto& period : periods) add_parts(named, period, unit, row, column);
    const bool whole = named.parts.size() == 1 && named.parts[0].weight == Decimal(1);
    if (when.over_year || !whole)  // a rate is never added up
      if (measure() == Measure::kRate || (!whole && measure() == Measure::kNone))
        named.fault = named.fault.value_or(Fault::kValue);
    return named;
  }

  void add_parts(NamedCell& named, const Period& period, const UnitRead& unit,
                 const std::string& row, const std::string& column) const {
    const auto parts = units_in(unit, period, context_);
    if (!parts) {
      named.fault = Fault::kReference;  // section 7: never a silent 0
      return;
    }
    const bool unchanged = parts->size() == 1 && parts->front().unit == unit.unit &&
                           parts->front().weight == unit.weight;
    if (!reference_.indicator.empty() && !unchanged) {
      // The indicator is computed anew from the sums of the predecessors, not added up itself.
      auto one = address(period, unit.unit, {}, {});
      one.boundaries = unit.boundaries;
      const bool estimated = std::any_of(parts->begin(), parts->end(),
                                         [](const UnitRead& part) { return part.estimated; });
      named.parts.push_back({std::move(one), Decimal(1), estimated});
      return;
    }
    for (const auto& part : *parts)
      named.parts.push_back(
          {address(period, part.unit, row, column), part.weight, part.estimated});
  }

  /// Rows of all that is read of one unit, each once: those of the last period first.
  std::vector<CellSource::Row> known_rows(const PeriodsRead& when, const UnitRead& unit) const {
    std::vector<CellSource::Row> known;
    std::set<std::string> seen;
    for (auto period = when.periods.rbegin(); period != when.periods.rend(); ++period)
      for (const auto& part : units_in(unit, *period, context_).value_or(std::vector<UnitRead>()))
        for (auto& row : context_.cells->rows(form_, *period, part.unit))
          if (seen.insert(row.code).second) known.push_back(std::move(row));
    return known;
  }

  std::optional<Codes> rows(const PeriodsRead& when, const UnitRead& unit) const {
    if (!reference_.indicator.empty()) return Codes{std::string()};
    if (!reference_.row_group.empty())
      return context_.cells->row_group(form_, reference_.row_group);
    if (!reference_.rows) return Codes{context_.row};
    if (reference_.rows->is_single()) return Codes{reference_.rows->items[0].from};
    const auto known = known_rows(when, unit);
    if (reference_.rows->all) return open_rows(known);
    Codes order;
    for (const auto& row : known) order.push_back(row.code);
    return selected(*reference_.rows, order, context_.cells->has_template(form_));
  }

  std::optional<Codes> columns() const {
    if (!reference_.indicator.empty()) return Codes{std::string()};
    if (!reference_.columns) return Codes{context_.column};
    if (reference_.columns->is_single()) return Codes{reference_.columns->items[0].from};
    const Codes order = context_.cells->columns(form_);
    if (reference_.columns->all) return order.empty() ? std::nullopt : std::optional(order);
    return selected(*reference_.columns, order, context_.cells->has_template(form_));
  }

  const CellReference& reference_;
  const Context& context_;
  const std::string& form_;
};

}  // namespace

std::optional<std::vector<NamedCell>> resolve(const CellReference& reference,
                                              const Context& context) {
  std::vector<NamedCell> cells;
  const auto keep = [&cells](NamedCell cell) { cells.push_back(std::move(cell)); };
  if (!each_cell(reference, context, keep)) return std::nullopt;
  return cells;
}

bool each_cell(const CellReference& reference, const Context& context,
               const std::function<void(NamedCell)>& take) {
  return Resolver(reference, context).each_cell(take);
}

bool is_here(const CellReference& reference) {
  return reference.periods.empty() && (reference.unit == UnitRelation::kCurrent ||
                                       reference.unit == UnitRelation::kSelf);
}

std::optional<CellAddress> plain_cell(const CellReference& reference, const Context& context) {
  const bool own_boundaries = !context.boundaries || *context.boundaries == context.period;
  if (!is_here(reference) || !own_boundaries) return std::nullopt;
  if (!reference.indicator.empty())
    return CellAddress{reference.form,  {}, {}, context.period, context.unit, reference.indicator,
                       reference.breakdown, {}};
  const auto is_one = [](const std::optional<Selection>& selection) {
    return !selection || selection->is_single();
  };
  if (!reference.row_group.empty() || !is_one(reference.rows) || !is_one(reference.columns))
    return std::nullopt;
  return CellAddress{reference.form.empty() ? context.form : reference.form,
                     reference.rows ? reference.rows->items[0].from : context.row,
                     reference.columns ? reference.columns->items[0].from : context.column,
                     context.period, context.unit, {}, reference.breakdown, {}};
}

Value read(const CellAddress& address, const CellSource& cells) {
  if (!address.indicator.empty()) return cells.indicator(address);
  return address.breakdown.empty() ? cells.cell(address) : cells.cell_in_breakdown(address);
}

Value read(const NamedCell& cell, const Context& context, bool missing_is_zero) {
  if (cell.fault) return *cell.fault;
  if (cell.parts.empty()) return Absent::kMissing;
  if (cell.parts.size() == 1 && cell.parts[0].weight == Decimal(1))
    return read(cell.parts[0].address, *context.cells);
  bool all_nil = true;
  bool all_missing = true;
  Value sum = Decimal();
  for (const auto& part : cell.parts) {
    const Value value = read(part.address, *context.cells);
    all_nil = all_nil && value == Value(Absent::kNil);
    all_missing = all_missing && is_missing(value);
    sum = calculated('+', sum, calculated('*', number_operand(value, missing_is_zero),
                                          part.weight));
  }
  if (all_nil) return Absent::kNil;
  return all_missing ? Value(Absent::kMissing) : sum;
}

std::optional<std::size_t> row_count(const CellReference& reference, const Context& context) {
  return Resolver(reference, context).row_count();
}

std::vector<std::string> open_rows(const std::vector<CellSource::Row>& rows) {
  const bool dynamic = std::any_of(rows.begin(), rows.end(),
                                   [](const CellSource::Row& row) { return row.dynamic; });
  Codes codes;
  for (const auto& row : rows)
    if (dynamic ? row.dynamic : !row.total) codes.push_back(row.code);
  return codes;
}

std::size_t span_of(const CodeRange& range) {
  const auto from = whole_number(range.from);
  const auto to = whole_number(range.to);
  if (range.to.empty() || !from || !to || *to < *from) return 1;
  return static_cast<std::size_t>(*to - *from) + 1;
}

}  // namespace girs::formula
