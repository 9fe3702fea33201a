#pragma once
// The units in force on a day in depth-first order: everybody below a unit is a slice, so a
// subtree of the country is found without walking it.

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "unit/unit_tree.h"

namespace girs::report {

class UnitOrder {
 public:
  /// Of the tree on `day`; children in order of code, a unit whose parent is not there at the top.
  UnitOrder(const UnitTree& tree, Date day);

  struct Slice { std::uint32_t begin = 0, end = 0; };  // half-open, in positions
  /// The unit and all below it; nothing when it is not in force that day.
  std::optional<Slice> subtree(std::string_view unit) const;
  std::optional<std::uint32_t> position(std::string_view unit) const;

  const UnitVersion& unit(std::uint32_t position) const { return *units_[position]; }
  std::size_t size() const { return units_.size(); }
  Slice all() const { return {0, static_cast<std::uint32_t>(units_.size())}; }
  /// Positions of the units of a kind, ascending.
  const std::vector<std::uint32_t>& of_kind(const std::string& kind) const;

 private:
  std::vector<const UnitVersion*> units_;
  std::vector<std::uint32_t> ends_;
  std::unordered_map<std::string_view, std::uint32_t> positions_;
  std::map<std::string, std::vector<std::uint32_t>> kinds_;
};

/// The orders of a tree, each made once: between two changes of the tree the order stays.
class UnitOrders {
 public:
  explicit UnitOrders(const UnitTree& tree);
  const UnitOrder& on(Date day);

 private:
  const UnitTree& tree_;
  std::vector<Date> changes_;               // days on which some unit begins, or is gone
  std::map<std::size_t, UnitOrder> made_;   // by number of changes before
};

}  // namespace girs::report
