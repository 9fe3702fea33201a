#pragma once
// How a formula came to its value: every reference with its cells, every intermediate result in
// the order of evaluation, and what the policy for missing cells did. For approvers and auditors,
// who must be able to follow a figure to its sources.

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "formula/evaluate.h"

namespace girs::formula {

struct ExplainedStep {
  std::string text;              // canonical text of this part of the formula
  std::size_t depth = 0;         // 0: the whole formula
  std::optional<Value> value;    // nothing for a reference to several cells
  std::vector<Operand> cells;    // of a reference, in template order
  /// A missing cell that an operator or a function of figures took for 0.
  bool counted_as_zero = false;
  /// Another branch was taken (IF): the value plays no part in the result.
  bool unused = false;
};

struct Explanation {
  std::string formula;           // canonical text
  Missing policy = Missing::kPropagate;
  /// What the policy came down to for these cells (FORMULA.md section 4).
  bool missing_is_zero = false;
  std::vector<ExplainedStep> steps;  // parts before the whole, left before right
  Value result;
};

/// Literals are no steps: they say what they are.
Explanation explain(const Expression& expression, const Context& context);

/// As lines for people, in "vi" or English.
std::string to_text(const Explanation& explanation, std::string_view language);

}  // namespace girs::formula
