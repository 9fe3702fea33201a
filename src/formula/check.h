#pragma once
// What a tree must satisfy to be compiled: known functions with the right arguments, ranges only
// where they are taken, nothing that this version cannot evaluate.

#include <string_view>

#include "base/result.h"
#include "formula/syntax.h"

namespace girs::formula {

/// The first mistake of `root`, which was parsed from `source`.
Status check(std::string_view source, const Node& root);

}  // namespace girs::formula
