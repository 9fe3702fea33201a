#include "engine/graph.h"

#include <algorithm>

#include "engine/formula_builder.h"

namespace girs::engine {
namespace {

/// The place of `text` in a list that grows.
template <class T>
std::uint32_t place_of(std::unordered_map<std::string, std::uint32_t>& known,
                       const std::string& text, std::vector<T>& list, T item) {
  const auto [found, fresh] = known.try_emplace(text, static_cast<std::uint32_t>(list.size()));
  if (fresh) list.push_back(std::move(item));
  return found->second;
}

/// What a node computes, as a key.
std::string key_of(const GraphNode& node) {
  std::string key(1, static_cast<char>('a' + static_cast<int>(node.op)));
  const auto add = [&key](auto number) { key += std::to_string(number) + ","; };
  for (const auto arg : node.args) add(arg);
  key += node.signs;
  add(node.index);
  add(static_cast<int>(node.relation));
  add(static_cast<int>(node.rounding));
  add(node.places);
  add(node.zero);
  return key;
}

}  // namespace

std::string to_text(const Input& input) {
  formula::CellReference reference;
  reference.periods = input.periods;
  // Written by the language itself, which quotes codes where it must.
  const auto single = [](const std::string& code) {
    return formula::Selection{false, {{code, {}}}};
  };
  if (input.column.starts_with('#')) reference.indicator = input.column.substr(1);
  else {
    reference.form = input.form;
    if (input.reach == Reach::kOpenRows) reference.rows = formula::Selection{true, {}};
    else if (!input.row.empty()) reference.rows = single(input.row);
    reference.columns = single(input.column);
  }
  if (input.reach == Reach::kChildren) reference.unit = formula::UnitRelation::kChildren;
  if (input.reach == Reach::kLeaves) reference.unit = formula::UnitRelation::kLeaves;
  return formula::print(reference);
}

NodeId GraphBuilder::shared(GraphNode node) {
  const auto [found, fresh] =
      known_.try_emplace(key_of(node), static_cast<NodeId>(graph_.nodes.size()));
  if (!fresh) return found->second;
  for (const auto arg : node.args) ++graph_.nodes[arg].uses;
  graph_.nodes.push_back(std::move(node));
  return found->second;
}

NodeId GraphBuilder::input(Input input) {
  const std::string text = to_text(input) + (input.partial_counts ? "0" : "");
  const auto place = place_of(known_inputs_, text, graph_.inputs, std::move(input));
  return shared({.op = Op::kInput, .index = place});
}

NodeId GraphBuilder::constant(const Decimal& number) {
  const auto place = place_of(known_constants_, number.text(), graph_.constants, number);
  return shared({.op = Op::kConstant, .index = place});
}

NodeId GraphBuilder::parameter(const std::string& name) {
  const auto place = place_of(known_parameters_, name, graph_.parameters, name);
  return shared({.op = Op::kParameter, .index = place});
}

std::uint32_t GraphBuilder::zero(Zero zero) {
  const auto found = std::find(graph_.zeros.begin(), graph_.zeros.end(), zero);
  const auto place = static_cast<std::uint32_t>(found - graph_.zeros.begin());
  if (found == graph_.zeros.end()) {
    for (const auto node : zero.any_of) ++graph_.nodes[node].uses;
    graph_.zeros.push_back(std::move(zero));
  }
  return place;
}

GraphBuilder::Added GraphBuilder::add(const formula::Expression& expression, const Site& site) {
  FormulaBuilder formula(*this, site);
  auto added = formula.build(expression);
  if (added.root) ++graph_.nodes[*added.root].uses;
  return added;
}

}  // namespace girs::engine
