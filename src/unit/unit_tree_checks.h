#pragma once
// What must hold in a tree of units before anybody relies on it.

#include "base/result.h"
#include "unit/unit_tree.h"

namespace girs {

/// Every mistake of a tree whose versions and changes are sorted but not yet checked.
Mistakes mistakes_of(const UnitTree& tree);

}  // namespace girs
