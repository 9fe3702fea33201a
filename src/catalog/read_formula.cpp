// Formulas inside catalogue documents, and the words that stand beside them.

#include <algorithm>

#include "catalog/readers.h"
#include "formula/lexer.h"

namespace girs {

using json::Node;

void add_mistake(Mistakes& mistakes, const Node& node, Message message, Details further) {
  Details details{{"file", node.file()}, {"pointer", node.pointer()}};
  for (auto& detail : further) details.push_back(std::move(detail));
  mistakes.add(Mistake{std::move(message), std::move(details)});
}

void add_mistakes(Mistakes& mistakes, const Node& node, const Error& error) {
  if (error.mistakes.empty()) add_mistake(mistakes, node, error.message, error.details);
  for (const auto& mistake : error.mistakes)
    add_mistake(mistakes, node, mistake.message, mistake.details);
}

std::optional<formula::Expression> read_formula(const Node& node, Mistakes& mistakes) {
  const auto text = node.text();
  if (text.empty()) return std::nullopt;  // reported
  auto compiled = formula::Expression::compile(text);
  if (compiled) return *std::move(compiled);
  add_mistakes(mistakes, node, compiled.error());
  return std::nullopt;
}

bool is_identifier(std::string_view name) {
  return !name.empty() && formula::is_letter(name.front()) &&
         std::ranges::all_of(name, formula::is_code_character);
}

formula::Missing read_missing(const Node& node) {
  constexpr formula::Missing kPolicies[] = {
      formula::Missing::kPropagate, formula::Missing::kBlankZero, formula::Missing::kZero};
  return kPolicies[node.one_of({"propagate", "blank_zero", "zero"})];
}

Measure read_measure(const Node& node) {
  constexpr Measure kMeasures[] = {Measure::kFlow, Measure::kStock, Measure::kRate,
                                   Measure::kNone};
  return kMeasures[node.one_of({"flow", "stock", "rate", "none"})];
}

}  // namespace girs
