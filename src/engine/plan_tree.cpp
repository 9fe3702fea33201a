#include "engine/plan_tree.h"

#include "formula/functions.h"
#include "formula/short_forms.h"
#include "formula/syntax.h"

namespace girs::engine {
namespace {

using namespace formula;

struct Part {
  std::string shown;
  Type type = Type::kAny;
};

Part part_of(const Node& node) {
  if (const auto* literal = std::get_if<Literal>(&node.content))
    return {print(node), type_of(literal->value).value_or(Type::kAny)};
  if (std::holds_alternative<Omitted>(node.content)) return {"left out", Type::kAny};
  if (std::holds_alternative<Parameter>(node.content)) return {print(node), Type::kNumber};
  if (reference_of(node)) return {print(node), Type::kNumber};
  if (const auto* call = std::get_if<Call>(&node.content))
    return {call->name, call->function ? call->function->gives.type : Type::kAny};
  if (const auto* chain = std::get_if<Chain>(&node.content))
    return {chain->operators, chain->operators[0] == '&' ? Type::kText : Type::kNumber};
  if (const auto* two = std::get_if<Comparison>(&node.content))
    return {std::string(to_text(two->relation)), Type::kLogical};
  if (const auto* prefix = std::get_if<Prefix>(&node.content))
    return {std::string(1, prefix->sign), Type::kNumber};
  return {"%", Type::kNumber};
}

void add(const Node& node, std::size_t indent, std::string& text) {
  const Part part = part_of(node);
  text += std::string(indent, ' ') + part.shown + " : " + std::string(to_text(part.type));
  if (is_range(node)) text += "s";
  text += "\n";
  if (reference_of(node)) return;
  for (const auto& child : children_of(node)) add(child, indent + 2, text);
}

}  // namespace

std::string tree_text(const Expression& expression, std::size_t indent) {
  std::string text;
  if (!expression.empty()) add(expression.root(), indent, text);
  return text;
}

}  // namespace girs::engine
