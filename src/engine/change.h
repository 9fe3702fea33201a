#pragma once
// Corrected cells after a run: only what depends on them is computed again, with the same result
// as a new run over the whole table.
//
// The way from a cell to what depends on it is known from the plan, not from cells: a column is
// read by inputs, an input by definitions (an indicator that reads another holds its graph). What
// is added up over units, rows or periods is added up anew, never patched by a difference; where
// its figures stay as they were, the wave ends.

#include <string>
#include <vector>

#include "engine/run.h"

namespace girs::engine {

struct CellChange {
  ColumnKey key;
  std::string unit;
  formula::Value value;
};

struct Changed {
  std::size_t definitions = 0;   // computed again somewhere
  std::size_t batches = 0;       // of units, over all periods
};

/// Puts the changes into `table`, which `run` was prepared for, and brings the results of the run
/// up to date. kNotFound, before anything is changed: a unit or a column that is not there; every
/// one as a mistake.
Result<Changed> apply_changes(Run& run, Table& table, const std::vector<CellChange>& changes);

}  // namespace girs::engine
