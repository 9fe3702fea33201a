#pragma once
// The same units for all that a formula reads, or that growth compares: where the figures of a
// unit are summed from those below it and some are missing, a rate of 40 provinces' doctors by 63
// provinces' inhabitants would be wrong. Each sum then takes only the units that have all of them;
// so it does where one figure was delivered for the whole and another is the sum of some parts.
// "Not applicable" is had: nothing of it is lacking.

#include <string>
#include <vector>

#include "unit/unit_tree.h"

namespace girs::indicator {

class EvenSums {
 public:
  explicit EvenSums(std::string unit) : unit_(std::move(unit)) {}

  /// Whether sums of this unit are meant.
  bool is_of(std::string_view unit) const { return unit_ == unit; }
  /// A first time everything is added and noted; then only what all have.
  bool is_applied() const { return applied_; }

  /// Which of the units that are added up had a figure; `delivered`: the unit has one of its own, of
  /// all units below it.
  void note(const std::vector<const UnitVersion*>& units, const std::vector<char>& had,
            bool delivered);
  /// Turns to the second time when the sums stand on different units; else says no.
  bool apply();
  /// The second time: which of `units` are added up; nullptr: all.
  const std::vector<char>* chosen(const std::vector<const UnitVersion*>& units) const;
  /// Whether a unit, by name, is left out then.
  bool leaves_out(std::string_view unit) const;

 private:
  std::string unit_;
  std::vector<const UnitVersion*> units_;   // that are added up
  std::vector<char> have_all_, summed_;     // those with all figures; those in the newest sum
  bool delivered_ = false;   // some figures are those of the unit itself
  bool partial_ = false;     // a sum lacks some units
  bool uneven_ = false;      // two sums lack different ones
  bool alike_ = true;        // other units in other periods, or one figure by provinces and one by
                             // communes: nothing can be left out of both
  bool applied_ = false;
};

}  // namespace girs::indicator
