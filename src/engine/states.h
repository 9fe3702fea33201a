#pragma once
// What the units of a batch hold, as bitmaps: each unit is in exactly one of them. The rules of
// FORMULA.md section 4 become a few operations on words, whatever the figures are.

#include <array>
#include <cstdint>
#include <optional>

#include "engine/bits.h"
#include "formula/value.h"

namespace girs::engine {

/// Errors that bitmaps can carry, the one that prevails first. A batch with any other is left to
/// the reference evaluator.
inline constexpr std::array kFaults = {formula::Fault::kDivisionByZero, formula::Fault::kNumber,
                                       formula::Fault::kNotAvailable};
inline constexpr std::size_t kDivisionFault = 0;
inline constexpr std::size_t kNumberFault = 1;
inline constexpr std::size_t kNotAvailableFault = 2;
std::optional<std::size_t> fault_index(formula::Fault fault);

struct States {
  Words number;          // a figure; of a logical: it is known
  Words nil;             // nothing occurred: a figure of 0 to operators
  Words missing;         // blank or not collected yet
  Words not_applicable;
  std::array<Words, kFaults.size()> faults;
  /// Nothing but numbers and missing ones: the other words are 0, and nobody needs to read them.
  bool plain = true;

  /// Says whether it is plain, after the words were filled.
  void settle();
  /// Clears all but numbers and missing ones, where there is more.
  void make_plain();
  Words figures() const { return number | nil; }
  Words any_fault() const { return faults[0] | faults[1] | faults[2]; }
};

/// What an operator makes of operands in order of arrival: the lowest error, #N/A of a cell that
/// is not applicable, missing, else a number. `zero`: where missing counts as 0.
class Strict {
 public:
  explicit Strict(const Words& zero) : zero_(zero) {}
  void add(const States& operand);
  /// Puts the states of the result, within `units`, in place of those in `result`.
  void put(const Words& units, States& result) const;

 private:
  const Words& zero_;
  Words missing_;
  std::optional<std::array<Words, kFaults.size()>> faults_;   // none: all operands are plain
};

/// What SUM makes of its figures: missing and not applicable ones are passed over; nil when all
/// of them are, missing without any (a 0 where missing counts as 0).
class Skipping {
 public:
  void add(const States& item);
  void put(const Words& units, const Words& zero, States& result) const;

 private:
  Words number_;
  Words nil_;                      // filled only with faults_
  std::optional<std::array<Words, kFaults.size()>> faults_;   // none: all operands are plain
};

}  // namespace girs::engine
