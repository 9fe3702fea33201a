// Groups of units, and who sums up whose reports: both by dated lists before the tree.

#include <algorithm>

#include "unit/sorted.h"
#include "unit/unit_tree.h"

namespace girs {

bool UnitTree::is_member(std::string_view code, std::string_view group, Date day) const {
  const auto unit_of = [](const GroupMember& member) { return std::string_view(member.unit); };
  for (const auto& member : with_code(data_.members, code, unit_of))
    if (member.group == group && member.days.covers(day)) return find(code, day) != nullptr;
  return false;
}

bool UnitTree::in_group(std::string_view code, std::string_view group, Date day) const {
  if (is_member(code, group, day)) return true;
  return std::ranges::any_of(ancestors(code, day), [&](const UnitVersion* unit) {
    return is_member(unit->code, group, day);
  });
}

std::vector<const UnitVersion*> UnitTree::group(std::string_view group, Date day) const {
  std::vector<const UnitVersion*> units;
  for (const auto& member : data_.members) {
    if (member.group != group || !member.days.covers(day)) continue;
    if (const auto* unit = find(member.unit, day)) units.push_back(unit);
  }
  return units;
}

const ReportRoute* UnitTree::route_of(std::string_view code, std::string_view subject,
                                      Date day) const {
  const auto unit_of = [](const ReportRoute& route) { return std::string_view(route.unit); };
  for (const auto& route : with_code(data_.routes, code, unit_of))
    if (route.subject == subject && route.days.covers(day)) return &route;
  return nullptr;
}

const UnitVersion* UnitTree::aggregator_of(std::string_view code,
                                           std::span<const std::string_view> subjects,
                                           Date day) const {
  const auto* unit = find(code, day);
  if (unit == nullptr) return nullptr;
  for (const auto subject : subjects)
    if (const auto* route = route_of(code, subject, day)) return find(route->aggregator, day);
  if (const auto* route = route_of(code, {}, day)) return find(route->aggregator, day);
  return unit->parent.empty() ? nullptr : find(unit->parent, day);
}

bool UnitTree::reports_to(std::string_view code, std::string_view aggregator,
                          std::string_view subject, Date day) const {
  const auto* above = aggregator_of(code, std::span(&subject, 1), day);
  return above != nullptr && above->code == aggregator;
}

std::vector<const UnitVersion*> UnitTree::members_of(std::string_view code,
                                                     std::span<const std::string_view> subjects,
                                                     Date day) const {
  auto units = children(code, day);
  const auto aggregator_at = [&](std::size_t i) {
    return std::string_view(data_.routes[i].aggregator);
  };
  for (const auto index : with_code(by_aggregator_, code, aggregator_at))
    if (const auto* unit = find(data_.routes[index].unit, day)) units.push_back(unit);
  const auto by_code = [](const UnitVersion* unit) { return std::string_view(unit->code); };
  std::ranges::sort(units, {}, by_code);
  units.erase(std::unique(units.begin(), units.end()), units.end());
  std::erase_if(units, [&](const UnitVersion* unit) {
    const auto* aggregator = aggregator_of(unit->code, subjects, day);
    return aggregator == nullptr || aggregator->code != code;
  });
  return units;
}

}  // namespace girs
