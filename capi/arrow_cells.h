#pragma once
// Cells on their way in: plain columns, or an Arrow stream that somebody else made.

#include <functional>
#include <vector>

#include "form/entry.h"
#include "girs/entry.h"

namespace girs::capi {

/// The cells of plain columns, checked: offsets that rise, texts in UTF-8. They point into the
/// columns.
Result<std::vector<CellText>> cells_from(const girs_cell_columns& columns);

/// Reads the whole stream, calls `take` with the cells, then releases the stream, whatever comes.
/// The stream has text columns "row", "column" and "value"; others are passed over.
Status with_cells(ArrowArrayStream* stream,
                  const std::function<Status(const std::vector<CellText>&)>& take);

}  // namespace girs::capi
