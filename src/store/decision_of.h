#pragma once
// Format 10: a decision names the row of the package that it is on, beside the package's pid. Rows
// are numbered as packages come, so that the index of decisions by package grows at its end; by pid,
// which is a digest, each would touch another page of the file.

#include "base/result.h"
#include "store/connection.h"

namespace girs::store {

/// From format 9 to 10, but for the triggers of figures (figure_journal.h).
Status add_decided_rows(Connection& connection);

}  // namespace girs::store
