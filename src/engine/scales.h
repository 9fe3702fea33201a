#pragma once
// The decimals of every result, known from those of the columns before any figure is read.

#include <span>
#include <vector>

#include "engine/operand.h"
#include "engine/program.h"

namespace girs::engine {

/// Decimals by definition; kNoScale where the result is computed in decimal128. `inputs` are the
/// decimals of the columns.
std::vector<int> root_scales(const Program& program, std::span<const int> inputs,
                             std::span<const Decimal> constants,
                             std::span<const Decimal> parameters);

}  // namespace girs::engine
