#pragma once
// Whether changes can be made.

#include "engine/change.h"

namespace girs::engine {

/// As apply_changes() documents it; "row" counts the lists, then the cells.
Status check_changes(const Plan& plan, const Table& table, const Changes& changes);

}  // namespace girs::engine
