#pragma once
// What remains of units with mistakes when everything that is wrong is left out.

#include <vector>

#include "unit/unit_tree.h"

namespace girs {

struct WhatIsRight {
  UnitTree tree;
  std::vector<UnitMistake> mistakes;   // with places in the data as they were given
};

/// Takes out, in as many rounds as it needs, what has mistakes and what then depends on something
/// that is gone. Changes that are left out are kept as doubtful, so that no series passes them as
/// if nothing had happened.
WhatIsRight leave_out_mistakes(UnitData data);

}  // namespace girs
