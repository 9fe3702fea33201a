#pragma once
// What is known about units, as data: versions, changes, other names, groups and routes. All of it
// is dated, because a bare code is ambiguous: seven province codes changed their meaning on
// 2025-07-01.

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "calendar/date.h"
#include "decimal/decimal.h"

namespace girs {

/// One version of a unit: what a code meant between two days (both included).
struct UnitVersion {
  std::string code;
  std::string name;                // "Tỉnh Cà Mau"
  std::string kind;                // "country", "province", "district", "commune", "ministry"...
  std::string parent;              // code; empty at the top
  std::optional<Date> from;        // none: since before the records begin
  std::optional<Date> to;          // none: still in force
  std::map<std::string, std::string> attributes = {};
  bool covers(Date day) const { return (!from || *from <= day) && (!to || day <= *to); }
  bool operator==(const UnitVersion&) const = default;
};

/// One predecessor of one unit on the day of a change, with the share that went to it.
struct UnitChange {
  std::string before;        // code as it was the day before `on`
  std::string after;         // code as it is from `on`
  Date on;
  bool whole = true;         // the whole of `before` went to `after`
  /// Declared keys of a split: "area", "population" or another weight.
  std::map<std::string, Decimal> shares = {};
  bool operator==(const UnitChange&) const = default;
};

/// A claim that the changes of a day name every unit of these kinds that ended or began then.
struct CompleteDay {
  Date on;
  std::vector<std::string> kinds;
  bool operator==(const CompleteDay&) const = default;
};

/// The days on which a fact about a code holds; where one is absent, the code's whole life, which
/// must then have one meaning.
struct DaysOfUnit {
  std::optional<Date> from;
  std::optional<Date> to;
  bool covers(Date day) const { return (!from || *from <= day) && (!to || day <= *to); }
  bool operator==(const DaysOfUnit&) const = default;
};

/// Another name of a unit: a short one, a former one, one in another spelling.
struct UnitAlias {
  std::string unit;
  std::string name;
  DaysOfUnit days = {};
  bool operator==(const UnitAlias&) const = default;
};

/// A unit's membership of a group: a region, "communes with a border"...
struct GroupMember {
  std::string group;
  std::string unit;
  DaysOfUnit days = {};
  bool operator==(const GroupMember&) const = default;
};

/// To whom a unit reports where it is not the unit above it in the tree.
struct ReportRoute {
  std::string unit;
  std::string aggregator;
  std::string subject;    // code of a form or regime; empty: of all
  DaysOfUnit days = {};
  bool operator==(const ReportRoute&) const = default;
};

/// Everything that a tree of units is made of.
struct UnitData {
  std::vector<UnitVersion> units = {};
  std::vector<UnitChange> changes = {};
  std::vector<CompleteDay> complete = {};
  /// Changes that are known to have happened and to be wrong here: series do not pass them.
  std::vector<UnitChange> doubtful = {};
  std::vector<UnitAlias> aliases = {};
  std::vector<GroupMember> members = {};
  std::vector<ReportRoute> routes = {};
};

/// An element of UnitData: a list and the place in it.
enum class UnitPart { kUnit, kChange, kComplete, kAlias, kMember, kRoute };
struct UnitPlace {
  UnitPart part = UnitPart::kUnit;
  std::size_t index = 0;
  auto operator<=>(const UnitPlace&) const = default;
};

/// A mistake in UnitData.
struct UnitMistake {
  UnitPlace place;     // where it stands
  UnitPlace cause;     // what must go for the rest to be right; mostly the same place
  Mistake mistake;
};

}  // namespace girs
