#pragma once
// The walker of the tree, as functions see it: they ask it for the values of their arguments.

#include <vector>

#include "formula/evaluate.h"
#include "formula/operators.h"
#include "formula/syntax.h"

namespace girs::formula {

class Evaluator {
 public:
  /// `missing_is_zero`: what the formula's policy comes down to for these cells (section 4).
  Evaluator(const Context& context, bool missing_is_zero)
      : context_(context), missing_is_zero_(missing_is_zero) {}

  /// The raw value: a cell that a node names keeps its state.
  Value value(const Node& node) const;
  /// The raw value of the one cell that a reference names.
  Value value(const CellReference& reference) const;
  /// The value as an arithmetic operator sees it (number_operand).
  Value number(const Node& node) const { return number_operand(value(node), missing_is_zero_); }

  /// One value of an aggregate; `cell` when it comes from a reference.
  struct Item {
    Value value;
    bool cell = false;
  };
  /// The raw values of one argument or of all, ranges spread out.
  std::vector<Item> items(const Node& argument) const;
  std::vector<Item> items(const std::vector<Node>& arguments) const;

  const Context& context() const { return context_; }
  bool missing_is_zero() const { return missing_is_zero_; }

 private:
  const Context& context_;
  bool missing_is_zero_;
};

}  // namespace girs::formula
