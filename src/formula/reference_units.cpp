#include "formula/reference_units.h"

namespace girs::formula {
namespace {

using Codes = std::vector<std::string>;

constexpr int kLevelsMax = 64;          // of the tree of units: a loop in somebody's data ends here
constexpr std::size_t kUnitsMax = 1 << 20;

std::string root_of(const Hierarchy& hierarchy, std::string unit, const Period& period) {
  for (int i = 0; i < kLevelsMax; ++i) {
    std::string parent = hierarchy.parent(unit, period);
    if (parent.empty()) break;
    unit = std::move(parent);
  }
  return unit;
}

/// All units of a kind below `unit`, depth first.
void add_of_kind(const Hierarchy& hierarchy, const std::string& unit, const Period& period,
                 const std::string& kind, int depth, Codes& found) {
  if (depth > kLevelsMax || found.size() > kUnitsMax) return;
  for (const auto& child : hierarchy.children(unit, period)) {
    if (hierarchy.kind(child, period) == kind) found.push_back(child);
    else add_of_kind(hierarchy, child, period, kind, depth + 1, found);
  }
}

/// The units below `unit` that a range over units names.
Codes below(const CellReference& reference, const Hierarchy& hierarchy, const std::string& unit,
            const Period& period) {
  if (reference.unit == UnitRelation::kChildren) return hierarchy.children(unit, period);
  if (reference.unit == UnitRelation::kLeaves) return hierarchy.leaves(unit, period);
  Codes found;
  add_of_kind(hierarchy, unit, period, reference.unit_argument, 0, found);
  return found;
}

/// The one unit that the reference names; empty for #REF!.
std::string one_unit(const CellReference& reference, const Hierarchy& hierarchy,
                     const std::string& unit, const Period& period) {
  switch (reference.unit) {
    case UnitRelation::kUnit: return reference.unit_argument;
    case UnitRelation::kRoot: return root_of(hierarchy, unit, period);
    case UnitRelation::kParent: return hierarchy.parent(unit, period);
    default: return ancestor_of_kind(hierarchy, unit, period, reference.unit_argument);
  }
}

}  // namespace

std::string ancestor_of_kind(const Hierarchy& hierarchy, std::string unit, const Period& period,
                             const std::string& kind) {
  for (int i = 0; i < kLevelsMax && !unit.empty(); ++i) {
    if (hierarchy.kind(unit, period) == kind) return unit;
    unit = hierarchy.parent(unit, period);
  }
  return {};
}

bool spreads_over_units(UnitRelation relation) {
  return relation == UnitRelation::kChildren || relation == UnitRelation::kLeaves ||
         relation == UnitRelation::kLevel || relation == UnitRelation::kGroup;
}

std::optional<std::vector<UnitRead>> units_read(const CellReference& reference,
                                                const Context& context, const Period& when) {
  const Period& now = context.boundaries ? *context.boundaries : context.period;
  if (reference.unit == UnitRelation::kCurrent || reference.unit == UnitRelation::kSelf)
    return std::vector<UnitRead>{{context.unit, now}};
  if (!context.hierarchy) return std::nullopt;
  const Hierarchy& hierarchy = *context.hierarchy;
  std::vector<UnitRead> units;
  if (reference.unit == UnitRelation::kGroup) {
    const auto members = hierarchy.group(reference.unit_argument, now);
    if (!members) return std::nullopt;
    for (const auto& unit : *members) units.push_back({unit, now});
    return units;
  }
  if (!spreads_over_units(reference.unit)) {
    const std::string unit = one_unit(reference, hierarchy, context.unit, now);
    if (unit.empty()) return std::nullopt;
    return std::vector<UnitRead>{{unit, now}};
  }
  // The units below are those of the period that is read: its communes, not today's.
  const auto above = units_in({context.unit, now}, when, context);
  if (!above) return std::nullopt;
  for (const auto& one : *above)
    for (const auto& unit : below(reference, hierarchy, one.unit, when))
      units.push_back({unit, when, one.weight, one.estimated});
  return units;
}

std::optional<std::vector<UnitRead>> units_in(const UnitRead& read, const Period& then,
                                              const Context& context) {
  if (!context.hierarchy || read.boundaries == then) return std::vector<UnitRead>{read};
  const auto parts = context.hierarchy->predecessors(read.unit, read.boundaries, then);
  if (!parts) return std::nullopt;
  std::vector<UnitRead> units;
  for (const auto& part : *parts) {
    const auto weight = multiply(read.weight, part.weight);
    if (!weight) return std::nullopt;
    units.push_back({part.unit, then, *weight, read.estimated || part.estimated});
  }
  return units;
}

}  // namespace girs::formula
