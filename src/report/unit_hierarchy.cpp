// The changes of units are followed back one after another, so a unit of 2026 finds what it was
// made of in 2020 through every merger in between (FORMULA.md section 7).

#include "report/unit_hierarchy.h"

namespace girs::report {
namespace {

using Part = formula::Hierarchy::Part;

constexpr int kChangesMax = 64;  // one after another: a circle in somebody's data ends here

/// What goes from `change.before` to `change.after`: all, or its declared share; where several
/// keys are declared, that by population.
std::optional<Decimal> share_of(const UnitChange& change) {
  if (change.whole) return Decimal(1);
  const auto population = change.shares.find("population");
  if (population != change.shares.end()) return population->second;
  if (change.shares.size() == 1) return change.shares.begin()->second;
  return std::nullopt;
}

/// Adds what `unit`, as known on `day`, was made of on the earlier day `then`; false when that is
/// not recorded. `part` is what is wanted of the unit.
bool add_parts(const UnitTree& units, const std::string& unit, Date day, Date then, Part part,
               int depth, std::vector<Part>& parts) {
  if (depth == 0) return false;
  const auto changes = units.predecessors(unit, day);
  if (changes.empty() || changes.front().on <= then) {
    const auto* before = units.find(unit, then);
    const auto* now = units.find(unit, day);
    // A code under another name is another unit (DOMAIN.md section 6).
    if (!before || !now || before->name != now->name) return false;
    part.unit = unit;
    parts.push_back(std::move(part));
    return true;
  }
  for (const auto& change : changes) {
    const auto share = share_of(change);
    const auto weight = share ? multiply(part.weight, *share) : std::nullopt;
    if (!weight) return false;
    if (!add_parts(units, change.before, change.on - std::chrono::days(1), then,
                   {change.before, *weight, part.estimated || !change.whole}, depth - 1, parts))
      return false;
  }
  return true;
}

}  // namespace

std::optional<Date> UnitHierarchy::day(const Period& period) const {
  if (always_) return always_;
  if (!regime_) {
    const auto span = calendar_span(period);
    return span ? std::optional(span->to) : std::nullopt;
  }
  const auto window = catalog_.window(*regime_, period);
  if (!window) return std::nullopt;
  return window->to;
}

std::vector<std::string> UnitHierarchy::children(const std::string& unit,
                                                 const Period& period) const {
  std::vector<std::string> codes;
  if (const auto at = day(period))
    for (const auto* child : catalog_.units().children(unit, *at)) codes.push_back(child->code);
  return codes;
}

std::vector<std::string> UnitHierarchy::leaves(const std::string& unit,
                                               const Period& period) const {
  std::vector<std::string> codes;
  const auto at = day(period);
  if (!at) return codes;
  for (const auto* below : catalog_.units().descendants(unit, *at))
    if (catalog_.units().children(below->code, *at).empty()) codes.push_back(below->code);
  return codes;
}

const UnitVersion* UnitHierarchy::find(const std::string& unit, const Period& period) const {
  const auto at = day(period);
  return at ? catalog_.units().find(unit, *at) : nullptr;
}

std::string UnitHierarchy::parent(const std::string& unit, const Period& period) const {
  const auto* found = find(unit, period);
  return found ? found->parent : std::string();
}

std::string UnitHierarchy::kind(const std::string& unit, const Period& period) const {
  const auto* found = find(unit, period);
  return found ? found->kind : std::string();
}

std::optional<std::string> UnitHierarchy::attribute(const std::string& name,
                                                    const std::string& unit,
                                                    const Period& period) const {
  const auto at = day(period);
  const auto* value = at ? catalog_.units().attribute(unit, name, *at) : nullptr;
  if (!value) return std::nullopt;
  return *value;
}

std::optional<std::vector<std::string>> UnitHierarchy::group(const std::string& code,
                                                             const Period& period) const {
  const auto at = day(period);
  if (!at) return std::nullopt;
  std::vector<std::string> codes;
  for (const auto* member : catalog_.units().group(code, *at)) codes.push_back(member->code);
  if (codes.empty()) return std::nullopt;
  return codes;
}

std::optional<std::vector<formula::Hierarchy::Part>> UnitHierarchy::predecessors(
    const std::string& unit, const Period& now, const Period& then) const {
  const auto from = day(now);
  const auto to = day(then);
  if (!from || !to) return std::nullopt;
  std::vector<Part> parts;
  if (!add_parts(catalog_.units(), unit, *from, *to, {unit}, kChangesMax, parts))
    return std::nullopt;
  return parts;
}

}  // namespace girs::report
