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
  Reading(const Form& form, bool by_row) : form_(form), by_row_(by_row) {}

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
  /// Whether the reference is of the row or column at hand and no other period or unit.
  bool is_here(const CellReference& cell) const {
    const bool own = (cell.form.empty() || cell.form == form_.code) && cell.indicator.empty() &&
                     cell.row_group.empty() && cell.breakdown.empty() && cell.periods.empty() &&
                     cell.unit == formula::UnitRelation::kCurrent;
    return own && (by_row_ ? !cell.rows && cell.columns : cell.rows && !cell.columns);
  }

  std::optional<Linear> read_cell(const CellReference& cell) const {
    const auto& selection = by_row_ ? cell.columns : cell.rows;
    const auto name = is_here(cell) && selection->is_single() ? selection->items.front().from
                                                              : formula::print(cell);
    return Linear{{{name, {1, 1}}}, {}};
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

  /// [c4:c6], [c4,c6]: columns in printed order, or rows in template order.
  std::optional<Linear> read_range(const CellReference& cell) const {
    const auto& selection = by_row_ ? cell.columns : cell.rows;
    if (!is_here(cell) || selection->all) return std::nullopt;
    std::vector<std::string> order;
    if (by_row_)
      for (const auto& column : form_.columns) order.push_back(column.code);
    else
      for (const auto& row : form_.rows.fixed) order.push_back(row.code);
    Linear total;
    for (const auto& [from, to] : selection->items) {
      const auto first = std::ranges::find(order, from);
      const auto last = std::ranges::find(order, to.empty() ? from : to);
      if (first == order.end() || last == order.end() || last < first) return std::nullopt;
      for (auto code = first; code <= last; ++code) {
        const auto sum = plus(total, Linear{{{*code, {1, 1}}}, {}});
        if (!sum) return std::nullopt;
        total = *sum;
      }
    }
    return total;
  }

  const Form& form_;
  bool by_row_;
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

std::optional<LinearConstraint> linear_constraint(const Form& form, const Rule& rule) {
  using formula::Relation;
  const bool narrowed = !rule.rows.empty() || !rule.columns.empty() || !rule.part.empty();
  const bool tolerant = rule.tolerance.rounding || !rule.tolerance.absolute.is_zero() ||
                        !rule.tolerance.relative.is_zero();
  if (rule.severity != Severity::kError || narrowed || tolerant ||
      rule.scope == RuleScope::kForm || rule.expression.empty())
    return std::nullopt;
  const auto* comparison = std::get_if<formula::Comparison>(&rule.expression.root().content);
  if (!comparison || comparison->relation == Relation::kNotEqual) return std::nullopt;
  const Reading reading(form, rule.scope == RuleScope::kEachRow);
  const auto left = reading.read(comparison->sides[0]);
  const auto right = reading.read(comparison->sides[1]);
  if (!left || !right) return std::nullopt;
  const bool turned = comparison->relation == Relation::kGreater ||
                      comparison->relation == Relation::kGreaterOrEqual;
  const auto minus = times(turned ? *left : *right, {-1, 1});
  const auto all = minus ? plus(turned ? *right : *left, *minus) : std::nullopt;
  const bool strict =
      comparison->relation == Relation::kLess || comparison->relation == Relation::kGreater;
  const auto unit = smallest_unit(form);
  const auto constant = all ? multiply(all->constant, {-1, 1}) : std::nullopt;
  const auto reach =
      constant && strict ? add(*constant, {-unit.top, unit.bottom}) : constant;
  if (!reach) return std::nullopt;
  return LinearConstraint{all->terms, *reach, comparison->relation == Relation::kEqual};
}

}  // namespace girs
