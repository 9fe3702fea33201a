#include "formula/evaluate.h"

#include <algorithm>
#include <set>
#include <tuple>

#include "formula/evaluator.h"
#include "formula/functions.h"
#include "formula/resolve.h"

namespace girs::formula {
namespace {

/// The raw value of one kind of node.
struct Walker {
  const Evaluator& evaluator;

  Value operator()(const Literal& literal) const { return literal.value; }
  Value operator()(const Omitted&) const { return Absent::kMissing; }
  Value operator()(const Parameter& parameter) const {
    return evaluator.context().cells->parameter(parameter.name);
  }

  Value operator()(const CellReference& reference) const {
    const auto cells = resolve(reference, evaluator.context());
    if (!cells || cells->size() != 1) return Fault::kReference;
    return evaluator.context().cells->cell(cells->front());
  }

  Value operator()(const Call& call) const {
    return call.function->evaluate(evaluator, call.arguments);
  }

  Value operator()(const Chain& chain) const {
    const bool texts = chain.operators[0] == '&';
    const bool zero = evaluator.missing_is_zero();
    Value result = evaluator.value(chain.operands[0]);
    for (std::size_t i = 0; i < chain.operators.size(); ++i) {
      const Value next = evaluator.value(chain.operands[i + 1]);
      result = texts ? concatenated(result, next, zero)
                     : calculated(chain.operators[i], number_operand(result, zero),
                                  number_operand(next, zero));
    }
    return result;
  }

  Value operator()(const Comparison& comparison) const {
    const auto [left, right] =
        compared_operands(evaluator.value(comparison.sides[0]),
                          evaluator.value(comparison.sides[1]), evaluator.missing_is_zero());
    return compared(comparison.relation, left, right);
  }

  Value operator()(const Prefix& prefix) const {
    const Value operand = evaluator.number(prefix.operand[0]);
    return calculated(prefix.sign, Decimal(), operand);
  }

  Value operator()(const Percent& percent) const {
    static const Decimal kHundredth = *Decimal::parse("0.01");
    Value result = evaluator.number(percent.operand[0]);
    for (std::size_t i = 0; i < percent.count; ++i) result = calculated('*', result, kHundredth);
    return result;
  }
};

/// Collects the cells that a tree names, in the order of the text.
class Operands {
 public:
  explicit Operands(const Context& context) : context_(context) {}

  void collect(const Node& node, bool left) {
    if (const auto* reference = std::get_if<CellReference>(&node.content)) add(*reference, left);
    const auto* call = std::get_if<Call>(&node.content);
    if (call && call->function->ranges == Ranges::kRowsOnly) return;  // counts, reads nothing
    for (const auto& child : children_of(node)) collect(child, left);
  }

  std::vector<Operand> take() { return std::move(list_); }

 private:
  void add(const CellReference& reference, bool left) {
    auto cells = resolve(reference, context_);
    if (!cells) return;
    for (auto& address : *cells) {
      if (!seen_.emplace(address.form, address.row, address.column, address.period, address.unit)
               .second)
        continue;
      Value value = context_.cells->cell(address);
      list_.push_back({std::move(address), std::move(value), left});
    }
  }

  const Context& context_;
  std::set<std::tuple<std::string, std::string, std::string, Period, std::string>> seen_;
  std::vector<Operand> list_;
};

/// Section 4: `zero` always; `blank_zero` as soon as one referenced cell holds something. A cell
/// that cannot exist (NA) is no sign of a report.
bool missing_counts_as_zero(const Expression& expression, const Context& context) {
  if (context.missing != Missing::kBlankZero) return context.missing == Missing::kZero;
  const auto cells = operands(expression, context);
  return std::any_of(cells.begin(), cells.end(), [](const Operand& cell) {
    return !is_missing(cell.value) && cell.value != Value(Absent::kNotApplicable);
  });
}

/// "…" behaves as a blank once it leaves the formula.
Value settled(Value value) {
  if (is_missing(value)) return Absent::kMissing;
  return value;
}

}  // namespace

Value Evaluator::value(const Node& node) const { return std::visit(Walker{*this}, node.content); }

std::vector<Evaluator::Item> Evaluator::items(const Node& argument) const {
  const auto* reference = std::get_if<CellReference>(&argument.content);
  if (!reference)
    return {{value(argument), std::holds_alternative<Parameter>(argument.content)}};
  const auto cells = resolve(*reference, context_);
  if (!cells) return {{Fault::kReference, true}};
  std::vector<Item> items;
  for (const auto& address : *cells) items.push_back({context_.cells->cell(address), true});
  return items;
}

std::vector<Evaluator::Item> Evaluator::items(const std::vector<Node>& arguments) const {
  std::vector<Item> items;
  for (const auto& argument : arguments)
    for (auto& item : this->items(argument)) items.push_back(std::move(item));
  return items;
}

Value evaluate(const Expression& expression, const Context& context) {
  if (expression.empty()) return Absent::kMissing;
  const Evaluator evaluator(context, missing_counts_as_zero(expression, context));
  return settled(evaluator.value(expression.root()));
}

std::optional<Sides> evaluate_sides(const Expression& expression, const Context& context) {
  if (!expression.is_comparison()) return std::nullopt;
  const auto& comparison = std::get<Comparison>(expression.root().content);
  const Evaluator evaluator(context, missing_counts_as_zero(expression, context));
  auto [left, right] = compared_operands(evaluator.value(comparison.sides[0]),
                                         evaluator.value(comparison.sides[1]),
                                         evaluator.missing_is_zero());
  Value outcome = compared(comparison.relation, left, right);
  return Sides{std::string(to_text(comparison.relation)), std::move(left), std::move(right),
               std::move(outcome)};
}

std::vector<Operand> operands(const Expression& expression, const Context& context) {
  if (expression.empty()) return {};
  Operands cells(context);
  if (expression.is_comparison()) {
    const auto& comparison = std::get<Comparison>(expression.root().content);
    cells.collect(comparison.sides[0], true);
    cells.collect(comparison.sides[1], false);
  } else {
    cells.collect(expression.root(), true);
  }
  return cells.take();
}

}  // namespace girs::formula
