#pragma once
// The tables of columns.h, and the triggers that write the journal of figures.

#include "base/result.h"
#include "store/connection.h"

namespace girs::store {

/// From format 7 to 8.
Status add_columns(Connection& connection);

/// The triggers alone: they go while a table that they name is made anew.
Status drop_figure_triggers(Connection& connection);
Status make_figure_triggers(Connection& connection);

}  // namespace girs::store
