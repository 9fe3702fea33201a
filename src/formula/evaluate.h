#pragma once
// The reference evaluator: walks the tree over decimal128, written for clarity. The columnar
// engine (src/engine) is fuzzed against it.

#include <optional>
#include <string>
#include <vector>

#include "formula/expression.h"
#include "formula/source.h"
#include "formula/value.h"

namespace girs::formula {

struct CellReference;  // syntax.h

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
  /// The period in whose boundaries `unit` is meant, when not `period` (FORMULA.md section 7).
  std::optional<Period> boundaries = {};
};

Value evaluate(const Expression& expression, const Context& context);

/// The indicator of the current unit and period that an expression is nothing else than: evaluate()
/// gives what its source has, a "..." as a blank. nullptr for every other expression.
const CellReference* only_indicator(const Expression& expression);

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
  Decimal weight{1};       // of a unit of which only a part went into the context's unit
  bool estimated = false;  // that part is an estimate
};
std::vector<Operand> operands(const Expression& expression, const Context& context);

/// How many units the figures over several units stand on (FORMULA.md section 4, rule 9): those
/// that have reported anything that the expression reads of them, of those that it names. Units
/// whose cells are all not applicable are not expected.
struct Coverage {
  std::size_t counted = 0;
  std::size_t expected = 0;
  bool is_partial() const { return counted < expected; }
};
/// Nothing when the expression reads no more than one unit.
std::optional<Coverage> coverage(const Expression& expression, const Context& context);

/// Whether a unit's share by a declared weight is in the result (section 7).
bool is_estimated(const Expression& expression, const Context& context);

}  // namespace girs::formula
