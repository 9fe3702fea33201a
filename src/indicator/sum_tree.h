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
  using Sums = std::vector<formula::Value>;   // of the units that are sums, by place()

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

  /// Adds up what the units bring. Missing parts are passed over.
  Sums sums_of(const engine::Column& column) const;
  /// The sums that the figures of `changed` go into are added up anew, never patched.
  void renew(const engine::Column& column, std::span<const std::uint32_t> changed,
             Sums& sums) const;
  /// The batches of a column that renew() reads.
  std::vector<std::size_t> batches_of(std::span<const std::uint32_t> changed) const;

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
  std::vector<char> above(std::span<const std::uint32_t> changed) const;
  void add(const engine::Column& column, const std::vector<char>* which, Sums& sums) const;

  std::shared_ptr<const Shape> shape_;
  std::vector<Stretch> stretches_;
};

/// Adds over units: missing ones are skipped, and the sum of nothing is missing.
formula::Value with_unit(const formula::Value& total, const formula::Value& next);

}  // namespace girs::indicator
