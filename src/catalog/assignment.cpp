#include "catalog/assignment.h"

namespace girs {

bool Assignment::names(const UnitTree& units, const UnitVersion& unit, Date day) const {
  if (!in_force(day)) return false;
  switch (by) {
    case By::kKind: return unit.kind == code;
    case By::kUnit: return unit.code == code;
    case By::kGroup:
      if (kind.empty()) return units.is_member(unit.code, code, day);
      return unit.kind == kind && units.in_group(unit.code, code, day);
  }
  return false;
}

}  // namespace girs
