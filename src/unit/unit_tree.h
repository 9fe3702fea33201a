#pragma once
// Units and agencies through time: every look-up takes a date. The tree is immutable once made and
// may be read from any thread.

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "unit/code_index.h"
#include "unit/unit.h"
#include "unit/unit_names.h"

namespace girs {

/// A unit found by a name.
struct NameMatch {
  const UnitVersion* unit = nullptr;
  std::string name;      // the unit's name or the alias that matched
  bool exact = false;    // also in its diacritics; tones may stand on either vowel
};

class UnitTree {
 public:
  /// Reports every mistake: a parent that does not exist during a unit's life, overlapping
  /// versions, a cycle, a change that names a unit unknown on that day, a unit lost or doubled on
  /// a day that is claimed to be complete, routes that overlap or run in a circle.
  /// A split must have two or more successors; its shares are 0 to 1 and at most 1 together.
  /// `found` gets the mistakes with their places in `data`.
  static Result<UnitTree> make(UnitData data, std::vector<UnitMistake>* found = nullptr);
  static Result<UnitTree> make(std::vector<UnitVersion> versions,
                               std::vector<UnitChange> changes);

  /// The version of `code` in force on `day`, or nullptr.
  const UnitVersion* find(std::string_view code, Date day) const;
  /// As find, or kNotFound (details "unit", "date") saying when the code was in force.
  Result<const UnitVersion*> get(std::string_view code, Date day) const;
  /// Every version of `code`, oldest first.
  std::span<const UnitVersion> versions_of(std::string_view code) const;
  /// An attribute of the version in force on `day`, or nullptr.
  const std::string* attribute(std::string_view code, const std::string& name, Date day) const;

  /// Units in force on `day` that bear that name, exact ones first, then in order of code. Case,
  /// diacritics, the place of the tone and the word for the kind ("Tỉnh", "tp.") do not matter,
  /// but where one fits with its word, those that fit without are left out. `below`: only units
  /// below that one; empty: all.
  std::vector<NameMatch> find_by_name(std::string_view name, Date day,
                                      std::string_view below = {}) const;

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

  /// Every change that names the code on either side, on any day; some twice.
  std::vector<UnitChange> changes_naming(std::string_view code) const;

  /// Whether the unit itself is listed in `group` on `day`.
  bool is_member(std::string_view code, std::string_view group, Date day) const;
  /// Whether the unit or one above it is: a commune lies in the region of its province.
  bool in_group(std::string_view code, std::string_view group, Date day) const;
  /// The units listed in `group` on `day`, in order of code.
  std::vector<const UnitVersion*> group(std::string_view group, Date day) const;

  /// The one unit that `code` reports to on `day`: by the route of the first of `subjects` (codes
  /// of forms and regimes) that has one, else by a route for everything, else the unit above.
  /// nullptr at the top.
  const UnitVersion* aggregator_of(std::string_view code,
                                   std::span<const std::string_view> subjects, Date day) const;
  /// Whether `aggregator` is that unit, for reports of one form or regime.
  bool reports_to(std::string_view code, std::string_view aggregator, std::string_view subject,
                  Date day) const;
  /// The units whose aggregator `code` is, in order of code.
  std::vector<const UnitVersion*> members_of(std::string_view code,
                                             std::span<const std::string_view> subjects,
                                             Date day) const;

  const std::vector<UnitVersion>& versions() const { return data_.units; }    // by code, from
  const std::vector<UnitChange>& changes() const { return data_.changes; }    // by day, before
  /// The other lists: `members` by unit, `routes` by unit and subject.
  const UnitData& data() const { return data_; }

 private:
  const ReportRoute* route_of(std::string_view code, std::string_view subject, Date day) const;

  UnitData data_;
  CodeIndex by_code_;                       // of units
  std::vector<std::size_t> by_parent_;      // indexes of units, by parent code, then code
  std::vector<std::size_t> by_before_;      // indexes of changes, by code before, then day
  std::vector<std::size_t> by_after_;       // indexes of changes, by code after, then day
  std::vector<std::size_t> by_aggregator_;  // indexes of routes, by aggregator
  UnitNames names_;
};

}  // namespace girs
