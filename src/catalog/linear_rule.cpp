#include "catalog/linear_rule.h"

#include <algorithm>
#include <variant>

#include "formula/syntax.h"

namespace girs {
namespace {

using formula::CellReference;
using formula::Node;

/// A sum of figures with factors, and a constant.
struct Linear {
  std::map<std::string, Fraction> terms;
  Fraction constant;
  bool is_constant() const { return terms.empty(); }
};

std::optional<Fraction> fraction_of(const Decimal& number) {
  constexpr int kPlacesMax = 6;
  std::int64_t bottom = 1;
  for (int places = 0; places <= kPlacesMax; ++places, bottom *= 10) {
    const auto scaled = multiply(number, Decimal(bottom));
    const auto whole = scaled ? scaled->to_int64() : std::nullopt;
    if (whole) return make_fraction(*whole, bottom);
  }
  return std::nullopt;
}

std::optional<Linear> times(const Linear& linear, const Fraction& factor) {
  Linear result;
  for (const auto& [name, one] : linear.terms) {
    const auto product = multiply(one, factor);
    if (!product) return std::nullopt;
    if (product->top != 0) result.terms[name] = *product;
  }
  const auto constant = multiply(linear.constant, factor);
  if (!constant) return std::nullopt;
  result.constant = *constant;
  return result;
}

std::optional<Linear> plus(Linear a, const Linear& b) {
  for (const auto& [name, factor] : b.terms) {
    const auto sum = add(a.terms[name], factor);
    if (!sum) return std::nullopt;
    if (sum->top == 0) a.terms.erase(name);
    else a.terms[name] = *sum;
  }
  const auto constant = add(a.constant, b.constant);
  if (!constant) return std::nullopt;
  a.constant = *constant;
  return a;
}

class Reading {
 public:
  Reading(const Form& form, const LintPlace& place) : form_(form), place_(place) {}

  std::optional<Linear> read(const Node& node) const {
    if (const auto* literal = std::get_if<formula::Literal>(&node.content)) {
      const auto* number = std::get_if<Decimal>(&literal->value);
      const auto fraction = number ? fraction_of(*number) : std::nullopt;
      return fraction ? std::optional(Linear{{}, *fraction}) : std::nullopt;
    }
    if (const auto* reference = std::get_if<CellReference>(&node.content))
      return reference->is_range() ? std::nullopt : read_cell(*reference);
    if (const auto* prefix = std::get_if<formula::Prefix>(&node.content)) {
      const auto inner = read(prefix->operand.front());
      return inner ? times(*inner, {prefix->sign == '-' ? -1 : 1, 1}) : std::nullopt;
    }
    if (const auto* chain = std::get_if<formula::Chain>(&node.content)) return read_chain(*chain);
    const auto* call = std::get_if<formula::Call>(&node.content);
    return call && call->name == "SUM" ? read_sum(*call) : std::nullopt;
  }

 private:
  /// Whether the reference is of this form, period and unit.
  bool is_here(const CellReference& cell) const {
    return (cell.form.empty() || cell.form == form_.code) && cell.indicator.empty() &&
           cell.row_group.empty() && cell.breakdown.empty() && cell.periods.empty() &&
           cell.unit == formula::UnitRelation::kCurrent && (cell.rows || !place_.row.empty()) &&
           (cell.columns || !place_.column.empty());
  }

  /// A figure that nothing is known of, but that it is the same wherever it is read here.
  Linear other(const CellReference& cell) const {
    return {{{formula::print(cell) + " @" + cell_name(cell.rows ? "" : place_.row,
                                                      cell.columns ? "" : place_.column),
              {1, 1}}},
            {}};
  }

  std::optional<Linear> read_cell(const CellReference& cell) const {
    if (!is_here(cell)) return other(cell);
    const auto& row = cell.rows ? cell.rows->items.front().from : place_.row;
    const auto& column = cell.columns ? cell.columns->items.front().from : place_.column;
    return Linear{{{cell_name(row, column), {1, 1}}}, {}};
  }

