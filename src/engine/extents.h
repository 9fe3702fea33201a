#pragma once
// How large every result can become, known from the columns before any figure is computed: its
// decimals, and whether int64 surely holds it.

#include <span>
#include <vector>

#include "engine/operand.h"
#include "engine/program.h"

namespace girs::engine {

struct Extent {
  int scale = 0;               // kNoScale: decimal128
  Unsigned128 bound = 0;       // of the integers at that scale
  bool narrow = true;          // int64 in every batch
};

/// Of a column that kernels read.
Extent extent_of(const Column& column);

/// By definition; `inputs` are those of the columns.
std::vector<Extent> root_extents(const Program& program, std::span<const Extent> inputs,
                                 std::span<const Decimal> constants,
                                 std::span<const Decimal> parameters);

}  // namespace girs::engine
