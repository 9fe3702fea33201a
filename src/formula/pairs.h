#pragma once
// Ranges read side by side: the first cell of each, the second of each, and so on.

#include <optional>
#include <vector>

#include "formula/evaluator.h"
#include "formula/functions.h"

namespace girs::formula {

struct Rows {
  /// Of every place where all ranges hold a figure, those figures.
  std::vector<std::vector<Decimal>> numbers;
  /// The lowest error in the ranges; #VALUE! too for ranges of different sizes, as in Excel.
  std::optional<Fault> fault;
};

Rows aligned(const Evaluator& evaluator, const Arguments& arguments);

}  // namespace girs::formula
