#pragma once
// A formula's tree with the type of every part, as an engineer reads it.

#include <string>

#include "formula/expression.h"

namespace girs::engine {

/// A line for each part, its arguments below it and further in by two.
std::string tree_text(const formula::Expression& expression, std::size_t indent);

}  // namespace girs::engine
