#include "unit/boundary_plan.h"

#include <algorithm>

namespace girs {
namespace {

using std::chrono::days;

/// The days around `on` on which the same units of the kind are in force and after which the same
/// changes come.
void find_days(const UnitTree& tree, const BoundaryRule& rule, Date on, BoundaryPlan& plan) {
  plan.from = Date::min();
  plan.to = Date::max();
  const auto begins = [&](Date day) {   // something does, on that day
    if (day <= on) plan.from = std::max(plan.from, day);
    else plan.to = std::min(plan.to, day - days{1});
  };
  for (const auto& unit : tree.data().units) {
    if (unit.kind != rule.kind) continue;
    if (unit.from) begins(*unit.from);
    if (unit.to) begins(*unit.to + days{1});
  }
  for (const auto* list : {&tree.changes(), &tree.data().doubtful})
    for (const auto& change : *list) begins(change.on);
  // A change counts between the figures' day and the target, wherever that lies.
  begins(rule.target);
  begins(rule.target + days{1});
}

/// The figures of all units of the kind, each this value, in the boundaries of the target.
Result<std::vector<BoundaryFigure>> tried(const UnitTree& tree, const BoundaryRule& rule, Date on,
                                          const std::optional<Decimal>& value) {
  std::vector<UnitFigure> figures;
  for (const auto* unit : tree.in_force(on, rule.kind))
    figures.push_back({unit->code, {}, on, value});
  return in_boundaries(tree, figures, rule);
}

}  // namespace

/// in_boundaries() itself says what a unit is made of, when all is missing, and whether it goes
/// over whole, when each part is 1.
BoundaryPlan boundary_plan(const UnitTree& tree, const BoundaryRule& rule, Date on) {
  BoundaryPlan plan;
  find_days(tree, rule, on, plan);
  const auto missing = tried(tree, rule, on, std::nullopt);
  const auto ones = tried(tree, rule, on, Decimal(1));
  if (!missing || !ones || missing->size() != ones->size()) return plan;
  for (std::size_t i = 0; i < ones->size(); ++i) {
    const auto& made = (*missing)[i];
    const auto& one = (*ones)[i];
    const bool comparable = !one.not_comparable;
    const auto count = Decimal(static_cast<std::int64_t>(made.missing.size()));
    if (made.unit != one.unit || comparable != !made.not_comparable.has_value()) return plan;
    if (comparable && (!one.value || *one.value != count || one.estimated)) return plan;
    plan.targets.push_back({one.unit, made.missing, comparable});
  }
  plan.serves = true;
  return plan;
}

}  // namespace girs
