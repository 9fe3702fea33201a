#pragma once
// Which unit's figure goes into which other's, when those that owe a report bring their own and
// the units above them are sums of what is below (report/obligation.h, UnitTree::aggregator_of).

#include <memory>
#include <span>
#include <vector>

#include "catalog/catalog.h"
#include "engine/column.h"
#include "report/unit_order.h"

namespace girs::indicator {

class SumTree {
 public:
  static constexpr std::uint32_t kNone = 0xffffffff;
  using Sums = std::vector<formula::Value>;      // of the units that are sums, by place()
  using Counts = std::vector<std::uint32_t>;     // how many figures each sum is made of
  using LeftOut = std::vector<engine::Words>;    // by batch: units whose figures are not added
  using Which = std::vector<char>;               // by place: sums that are meant

  /// By position in `order`: `owes` says whether the unit reports itself, `brings` whether its
  /// report is there.
  SumTree(const UnitTree& units, const report::UnitOrder& order, const std::string& regime,
          Date day, const std::vector<char>& owes, const std::vector<char>& brings);
  /// The same tree when other reports are there.
  SumTree with(const std::vector<char>& brings) const { return SumTree(shape_, brings); }
  /// Whether one is made of the other by with(): all but changed units stand alike in both.
  bool is_like(const SumTree& other) const { return shape_ == other.shape_; }
  /// Whether it could be: figures of the same positions go into the same sums.
  bool is_alike(const SumTree& other) const {
    return shape_ == other.shape_ || *shape_ == *other.shape_;
  }

  /// The place of a position in Sums; kNone: the unit reports itself.
  std::uint32_t place(std::uint32_t position) const { return shape_->places[position]; }

  /// All sums; those that the figures of `changed` go into.
  Which all() const { return Which(shape_->sums.size(), 1); }
  Which above(std::span<const std::uint32_t> changed) const;
  /// The batches of a column that are read for these sums.
  std::vector<std::size_t> batches_of(const Which& which) const;
  /// Adds up anew what the units bring, never patched. Missing parts are passed over.
  void renew(const engine::Column& column, const LeftOut& left_out, const Which& which,
             Sums& sums) const;
  /// Counts what is not left out.
  void count(const LeftOut& left_out, const Which& which, Counts& counts) const;

  /// Adds up whole numbers the same way, those at units that owe being given.
  void add_up(std::vector<std::uint32_t>& numbers) const;

 private:
  struct Shape {
    std::vector<std::uint32_t> above;    // by position: whose sum it goes into
    std::vector<std::uint32_t> sums;     // positions of units that are sums, the lowest first
    std::vector<std::uint32_t> places;   // by position: the place in `sums`
    bool operator==(const Shape&) const = default;
  };
  /// Neighbours in one batch that bring figures into one sum.
  struct Stretch {
    std::uint32_t begin = 0, end = 0, above = kNone;
  };

  SumTree(std::shared_ptr<const Shape> shape, const std::vector<char>& brings);
  static std::shared_ptr<const Shape> shape_of(const UnitTree& units,
                                               const report::UnitOrder& order,
                                               const std::string& regime, Date day,
                                               const std::vector<char>& owes);
  std::shared_ptr<const Shape> shape_;
  std::vector<Stretch> stretches_;
};

/// The units without a figure in these batches, of which sums take neither part (lacks_figure()).
/// nullptr: there are no denominators.
SumTree::LeftOut without_figures(const engine::Column& numerators,
                                 const engine::Column* denominators,
                                 std::span<const std::size_t> batches);

/// Adds over units: missing ones are skipped, and the sum of nothing is missing.
formula::Value with_unit(const formula::Value& total, const formula::Value& next);

}  // namespace girs::indicator
