#pragma once
// Units and agencies through time. A bare code is ambiguous (seven province codes changed their
// meaning on 2025-07-01), so every look-up takes a date.

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
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
  std::map<std::string, Decimal> shares = {};  // declared keys of a split: "area", "population"
  bool operator==(const UnitChange&) const = default;
};

class UnitTree {
 public:
  /// Reports every mistake: a parent that does not exist during a unit's life, overlapping
  /// versions, a cycle, a change that names a unit unknown on that day.
  /// A split must have two or more successors; its shares are 0 to 1 and at most 1 together.
  static Result<UnitTree> make(std::vector<UnitVersion> versions, std::vector<UnitChange> changes);

  /// The version of `code` in force on `day`, or nullptr.
  const UnitVersion* find(std::string_view code, Date day) const;
  /// As find, or kNotFound (details "unit", "date") saying when the code was in force.
  Result<const UnitVersion*> get(std::string_view code, Date day) const;

  /// Every version of `code`, oldest first.
  std::span<const UnitVersion> versions_of(std::string_view code) const;

  /// Direct children on `day`, in order of code.
  std::vector<const UnitVersion*> children(std::string_view code, Date day) const;
  /// All units below, depth first, children in order of code.
  std::vector<const UnitVersion*> descendants(std::string_view code, Date day) const;
  /// From the parent up to the top.
  std::vector<const UnitVersion*> ancestors(std::string_view code, Date day) const;
  bool is_below(std::string_view code, std::string_view ancestor, Date day) const;
  /// Every unit in force on `day` of that kind (empty: any kind), in order of code.
  std::vector<const UnitVersion*> in_force(Date day, std::string_view kind = {}) const;

  /// What became of `code` (as known on `day`) by the next change after `day`; empty when
  /// nothing changed. A code that fell out of use in between means another unit afterwards.
  std::vector<UnitChange> successors(std::string_view code, Date day) const;
  /// What `code` (as known on `day`) was made of by the last change not after `day`.
  std::vector<UnitChange> predecessors(std::string_view code, Date day) const;

  const std::vector<UnitVersion>& versions() const { return versions_; }
  const std::vector<UnitChange>& changes() const { return changes_; }

 private:
  std::vector<UnitVersion> versions_;   // by code, then from
  std::vector<UnitChange> changes_;     // by day, then before
  std::vector<std::size_t> by_parent_;  // indexes of versions_, by parent code, then code
  std::vector<std::size_t> by_before_;  // indexes of changes_, by code before, then day
  std::vector<std::size_t> by_after_;   // indexes of changes_, by code after, then day
};

}  // namespace girs
