#include "formula/resolve.h"

#include <algorithm>
#include <charconv>

namespace girs::formula {
namespace {

using Codes = std::vector<std::string>;

constexpr int kLevelsMax = 64;  // of the tree of units: a loop in somebody's data ends here

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

/// Section 1: `*` means the dynamic rows; in a form without any, those not marked as totals.
Codes open_rows(const std::vector<CellSource::Row>& rows) {
  const bool dynamic = std::any_of(rows.begin(), rows.end(),
                                   [](const CellSource::Row& row) { return row.dynamic; });
  Codes codes;
  for (const auto& row : rows)
    if (dynamic ? row.dynamic : !row.total) codes.push_back(row.code);
  return codes;
}

class Resolver {
 public:
  Resolver(const CellReference& reference, const Context& context)
      : reference_(reference), context_(context),
        form_(reference.form.empty() ? context.form : reference.form) {}

  std::optional<std::vector<CellAddress>> cells() const {
    const auto when = period();
    if (!when) return std::nullopt;
    const auto where = units(*when);
    const auto columns_here = columns();
    if (!where || !columns_here) return std::nullopt;
    std::vector<CellAddress> cells;
    for (const auto& unit : *where) {
      const auto rows_here = rows(*when, unit);
      if (!rows_here) return std::nullopt;
      for (const auto& row : *rows_here)
        for (const auto& column : *columns_here)
          cells.push_back({form_, row, column, *when, unit});
    }
    return cells;
  }

  std::optional<std::size_t> row_count() const {
    const auto when = period();
    if (!when) return std::nullopt;
    const auto where = units(*when);
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
  /// Section 1: periods apply from left to right.
  std::optional<Period> period() const {
    std::optional<Period> period = context_.period;
    for (const auto& step : reference_.periods) {
      if (step.relation == PeriodRelation::kNamed) period = step.period;
      else if (step.relation == PeriodRelation::kPeriods) period = shifted(*period, step.count);
      else period = same_last_year(*period, -step.count);
      if (!period) return std::nullopt;
    }
    return period;
  }

  std::optional<Codes> units(const Period& period) const {
    const std::string& unit = context_.unit;
    const UnitRelation relation = reference_.unit;
    if (relation == UnitRelation::kCurrent || relation == UnitRelation::kSelf) return Codes{unit};
    if (!context_.hierarchy) return std::nullopt;
    const Hierarchy& hierarchy = *context_.hierarchy;
    if (relation == UnitRelation::kUnit) return Codes{reference_.unit_argument};
    if (relation == UnitRelation::kChildren) return hierarchy.children(unit, period);
    if (relation == UnitRelation::kLeaves) return hierarchy.leaves(unit, period);
    if (relation == UnitRelation::kRoot) return Codes{root_of(unit, period)};
    const std::string parent = hierarchy.parent(unit, period);
    if (parent.empty()) return std::nullopt;
    return Codes{parent};
  }

  std::string root_of(std::string unit, const Period& period) const {
    for (int i = 0; i < kLevelsMax; ++i) {
      std::string parent = context_.hierarchy->parent(unit, period);
      if (parent.empty()) break;
      unit = std::move(parent);
    }
    return unit;
  }

  std::optional<Codes> rows(const Period& period, const std::string& unit) const {
    if (!reference_.rows) return Codes{context_.row};
    if (reference_.rows->is_single()) return Codes{reference_.rows->items[0].from};
    const auto known = context_.cells->rows(form_, period, unit);
    if (reference_.rows->all) return open_rows(known);
    Codes order;
    for (const auto& row : known) order.push_back(row.code);
    return selected(*reference_.rows, order, context_.cells->has_template(form_));
  }

  std::optional<Codes> columns() const {
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

std::optional<std::vector<CellAddress>> resolve(const CellReference& reference,
                                                const Context& context) {
  return Resolver(reference, context).cells();
}

std::optional<std::size_t> row_count(const CellReference& reference, const Context& context) {
  return Resolver(reference, context).row_count();
}

std::size_t span_of(const CodeRange& range) {
  const auto from = whole_number(range.from);
  const auto to = whole_number(range.to);
  if (range.to.empty() || !from || !to || *to < *from) return 1;
  return static_cast<std::size_t>(*to - *from) + 1;
}

}  // namespace girs::formula
