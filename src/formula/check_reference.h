#pragma once
// References against declarations: that what they name is there, and what they give.

#include <cstddef>

#include "formula/declarations.h"
#include "formula/findings.h"
#include "formula/syntax.h"

namespace girs::formula {

/// What all cells that `reference`, written at `node`, names have in common; the number of cells
/// is added to `cells`, which may come to just over kCellsMax.
Declared declared_of(const CellReference& reference, const Node& node,
                     const Declarations& declarations, Findings& findings, std::size_t& cells);

/// How many cells a reference names as far as its text tells, capped just over kCellsMax.
std::size_t named_cells(const CellReference& reference);

/// What two have in common: what they disagree about is unknown.
Declared common(const Declared& a, const Declared& b);

}  // namespace girs::formula
