#pragma once
// How figures of all units of a kind go over into the boundaries of another day, worked out once
// for all periods whose days see the same units.

#include <string>
#include <vector>

#include "unit/boundaries.h"

namespace girs {

struct BoundaryPlan {
  struct Target {
    std::string unit;                 // code as of the target day
    std::vector<std::string> parts;   // codes as of the figures' day
    bool comparable = true;           // else there is no figure, whatever its parts say
  };
  Date from{}, to{};   // days of figures for which it holds, both included
  /// Whether it says all that in_boundaries() would: that of comparable units all parts go over
  /// whole. Else, where units are shared out, that is to be asked itself.
  bool serves = false;
  std::vector<Target> targets = {};   // by code
};

/// For figures of the day `on`; the rule names a kind.
BoundaryPlan boundary_plan(const UnitTree& tree, const BoundaryRule& rule, Date on);

}  // namespace girs
