#pragma once
// The columns that a formula reads which kernels do not cover: a run wants them in its table too.

#include "engine/declared.h"
#include "engine/plan.h"

namespace girs::engine {

/// Adds a mistake for every column that the definition reads in `period` and the table does not
/// have (unless these count as blank), and for cells that are not as their form declares. Cells of
/// lists and of periods that do not exist are passed over.
void check_reference_columns(const Plan& plan, std::size_t definition, const Period& period,
                             const Table& table, bool blank_where_missing,
                             DeclaredCheck& declared, Mistakes& mistakes);
/// The mistake that a column is not there.
void add_no_column(const ColumnKey& key, Mistakes& mistakes);

}  // namespace girs::engine
