#pragma once
// The figures among the arguments of an aggregate (FORMULA.md section 4, rule 5): missing and not
// applicable cells are skipped, nil counts as 0, errors propagate, texts and logicals in cells
// are passed over.

#include <optional>
#include <vector>

#include "formula/evaluator.h"
#include "formula/functions.h"

namespace girs::formula {

struct Figures {
  std::vector<Decimal> numbers;
  bool all_nil = true;          // every number is a nil
  std::optional<Fault> fault;   // the lowest error

  void add(const Value& value, bool cell);
  /// What the aggregate is when there is nothing to aggregate: the error; or missing, 0 where
  /// missing is 0. Nothing when there are figures.
  std::optional<Value> instead(const Evaluator& evaluator) const;
};

Figures figures_of(const Evaluator& evaluator, const Node& argument);
Figures figures_of(const Evaluator& evaluator, const Arguments& arguments);

/// `numbers`, of which there is at least one, joined by + or *.
Value folded(const std::vector<Decimal>& numbers, char operation);
/// Their sum divided by their number.
Value mean(const std::vector<Decimal>& numbers);

}  // namespace girs::formula
