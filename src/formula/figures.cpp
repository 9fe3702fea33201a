#include "formula/figures.h"

#include <algorithm>

namespace girs::formula {

void Figures::add(const Value& value, bool cell) {
  if (const auto* number = std::get_if<Decimal>(&value)) {
    numbers.push_back(*number);
    all_nil = false;
  } else if (value == Value(Absent::kNil)) {
    numbers.emplace_back();
  } else if (const auto* error = std::get_if<Fault>(&value)) {
    fault = fault ? std::min(*fault, *error) : *error;
  } else if (!cell && !std::holds_alternative<Absent>(value)) {
    add(Fault::kValue, cell);  // SUM("a"): no implicit conversion
  }
}

std::optional<Value> Figures::instead(const Evaluator& evaluator) const {
  if (fault) return *fault;
  if (!numbers.empty()) return std::nullopt;
  if (evaluator.missing_is_zero()) return Decimal();
  return Absent::kMissing;
}

Figures figures_of(const Evaluator& evaluator, const Node& argument) {
  Figures figures;
  for (const auto& [value, cell] : evaluator.items(argument)) figures.add(value, cell);
  return figures;
}

Figures figures_of(const Evaluator& evaluator, const Arguments& arguments) {
  Figures figures;
  for (const auto& argument : arguments)
    for (const auto& [value, cell] : evaluator.items(argument)) figures.add(value, cell);
  return figures;
}

Value folded(const std::vector<Decimal>& numbers, char operation) {
  Value result = numbers.front();
  for (std::size_t i = 1; i < numbers.size(); ++i)
    result = calculated(operation, result, numbers[i]);
  return result;
}

Value mean(const std::vector<Decimal>& numbers) {
  return calculated('/', folded(numbers, '+'), Decimal(static_cast<std::int64_t>(numbers.size())));
}

}  // namespace girs::formula