  std::optional<Linear> read_chain(const formula::Chain& chain) const {
    auto result = read(chain.operands.front());
    for (std::size_t i = 0; result && i < chain.operators.size(); ++i) {
      const auto next = read(chain.operands[i + 1]);
      if (!next) return std::nullopt;
      switch (chain.operators[i]) {
        case '+': result = plus(*result, *next); break;
        case '-': {
          const auto negative = times(*next, {-1, 1});
          result = negative ? plus(*result, *negative) : std::nullopt;
          break;
        }
        case '*':
          if (next->is_constant()) result = times(*result, next->constant);
          else if (result->is_constant()) result = times(*next, result->constant);
          else return std::nullopt;
          break;
        default: return std::nullopt;
      }
    }
    return result;
  }

  std::optional<Linear> read_sum(const formula::Call& call) const {
    Linear total;
    for (const auto& argument : call.arguments) {
      const auto* reference = std::get_if<CellReference>(&argument.content);
      const auto one = reference && reference->is_range() ? read_range(*reference) : read(argument);
      const auto sum = one ? plus(total, *one) : std::nullopt;
      if (!sum) return std::nullopt;
      total = *sum;
    }
    return total;
  }

  /// [c4:c6], [rA,rB]: columns in printed order, rows in template order.
  std::optional<Linear> read_range(const CellReference& cell) const {
    const bool open = cell.rows && cell.rows->all && form_.rows.dynamic;
    if (!is_here(cell) || open) return other(cell);
    std::vector<std::string> column_order, row_order;
    for (const auto& column : form_.columns) column_order.push_back(column.code);
    for (const auto& row : form_.rows.fixed)
      if (!cell.rows || !cell.rows->all || !row.total) row_order.push_back(row.code);
    const auto rows = selected(cell.rows, row_order, place_.row);
    const auto columns = selected(cell.columns, column_order, place_.column);
    if (!rows || !columns) return std::nullopt;
    Linear total;
    for (const auto& row : *rows)
      for (const auto& column : *columns) {
        const auto* known = form_.column(column);
        if (!known || !known->entered || known->type != CellType::kNumber) continue;
        const auto sum = plus(total, Linear{{{cell_name(row, column), {1, 1}}}, {}});
        if (!sum) return std::nullopt;
        total = *sum;
      }
    return total;
  }

  static std::optional<std::vector<std::string>> selected(
      const std::optional<formula::Selection>& selection, const std::vector<std::string>& order,
      const std::string& here) {
    if (!selection) return std::vector<std::string>{here};
    if (selection->all) return order;
    std::vector<std::string> codes;
    for (const auto& range : selection->items) {
      const auto first = std::ranges::find(order, range.from);
      const auto last = std::ranges::find(order, range.to.empty() ? range.from : range.to);
      if (first == order.end() || last == order.end() || last < first) return std::nullopt;
      codes.insert(codes.end(), first, last + 1);
    }
    return codes;
  }

