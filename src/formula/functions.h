#pragma once
// Every function of FORMULA.md section 6 by name, with what the compiler must know of it.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "formula/syntax.h"

namespace girs::formula {

class Evaluator;  // evaluator.h

/// Where a function takes a range of cells.
enum class Ranges { kNowhere, kEverywhere, kAfterFirst, kRowsOnly };
/// What it gives; kAnArgument: one of its arguments, whichever that is.
enum class Gives { kNumber, kLogical, kAnArgument };

struct Function {
  std::string_view name;
  std::size_t arguments_min = 0;
  std::size_t arguments_max = 0;   // arguments past the least have defaults, unless variadic
  Ranges ranges = Ranges::kNowhere;
  Gives gives = Gives::kNumber;
  /// nullptr: in the language, but not in this version.
  Value (*evaluate)(const Evaluator&, const std::vector<Node>& arguments) = nullptr;

  bool is_variadic() const { return arguments_max == kArgumentsMax; }
};

/// The function of this upper-case name, or nullptr.
const Function* find_function(std::string_view name);
/// Names of all functions that can be evaluated.
std::vector<std::string> function_names();

}  // namespace girs::formula
