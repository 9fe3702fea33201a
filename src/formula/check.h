#pragma once
// What a tree must satisfy to be compiled: known functions with the right arguments, ranges only
// where they are taken; and, where declarations say what cells are, the rules of types, measures
// and units of measure (FORMULA.md section 3).

#include <cstddef>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "formula/declarations.h"
#include "formula/syntax.h"

namespace girs::formula {

struct Checked {
  Declared result;                  // what the formula gives
  std::size_t nodes = 0;
  std::size_t cells = 0;            // template cells that it names
  std::vector<Mistake> findings;    // what breaks the rules of section 3, and unknown names
  std::vector<Mistake> warnings;
};

/// Checks `root`, which was parsed from `source`; without declarations nothing is known of
/// references. The error is the first mistake of structure; `findings` come all at once. Notes
/// the conversions of CONVERT in the tree.
Result<Checked> check(std::string_view source, Node& root, const Declarations* declarations);

}  // namespace girs::formula