  const Form& form_;
  const LintPlace& place_;
};

/// The smallest step between two figures of the form.
Fraction smallest_unit(const Form& form) {
  std::int64_t bottom = 1;
  for (const auto& column : form.columns) {
    std::int64_t one = 1;
    for (int i = 0; i < std::min(column.scale, 9); ++i) one *= 10;
    bottom = std::max(bottom, one);
  }
  return {1, bottom};
}

}  // namespace

namespace {

/// left - right, or nothing where a side is not linear.
std::optional<Linear> difference_of(const Reading& reading, const Node& left, const Node& right) {
  const auto a = reading.read(left);
  const auto b = reading.read(right);
  const auto minus = b ? times(*b, {-1, 1}) : std::nullopt;
  return a && minus ? plus(*a, *minus) : std::nullopt;
}

/// linear <= allowed, or both it and its negative where it is to be 0.
std::vector<LinearConstraint> within(const Linear& linear, const Fraction& allowed, bool both) {
  std::vector<LinearConstraint> constraints;
  for (const std::int64_t sign : {1, -1}) {
    if (sign < 0 && !both) break;
    const auto side = times(linear, {sign, 1});
    const auto constant = side ? multiply(side->constant, {-1, 1}) : std::nullopt;
    const auto reach = constant ? add(*constant, allowed) : std::nullopt;
    if (!reach) return {};
    constraints.push_back({side->terms, *reach, false});
  }
  return constraints;
}

std::vector<LinearConstraint> equal_to_zero(const Linear& linear) {
  const auto constant = multiply(linear.constant, {-1, 1});
  if (!constant) return {};
  return {{linear.terms, *constant, true}};
}

Fraction half_unit(int scale) {
  std::int64_t bottom = 2;
  for (int i = 0; i < std::min(scale, 9); ++i) bottom *= 10;
  return {1, bottom};
}

/// By how much the sides of "=" may differ; nothing where it is a share of one of them.
std::optional<Fraction> tolerance_of(const Form& form, const Rule& rule, const Linear& linear) {
  if (!rule.tolerance.relative.is_zero()) return std::nullopt;
  auto allowed = fraction_of(rule.tolerance.absolute);
  if (!allowed || !rule.tolerance.rounding) return allowed;
  int coarsest = 18;
  for (const auto& column : form.columns)
    if (column.entered && column.type == CellType::kNumber) coarsest = std::min(coarsest, column.scale);
  const auto rounding =
      multiply(half_unit(coarsest), {static_cast<std::int64_t>(linear.terms.size()), 1});
  if (!rounding) return std::nullopt;
  return add(*allowed, *rounding);
}

}  // namespace

std::string cell_name(const std::string& row, const std::string& column) {
  return row + "\t" + column;
}

std::vector<LinearConstraint> constraints_of(const Form& form, const Rule& rule,
                                             const LintPlace& place) {
  using formula::Relation;
  if (rule.expression.empty()) return {};
  const auto* comparison = std::get_if<formula::Comparison>(&rule.expression.root().content);
  if (!comparison || comparison->relation == Relation::kNotEqual) return {};
  const bool turned = comparison->relation == Relation::kGreater ||
                      comparison->relation == Relation::kGreaterOrEqual;
  const auto linear = difference_of(Reading(form, place), comparison->sides[turned ? 1 : 0],
                                    comparison->sides[turned ? 0 : 1]);
  if (!linear) return {};
  if (comparison->relation == Relation::kEqual) {
    const auto allowed = tolerance_of(form, rule, *linear);
    if (!allowed) return {};
    return allowed->top == 0 ? equal_to_zero(*linear) : within(*linear, *allowed, true);
  }
  const bool strict =
      comparison->relation == Relation::kLess || comparison->relation == Relation::kGreater;
  const auto unit = smallest_unit(form);
  return within(*linear, strict ? Fraction{-unit.top, unit.bottom} : Fraction{}, false);
}

std::vector<LinearConstraint> constraints_of(const Form& form, const Computed& computed,
                                             const Column& column, const LintPlace& place) {
  if (computed.expression.empty()) return {};
  const Reading reading(form, place);
  const auto value = reading.read(computed.expression.root());
  if (!value) return {};
  auto linear = *value;
  const auto cell = plus(Linear{{{cell_name(place.row, place.column), {-1, 1}}}, {}}, linear);
  if (!cell) return {};
  const auto is_whole = [](const auto& term) { return term.second.bottom == 1; };
  const bool exact = std::ranges::all_of(linear.terms, is_whole) && linear.constant.bottom == 1 &&
                     std::ranges::all_of(form.columns, [&](const Column& other) {
                       return other.scale <= column.scale;
                     });
  return exact ? equal_to_zero(*cell) : within(*cell, half_unit(column.scale), true);
}

std::vector<LinearConstraint> range_of(const Column& column, const std::string& row) {
  std::vector<LinearConstraint> range;
  const auto name = cell_name(row, column.code);
  if (const auto min = column.min ? fraction_of(*column.min) : std::nullopt)
    range.push_back({{{name, {-1, 1}}}, {-min->top, min->bottom}, false});
  if (const auto max = column.max ? fraction_of(*column.max) : std::nullopt)
    range.push_back({{{name, {1, 1}}}, *max, false});
  return range;
}

}  // namespace girs
