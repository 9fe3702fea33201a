#include "report/unit_order.h"

#include <algorithm>

namespace girs::report {

UnitOrder::UnitOrder(const UnitTree& tree, Date day) {
  const auto in_force = tree.in_force(day);
  std::unordered_map<std::string_view, std::vector<const UnitVersion*>> children;
  std::unordered_map<std::string_view, const UnitVersion*> known;
  for (const auto* unit : in_force) known.emplace(unit->code, unit);
  std::vector<const UnitVersion*> open;  // the top ones, in order; then a stack
  for (const auto* unit : in_force) {
    if (known.contains(unit->parent)) children[unit->parent].push_back(unit);
    else open.push_back(unit);
  }
  std::ranges::reverse(open);
  units_.reserve(in_force.size());
  std::vector<std::uint32_t> ancestors;  // positions of the units being walked
  while (!open.empty()) {
    const auto* unit = open.back();
    open.pop_back();
    const auto at = static_cast<std::uint32_t>(units_.size());
    while (!ancestors.empty() && units_[ancestors.back()]->code != unit->parent) {
      ends_[ancestors.back()] = at;
      ancestors.pop_back();
    }
    units_.push_back(unit);
    ends_.push_back(0);
    ancestors.push_back(at);
    positions_.emplace(unit->code, at);
    kinds_[unit->kind].push_back(at);
    if (const auto below = children.find(unit->code); below != children.end())
      open.insert(open.end(), below->second.rbegin(), below->second.rend());
  }
  for (const auto at : ancestors) ends_[at] = static_cast<std::uint32_t>(units_.size());
}

std::optional<UnitOrder::Slice> UnitOrder::subtree(std::string_view unit) const {
  const auto at = position(unit);
  if (!at) return std::nullopt;
  return Slice{*at, ends_[*at]};
}

std::optional<std::uint32_t> UnitOrder::position(std::string_view unit) const {
  const auto found = positions_.find(unit);
  if (found == positions_.end()) return std::nullopt;
  return found->second;
}

const std::vector<std::uint32_t>& UnitOrder::of_kind(const std::string& kind) const {
  static const std::vector<std::uint32_t> kNone;
  const auto found = kinds_.find(kind);
  return found == kinds_.end() ? kNone : found->second;
}

UnitOrders::UnitOrders(const UnitTree& tree) : tree_(tree) {
  for (const auto& version : tree.versions()) {
    if (version.from) changes_.push_back(*version.from);
    if (version.to) changes_.push_back(*version.to + std::chrono::days{1});
  }
  std::ranges::sort(changes_);
  changes_.erase(std::unique(changes_.begin(), changes_.end()), changes_.end());
}

const UnitOrder& UnitOrders::on(Date day) {
  const auto before = static_cast<std::size_t>(
      std::ranges::upper_bound(changes_, day) - changes_.begin());
  const auto found = made_.find(before);
  return found != made_.end() ? found->second : made_.emplace(before, UnitOrder(tree_, day)).first->second;
}

}  // namespace girs::report
