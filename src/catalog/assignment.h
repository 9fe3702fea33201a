#pragma once
// Who must report (đối tượng thực hiện): dated lines of a regime that each name units by kind,
// by code or by group, where needed with a condition on the unit.

#include <optional>
#include <string>

#include "base/result.h"
#include "calendar/date.h"
#include "formula/expression.h"
#include "unit/unit_tree.h"

namespace girs {

struct Assignment {
  enum class By { kKind, kUnit, kGroup };
  By by = By::kKind;
  std::string code;      // "commune", "31825", "bien-gioi"
  std::string kind;      // of kGroup: units of this kind in or below the group; empty: its members
  /// Logical, over the unit's attributes and earlier reports. Only FALSE lets a unit off: nobody
  /// gets out of a report by figures that are not there.
  std::optional<formula::Expression> when;
  std::optional<Date> from;
  std::optional<Date> to;
  Message reason;        // of an exemption: why; may be empty elsewhere

  bool in_force(Date day) const { return (!from || *from <= day) && (!to || day <= *to); }
  /// Whether it names that unit on that day, whatever its condition says.
  bool names(const UnitTree& units, const UnitVersion& unit, Date day) const;
};

}  // namespace girs
