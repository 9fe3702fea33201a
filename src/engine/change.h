#pragma once
// Corrected cells after a run: only what depends on them is computed again, with the same result
// as a new run over the whole table.
//
// The way from a cell to what depends on it is known from the plan, not from cells
// (dependents.h): a column is read by inputs, an input by definitions (an indicator that reads
// another holds its graph). What is added up over units, rows or periods is added up anew for the
// units that the correction reaches, never patched by a difference; where a sum stays as it was,
// the wave ends. Where it reaches more than 2 % of a column, the whole column is added up.

#include <string>
#include <vector>

#include "engine/run.h"

namespace girs::engine {

struct CellChange {
  ColumnKey key;                 // of a list: its row is "*1" for the unit's first row, ...
  std::string unit;
  formula::Value value;
};
/// All rows of a unit's list at once.
struct ListChange {
  std::string form;
  Period period;
  std::string unit;
  std::vector<ListRow> rows;
};
struct Changes {
  std::vector<CellChange> cells;
  std::vector<ListChange> lists = {};   // before the cells
};

struct Changed {
  std::size_t definitions = 0;   // computed again somewhere
  std::size_t batches = 0;       // of units, over all periods
};

/// Puts the changes into `table`, which `run` was prepared for, and brings the results of the run
/// up to date. Before anything is changed: kNotFound for a unit, a column or a row that is not
/// there and kInvalidArgument for a cell beyond what its form declares, every one as a mistake;
/// kConflict when the table was changed by others.
Result<Changed> apply_changes(Run& run, Table& table, const Changes& changes);

}  // namespace girs::engine
