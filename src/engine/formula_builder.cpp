#include "engine/formula_builder.h"

#include <algorithm>

#include "engine/column.h"
#include "formula/resolve.h"
#include "formula/short_forms.h"

namespace girs::engine {
namespace {

using namespace formula;

constexpr int kPlacesMax = Column::kScaleMax;

/// A whole number written in the formula, within the scales that kernels know.
std::optional<int> written_places(const Node& node) {
  const auto* literal = std::get_if<Literal>(&node.content);
  const auto* number = literal ? std::get_if<Decimal>(&literal->value) : nullptr;
  const auto places = number ? number->to_int64() : std::nullopt;
  if (!places || *places < 0 || *places > kPlacesMax) return std::nullopt;
  return static_cast<int>(*places);
}

std::optional<Rounding> rounding_of(const std::string& function) {
  if (function == "ROUND") return Rounding::kHalfAway;
  if (function == "ROUNDUP") return Rounding::kAwayFromZero;
  if (function == "ROUNDDOWN" || function == "TRUNC") return Rounding::kTowardZero;
  if (function == "ROUNDHALFEVEN") return Rounding::kHalfEven;
  return std::nullopt;
}

bool is_over_year(const CellReference& reference) {
  return std::any_of(reference.periods.begin(), reference.periods.end(), [](const auto& step) {
    return step.relation == PeriodRelation::kYearToDate ||
           step.relation == PeriodRelation::kFullYear;
  });
}

/// Whether the rows that it names are known before a report is read.
bool has_fixed_rows(const CellReference& reference, const FormShape& form) {
  if (!form.open_rows || !reference.row_group.empty() || !reference.rows) return true;
  if (!reference.rows->is_single()) return false;
  return std::any_of(form.rows.begin(), form.rows.end(), [&](const CellSource::Row& row) {
    return row.code == reference.rows->items[0].from;
  });
}

bool adds_up(const Shapes& shapes, const std::string& form, const std::string& column) {
  const auto& measures = shapes.at(form).measures;
  const auto found = measures.find(column);
  return found == measures.end() || found->second == Measure::kFlow ||
         found->second == Measure::kStock;
}

}  // namespace

FormulaBuilder::FormulaBuilder(GraphBuilder& graph, const Site& site)
    : graph_(graph), site_(site), partial_counts_(site.missing != Missing::kPropagate) {}

FormulaBuilder::Found FormulaBuilder::refused(std::string why) {
  if (why_.empty()) why_ = std::move(why);
  return std::nullopt;
}

NodeId FormulaBuilder::made(GraphNode node) {
  node.zero = zero_;
  return graph_.shared(std::move(node));
}

NodeId FormulaBuilder::made(Op op, Nodes args) {
  return made(GraphNode{.op = op, .args = std::move(args)});
}

GraphBuilder::Added FormulaBuilder::build(const Expression& expression) {
  if (expression.empty()) return {std::nullopt, "it is empty"};
  if (site_.missing == Missing::kZero) zero_ = 1;
  if (site_.missing == Missing::kBlankZero) {
    Nodes read;
    if (!collect(expression.root(), read)) return {std::nullopt, why_};
    std::sort(read.begin(), read.end());
    read.erase(std::unique(read.begin(), read.end()), read.end());
    zero_ = read.empty() ? 0 : graph_.zero({Zero::When::kAnyOf, std::move(read)});
  }
  const auto root = node(expression.root());
  return {root, why_};
}

/// Every cell that the formula reads: one that holds something makes blanks count as 0.
bool FormulaBuilder::collect(const Node& node, Nodes& read) {
  const auto references = reads(node);
  if (!references) {
    const auto& below = children_of(node);
    return std::all_of(below.begin(), below.end(),
                       [&](const Node& child) { return collect(child, read); });
  }
  for (const auto& reference : *references) {
    const auto named = reference.indicator.empty() ? cells(reference, true) : indicator(reference);
    if (!named) return false;
    read.insert(read.end(), named->begin(), named->end());
  }
  return true;
}

FormulaBuilder::Found FormulaBuilder::node(const Node& node) {
  if (const auto reference = reference_of(node)) return this->reference(*reference);
  if (const auto* literal = std::get_if<Literal>(&node.content)) return this->literal(*literal);
  if (const auto* parameter = std::get_if<Parameter>(&node.content))
    return graph_.parameter(parameter->name);
  if (const auto* call = std::get_if<Call>(&node.content)) return this->call(*call);
  if (const auto* chain = std::get_if<Chain>(&node.content)) return this->chain(*chain);
  if (const auto* two = std::get_if<Comparison>(&node.content)) return comparison(*two);
  if (const auto* prefix = std::get_if<Prefix>(&node.content)) {
    const auto operand = number(prefix->operand[0]);
    if (!operand) return operand;
    return made(GraphNode{.op = Op::kAdd, .args = {*operand}, .signs = {prefix->sign}});
  }
  if (const auto* percent = std::get_if<Percent>(&node.content)) {
    auto result = number(percent->operand[0]);
    const NodeId hundredth = graph_.constant(*Decimal::parse("0.01"));
    for (std::size_t i = 0; result && i < percent->count; ++i)
      result = made(Op::kMultiply, {*result, hundredth});
    return result;
  }
  return refused("an argument left out");
}

FormulaBuilder::Found FormulaBuilder::number(const Node& node) {
  const auto found = this->node(node);
  if (found && graph_.graph_.nodes[*found].logical) return refused("a logical used as a number");
  return found;
}

FormulaBuilder::Found FormulaBuilder::logical(const Node& node) {
  const auto found = this->node(node);
  if (found && !graph_.graph_.nodes[*found].logical) return refused("a number used as a logical");
  return found;
}

FormulaBuilder::Found FormulaBuilder::literal(const Literal& literal) {
  const auto* number = std::get_if<Decimal>(&literal.value);
  if (!number) return refused("a text, a logical or an error written out");
  return graph_.constant(*number);
}

std::optional<FormulaBuilder::Nodes> FormulaBuilder::indicator(const CellReference& reference) {
  const auto known = graph_.indicators_.find(reference.indicator);
  const bool here = reference.periods.empty() && reference.breakdown.empty() &&
                    (reference.unit == UnitRelation::kCurrent ||
                     reference.unit == UnitRelation::kSelf);
  if (!here || known == graph_.indicators_.end()) {
    refused(print(reference) + ", an indicator of elsewhere");
    return std::nullopt;
  }
  return Nodes{known->second};
}

std::optional<FormulaBuilder::Nodes> FormulaBuilder::cells(const CellReference& reference,
                                                           bool over) {
  const auto no = [&](const char* why) {
    refused(print(reference) + ", " + why);
    return std::nullopt;
  };
  const std::string& form = reference.form.empty() ? site_.form : reference.form;
  const auto shape = graph_.shapes_.find(form);
  if (shape == graph_.shapes_.end()) return no("of an unknown form");
  if (!reference.breakdown.empty()) return no("a breakdown");
  Input input{form, {}, {}, reference.periods};
  input.over_year = is_over_year(reference);
  input.partial_counts = input.over_year && partial_counts_;
  if (reference.unit == UnitRelation::kChildren) input.reach = Reach::kChildren;
  else if (reference.unit == UnitRelation::kLeaves) input.reach = Reach::kLeaves;
  else if (reference.unit != UnitRelation::kCurrent && reference.unit != UnitRelation::kSelf)
    return no("a unit elsewhere in the tree");
  if (input.reach != Reach::kUnit && (!over || input.over_year)) return no("several units");

  CellReference here = reference;
  here.periods.clear();
  here.unit = UnitRelation::kCurrent;
  const bool open = shape->second.open_rows && here.rows && here.rows->all;
  if (open && (!over || input.reach != Reach::kUnit || input.over_year)) return no("open rows");
  if (open) {
    input.reach = Reach::kOpenRows;
    here.rows = Selection{false, {{"*", {}}}};
  } else if (!has_fixed_rows(here, shape->second)) {
    return no("open rows");
  }
  const ShapeSource source(graph_.shapes_);
  Context context;
  context.form = site_.form;
  context.row = site_.row;
  context.column = site_.column;
  context.period = {PeriodKind::kYear, 2000, 0, {}};
  context.cells = &source;
  const auto named = resolve(here, context);
  if (!named) return no("which does not exist");
  Nodes nodes;
  for (const auto& cell : *named) {
    const auto& address = cell.parts[0].address;
    const auto& columns = shape->second.columns;
    if (std::find(columns.begin(), columns.end(), address.column) == columns.end())
      return no("a column that does not exist");
    if (input.over_year && !adds_up(graph_.shapes_, form, address.column))
      return no("a figure that does not add up over a year");
    input.row = address.row;
    input.column = address.column;
    nodes.push_back(graph_.input(input));
  }
  return nodes;
}

FormulaBuilder::Found FormulaBuilder::reference(const CellReference& reference) {
  if (!reference.indicator.empty()) {
    const auto known = indicator(reference);
    return known ? Found(known->front()) : std::nullopt;
  }
  const auto named = cells(reference, false);
  if (!named) return std::nullopt;
  if (named->size() != 1) return refused(print(reference) + ", a range");
  return named->front();
}

FormulaBuilder::Found FormulaBuilder::chain(const Chain& chain) {
  const char first = chain.operators[0];
  if (first == '&' || first == '^') return refused(std::string("the operator ") + first);
  Nodes operands;
  for (const auto& operand : chain.operands) {
    const auto found = number(operand);
    if (!found) return found;
    operands.push_back(*found);
  }
  if (first == '+' || first == '-')
    return made(GraphNode{.op = Op::kAdd, .args = std::move(operands),
                          .signs = "+" + chain.operators});
  NodeId result = operands[0];
  for (std::size_t i = 0; i < chain.operators.size(); ++i)
    result = made(chain.operators[i] == '*' ? Op::kMultiply : Op::kDivide,
                  {result, operands[i + 1]});
  return result;
}

FormulaBuilder::Found FormulaBuilder::comparison(const Comparison& comparison) {
  const auto left = number(comparison.sides[0]);
  const auto right = number(comparison.sides[1]);
  if (!left || !right) return std::nullopt;
  return made(GraphNode{.op = Op::kCompare, .args = {*left, *right},
                        .relation = comparison.relation, .logical = true});
}

FormulaBuilder::Found FormulaBuilder::call(const Call& call) {
  if (call.conversion) {
    const auto operand = number(call.arguments[0]);
    if (!operand) return operand;
    const NodeId base =
        made(Op::kMultiply, {*operand, graph_.constant(call.conversion->from)});
    return made(Op::kDivide, {base, graph_.constant(call.conversion->to)});
  }
  if (call.name == "SUM") return sum(call);
  if (const auto rounding = rounding_of(call.name)) return rounded(call, *rounding);
  if (call.name == "ABS") {
    const auto operand = number(call.arguments[0]);
    return operand ? Found(made(Op::kAbsolute, {*operand})) : operand;
  }
  if (call.name == "IF") return choice(call);
  if (call.name == "BETWEEN") return between(call);
  if (call.name == "GROWTH" || call.name == "INDEXTO") return growth(call);
  if (call.name == "AND" || call.name == "OR" || call.name == "NOT" || call.name == "IMPLIES")
    return logic(call);
  return refused("the function " + call.name);
}

FormulaBuilder::Found FormulaBuilder::sum(const Call& call) {
  Nodes items;
  for (const auto& argument : call.arguments) {
    const auto reference = reference_of(argument);
    if (reference && reference->indicator.empty()) {
      const auto named = cells(*reference, true);
      if (!named) return std::nullopt;
      items.insert(items.end(), named->begin(), named->end());
    } else {
      const auto found = number(argument);
      if (!found) return found;
      items.push_back(*found);
    }
  }
  return made(Op::kSum, std::move(items));
}

FormulaBuilder::Found FormulaBuilder::rounded(const Call& call, Rounding rounding) {
  const bool given = call.arguments.size() > 1 &&
                     !std::holds_alternative<Omitted>(call.arguments[1].content);
  const auto places = given ? written_places(call.arguments[1]) : std::optional(0);
  if (!places) return refused(call.name + " to other than 0 to 18 decimals written out");
  const auto operand = number(call.arguments[0]);
  if (!operand) return operand;
  return made(GraphNode{.op = Op::kRound, .args = {*operand}, .rounding = rounding,
                        .places = *places});
}

FormulaBuilder::Found FormulaBuilder::logic(const Call& call) {
  Nodes operands;
  for (const auto& argument : call.arguments) {
    const auto found = logical(argument);
    if (!found) return found;
    operands.push_back(*found);
  }
  const auto logical_node = [&](Op op, Nodes args) {
    return made(GraphNode{.op = op, .args = std::move(args), .logical = true});
  };
  if (call.name == "NOT") return logical_node(Op::kNot, std::move(operands));
  if (call.name == "AND") return logical_node(Op::kAnd, std::move(operands));
  if (call.name == "IMPLIES") operands[0] = logical_node(Op::kNot, {operands[0]});
  return logical_node(Op::kOr, std::move(operands));
}

FormulaBuilder::Found FormulaBuilder::choice(const Call& call) {
  if (call.arguments.size() < 3) return refused("IF without its third argument");
  const auto condition = logical(call.arguments[0]);
  const auto yes = node(call.arguments[1]);
  const auto no = node(call.arguments[2]);
  if (!condition || !yes || !no) return std::nullopt;
  const bool logical = graph_.graph_.nodes[*yes].logical;
  if (logical != graph_.graph_.nodes[*no].logical) return refused("IF of a number and a logical");
  return made(GraphNode{.op = Op::kIf, .args = {*condition, *yes, *no}, .logical = logical});
}

/// BETWEEN(x;lo;hi) is AND(x>=lo;x<=hi).
FormulaBuilder::Found FormulaBuilder::between(const Call& call) {
  const auto x = number(call.arguments[0]);
  const auto low = number(call.arguments[1]);
  const auto high = number(call.arguments[2]);
  if (!x || !low || !high) return std::nullopt;
  const auto compared = [&](Relation relation, NodeId bound) {
    return made(GraphNode{.op = Op::kCompare, .args = {*x, bound}, .relation = relation,
                          .logical = true});
  };
  const NodeId above = compared(Relation::kGreaterOrEqual, *low);
  const NodeId below = compared(Relation::kLessOrEqual, *high);
  return made(GraphNode{.op = Op::kAnd, .args = {above, below}, .logical = true});
}

/// INDEXTO(a;b) is a/b*100, GROWTH(a;b) is a/b*100-100.
FormulaBuilder::Found FormulaBuilder::growth(const Call& call) {
  const auto current = number(call.arguments[0]);
  const auto base = number(call.arguments[1]);
  if (!current || !base) return std::nullopt;
  const NodeId hundred = graph_.constant(Decimal(100));
  const NodeId index = made(Op::kMultiply, {made(Op::kDivide, {*current, *base}), hundred});
  if (call.name == "INDEXTO") return index;
  return made(GraphNode{.op = Op::kAdd, .args = {index, hundred}, .signs = "+-"});
}

}  // namespace girs::engine
