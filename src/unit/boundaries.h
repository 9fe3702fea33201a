#pragma once
// Figures of units read in the boundaries of another day. Whole units are added exactly; a unit that
// was split is shared out by a declared key, and the result is an estimate; what can be neither is
// not comparable, and says why. A part that is missing makes the sum missing, never smaller.

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "unit/unit_tree.h"

namespace girs {

/// What adding figures of units means.
enum class Addition {
  kFlow,   // added: births of a year
  kStock,  // added: people on a day
  kNone    // rates, indexes, ranks: never added, recomputed from numerator and denominator
};

/// One figure of one period, under the unit's code as of `on`.
struct UnitFigure {
  std::string unit;
  std::string period;             // label; figures of different periods never meet
  Date on{};                      // in whose boundaries the figure is
  std::optional<Decimal> value;   // none: known to be missing
};

struct BoundaryRule {
  Date target{};                  // in whose boundaries the figures are wanted
  Addition addition = Addition::kFlow;
  std::string key = {};           // "area", "population"...; empty: splits are not comparable
  /// With it every unit of that kind on the figure's day counts, also one without a figure.
  std::string kind = {};
};

/// One figure in the boundaries of the target day.
struct BoundaryFigure {
  std::string unit;                        // code as of the target day
  std::string period;
  std::optional<Decimal> value;
  bool estimated = false;                  // shared out by a key
  std::vector<std::string> missing = {};   // parts without a figure, as known on their day
  std::optional<Message> not_comparable = {};  // why there is no value
};

/// By period in the order given, then by code. kInvalidArgument with every mistake (details
/// "unit", "period", "date"): a unit not in force on its figure's day, a figure that stands twice,
/// figures of one period for different days.
/// Backwards (the target before the figure's day) only units that went over whole and alone have
/// a figure: of what several were made, nothing tells the parts.
Result<std::vector<BoundaryFigure>> in_boundaries(const UnitTree& tree,
                                                  std::span<const UnitFigure> figures,
                                                  const BoundaryRule& rule);

}  // namespace girs
