#pragma once
// The tables of columns.h, and the triggers that write the journal of figures.

#include "base/result.h"
#include "store/connection.h"

namespace girs::store {

/// How the triggers write it.
enum class Journal {
  kNewestAlone,   // formats 8 and 9: a unit's row of the period is deleted and written anew
  kAppended       // since format 10: nothing is looked for
};

/// From format 7 to 8.
Status add_columns(Connection& connection);
/// From format 9 to 10, for which decisions know the row of their package (decision_of.h).
Status append_journal(Connection& connection);

/// The triggers alone: they go while a table that they name is made anew.
Status drop_figure_triggers(Connection& connection);
Status make_figure_triggers(Connection& connection, Journal journal);

}  // namespace girs::store
