#pragma once
// Which unit's figure goes into which other's, when those that owe a report bring their own and
// the units above them are sums of what is below (report/obligation.h, UnitTree::aggregator_of).

#include <vector>

#include "catalog/catalog.h"
#include "engine/column.h"
#include "report/unit_order.h"

namespace girs::indicator {

class SumTree {
 public:
  static constexpr std::uint32_t kNone = 0xffffffff;

  /// `owes`: by position in `order`, whether the unit reports itself.
  SumTree(const UnitTree& units, const report::UnitOrder& order, const std::string& regime,
          Date day, const std::vector<char>& owes);

  /// Adds up what is at units that have brought it; the places of `nothing` (all others) become
  /// missing before, or sums. Missing parts are passed over.
  void add_up(engine::Column& column, const std::vector<std::uint32_t>& nothing) const;
  /// Adds up whole numbers the same way, those at units that owe being given.
  void add_up(std::vector<std::uint32_t>& numbers) const;

 private:
  bool add_integers(engine::Column& column) const;
  void add_values(engine::Column& column) const;

  /// Neighbours in one batch that go into one sum.
  struct Stretch {
    std::uint32_t begin = 0, end = 0, above = kNone;
  };

  std::vector<std::uint32_t> above_;   // by position: whose sum it goes into
  std::vector<Stretch> stretches_;
  std::vector<std::uint32_t> sums_;    // positions of units that are sums, the lowest first
};

/// Adds over units: missing ones are skipped, and the sum of nothing is missing.
formula::Value with_unit(const formula::Value& total, const formula::Value& next);

}  // namespace girs::indicator
