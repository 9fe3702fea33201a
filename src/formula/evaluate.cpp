#include "formula/evaluate.h"

#include <algorithm>
#include <map>
#include <set>

#include "formula/evaluator.h"
#include "formula/functions.h"
#include "formula/reference_units.h"
#include "formula/resolve.h"
#include "formula/short_forms.h"

namespace girs::formula {
namespace {

/// The raw value of one kind of node.
struct Walker {
  const Evaluator& evaluator;

  Value operator()(const Literal& literal) const { return literal.value; }
  Value operator()(const Omitted&) const { return Absent::kMissing; }
  Value operator()(const Parameter& parameter) const {
    const Context& context = evaluator.context();
    return context.cells->parameter(parameter.name, context.period);
  }

  Value operator()(const CellReference& reference) const { return evaluator.value(reference); }

  Value operator()(const Call& call) const {
    if (call.conversion) {
      const Value base = calculated('*', evaluator.number(call.arguments[0]), call.conversion->from);
      return calculated('/', base, call.conversion->to);
    }
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
    const auto references = reads(node);
    if (references)
      for (const auto& reference : *references) add(reference, left);
    else
      for (const auto& child : children_of(node)) collect(child, left);
  }

  std::vector<Operand> take() { return std::move(list_); }

 private:
  void add(const CellReference& reference, bool left) {
    auto cells = resolve(reference, context_);
    if (!cells) return;
    for (auto& cell : *cells)
      for (auto& part : cell.parts) {
        if (!seen_.insert(part.address).second) continue;
        Value value = read(part.address, *context_.cells);
        list_.push_back(
            {std::move(part.address), std::move(value), left, part.weight, part.estimated});
      }
  }

  const Context& context_;
  std::set<CellAddress> seen_;
  std::vector<Operand> list_;
};

/// Whether any cell that a tree reads holds something; a cell that cannot exist (NA) is no sign of
/// a report.
bool holds_anything(const Node& node, const Context& context) {
  const auto references = reads(node);
  if (!references) {
    const auto& children = children_of(node);
    return std::any_of(children.begin(), children.end(), [&context](const Node& child) {
      return holds_anything(child, context);
    });
  }
  bool found = false;
  for (const auto& reference : *references)
    each_cell(reference, context, [&](const NamedCell& cell) {
      for (const auto& part : cell.parts) {
        if (found) return;
        const Value value = read(part.address, *context.cells);
        found = !is_missing(value) && value != Value(Absent::kNotApplicable);
      }
    });
  return found;
}

/// Section 4: `zero` always; `blank_zero` as soon as one referenced cell holds something.
bool missing_counts_as_zero(const Expression& expression, const Context& context) {
  if (context.missing != Missing::kBlankZero) return context.missing == Missing::kZero;
  return holds_anything(expression.root(), context);
}

/// "…" behaves as a blank once it leaves the formula.
Value settled(Value value) {
  if (is_missing(value)) return Absent::kMissing;
  return value;
}

}  // namespace

Value Evaluator::value(const Node& node) const { return std::visit(Walker{*this}, node.content); }

Value Evaluator::value(const CellReference& reference) const {
  if (const auto address = plain_cell(reference, context_)) return read(*address, *context_.cells);
  const auto cells = resolve(reference, context_);
  if (!cells || cells->size() != 1) return Fault::kReference;
  return read(cells->front(), context_, missing_is_zero_);
}

std::vector<Evaluator::Item> Evaluator::items(const Node& argument) const {
  const auto reference = reference_of(argument);
  if (!reference)
    return {{value(argument), std::holds_alternative<Parameter>(argument.content)}};
  std::vector<Item> items;
  const bool found = each_cell(*reference, context_, [&](const NamedCell& cell) {
    items.push_back({read(cell, context_, missing_is_zero_), true});
  });
  if (!found) return {{Fault::kReference, true}};
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

const CellReference* only_indicator(const Expression& expression) {
  if (expression.empty()) return nullptr;
  const auto* reference = std::get_if<CellReference>(&expression.root().content);
  if (!reference || reference->indicator.empty() || !is_here(*reference)) return nullptr;
  return reference;
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


namespace {

/// Units by what they have reported of what a tree reads of several units.
struct UnitsSeen {
  const Context& context;
  std::map<std::string, bool> reported;

  void collect(const Node& node) {
    const auto references = reads(node);
    if (!references) {
      for (const auto& child : children_of(node)) collect(child);
      return;
    }
    for (const auto& reference : *references)
      if (spreads_over_units(reference.unit)) add(reference);
  }

  void add(const CellReference& reference) {
    each_cell(reference, context, [this](const NamedCell& cell) {
      const Value value = read(cell, context, false);
      if (value == Value(Absent::kNotApplicable)) return;
      bool& known = reported[cell.unit];
      known = known || !is_missing(value);
    });
  }
};

}  // namespace

std::optional<Coverage> coverage(const Expression& expression, const Context& context) {
  if (expression.empty()) return std::nullopt;
  UnitsSeen units{context, {}};
  units.collect(expression.root());
  if (units.reported.empty()) return std::nullopt;
  Coverage coverage{0, units.reported.size()};
  for (const auto& [unit, reported] : units.reported) coverage.counted += reported ? 1 : 0;
  return coverage;
}

bool is_estimated(const Expression& expression, const Context& context) {
  const auto cells = operands(expression, context);
  return std::any_of(cells.begin(), cells.end(),
                     [](const Operand& cell) { return cell.estimated; });
}

}  // namespace girs::formula
