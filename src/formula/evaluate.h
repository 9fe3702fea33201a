#pragma once
// The reference evaluator: walks the tree over decimal128, written for clarity. The columnar
// engine to come is fuzzed against it.

#include <optional>
#include <string>
#include <vector>

#include "formula/expression.h"
#include "formula/source.h"
#include "formula/value.h"

namespace girs::formula {

/// Where a formula is evaluated: the current form, row, column, period and unit.
struct Context {
  std::string form;
  std::string row;      // set in the scope "each row"
  std::string column;   // set in the scope "each column"
  Period period;
  std::string unit;
  Missing missing = Missing::kPropagate;
  const CellSource* cells = nullptr;       // never null
  const Hierarchy* hierarchy = nullptr;    // null: a reference to other units is #REF!
};

Value evaluate(const Expression& expression, const Context& context);

/// Both sides of a comparison at the root, in full precision.
struct Sides {
  std::string operation;   // "=", "<>", "<", "<=", ">", ">="
  Value left;
  Value right;
  Value outcome;           // a logical, missing, or an error
};
std::optional<Sides> evaluate_sides(const Expression& expression, const Context& context);

/// Every cell that the expression reads in this context, in the order of the text, each once.
struct Operand {
  CellAddress address;
  Value value;
  bool left = true;        // stands on the left of a comparison at the root
};
std::vector<Operand> operands(const Expression& expression, const Context& context);

}  // namespace girs::formula
