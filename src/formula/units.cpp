// Functions of units: which one is reporting, where it stands, and how complete figures over
// several units are. A unit is the text of its code; without an argument the current one.

#include <algorithm>
#include <map>

#include "formula/functions.h"
#include "formula/reference_units.h"
#include "formula/resolve.h"
#include "formula/short_forms.h"
#include "formula/taken.h"

namespace girs::formula {
namespace {

/// `compute(hierarchy, unit, period)` of the unit in argument `index`, or the current one.
template <class Compute>
Value of_unit(const Evaluator& evaluator, Taken& taken, std::size_t index, Compute compute) {
  const Context& context = evaluator.context();
  const std::string unit = taken.text(index, context.unit);
  if (const auto other = taken.other()) return *other;
  if (!context.hierarchy) return Fault::kReference;
  return compute(*context.hierarchy, unit,
                 context.boundaries ? *context.boundaries : context.period);
}

Value current(const Evaluator& evaluator, const Arguments& arguments) {
  Taken taken(evaluator, arguments);
  const std::string unit = taken.text(0, evaluator.context().unit);
  return taken.other().value_or(unit);
}

Value attribute(const Evaluator& evaluator, const Arguments& arguments) {
  Taken taken(evaluator, arguments);
  const std::string name = taken.text(0);
  return of_unit(evaluator, taken, 1,
                 [&](const Hierarchy& hierarchy, const std::string& unit,
                     const Period& period) -> Value {
                   const auto held = hierarchy.attribute(name, unit, period);
                   if (!held) return Absent::kMissing;
                   return *held;
                 });
}

/// What the unit is ("province", "commune"): a level's number differs before and after 2025-07-01.
Value level(const Evaluator& evaluator, const Arguments& arguments) {
  Taken taken(evaluator, arguments);
  return of_unit(evaluator, taken, 0,
                 [](const Hierarchy& hierarchy, const std::string& unit,
                    const Period& period) -> Value {
                   const std::string kind = hierarchy.kind(unit, period);
                   if (kind.empty()) return Absent::kMissing;
                   return kind;
                 });
}

/// A unit's code; #REF! when there is none, as a reference to it would be.
Value unit_or_fault(std::string unit) {
  if (unit.empty()) return Fault::kReference;
  return unit;
}

Value parent(const Evaluator& evaluator, const Arguments& arguments) {
  Taken taken(evaluator, arguments);
  return of_unit(evaluator, taken, 0,
                 [](const Hierarchy& hierarchy, const std::string& unit, const Period& period) {
                   return unit_or_fault(hierarchy.parent(unit, period));
                 });
}

Value ancestor(const Evaluator& evaluator, const Arguments& arguments) {
  Taken taken(evaluator, arguments);
  const std::string kind = taken.text(0);
  return of_unit(evaluator, taken, 1,
                 [&](const Hierarchy& hierarchy, const std::string& unit, const Period& period) {
                   return unit_or_fault(ancestor_of_kind(hierarchy, unit, period, kind));
                 });
}

Value is_leaf(const Evaluator& evaluator, const Arguments& arguments) {
  Taken taken(evaluator, arguments);
  return of_unit(evaluator, taken, 0,
                 [](const Hierarchy& hierarchy, const std::string& unit,
                    const Period& period) -> Value {
                   return hierarchy.children(unit, period).empty();
                 });
}

Value count_children(const Evaluator& evaluator, const Arguments& arguments) {
  Taken taken(evaluator, arguments);
  return of_unit(evaluator, taken, 0,
                 [](const Hierarchy& hierarchy, const std::string& unit,
                    const Period& period) -> Value {
                   return Decimal(
                       static_cast<std::int64_t>(hierarchy.children(unit, period).size()));
                 });
}

Value is_in_group(const Evaluator& evaluator, const Arguments& arguments) {
  Taken taken(evaluator, arguments);
  const std::string group = taken.text(0);
  return of_unit(evaluator, taken, 1,
                 [&](const Hierarchy& hierarchy, const std::string& unit,
                     const Period& period) -> Value {
                   const auto members = hierarchy.group(group, period);
                   if (!members) return Fault::kReference;
                   return std::find(members->begin(), members->end(), unit) != members->end();
                 });
}

/// COVERAGE(range): the share, 0 to 1, of those expected that have reported: of units for a range
/// over units, else of cells. Cells that are not applicable are not expected (section 4).
Value coverage_of(const Evaluator& evaluator, const Arguments& arguments) {
  const auto reference = reference_of(arguments[0]);
  if (!reference) return Fault::kReference;
  const bool by_unit = spreads_over_units(reference->unit);
  std::map<std::string, bool> reported;
  std::size_t place = 0;
  const bool found =
      each_cell(*reference, evaluator.context(), [&](const NamedCell& cell) {
        const Value value = read(cell, evaluator.context(), false);
        ++place;
        if (value == Value(Absent::kNotApplicable)) return;
        bool& known = reported[by_unit ? cell.unit : std::to_string(place)];
        known = known || !is_missing(value);
      });
  if (!found) return Fault::kReference;
  if (reported.empty()) return Absent::kMissing;
  const auto counted = std::count_if(reported.begin(), reported.end(),
                                     [](const auto& one) { return one.second; });
  return calculated('/', Decimal(static_cast<std::int64_t>(counted)),
                    Decimal(static_cast<std::int64_t>(reported.size())));
}

/// SHARE(ref): the unit's own figure over its parent's.
Value share(const Evaluator& evaluator, const Arguments& arguments) {
  const auto reference = reference_of(arguments[0]);
  if (!reference) return Fault::kReference;
  const bool zero = evaluator.missing_is_zero();
  return calculated('/', number_operand(evaluator.value(*reference), zero),
                    number_operand(evaluator.value(at_parent(*reference)), zero));
}

using namespace words;  // of the table

constexpr Function kFunctions[] = {
    {"ANCESTOR", {kText, optional(kText)}, kText, ancestor},
    {"ATTR", {kText, optional(kText)}, kText, attribute},
    {"CHILDCOUNT", {optional(kText)}, kNumber, count_children},
    {"COVERAGE", {reference(kAny)}, kNumber, coverage_of},
    {"INGROUP", {kText, optional(kText)}, kLogical, is_in_group},
    {"ISLEAF", {optional(kText)}, kLogical, is_leaf},
    {"PARENT", {optional(kText)}, kText, parent},
    {"SHARE", {shaped(kAmount, Shape::kCell)}, kNumber, share},
    {"UNIT", {}, kText, current},
    {"UNITCODE", {optional(kText)}, kText, current},
    {"UNITLEVEL", {optional(kText)}, kText, level},
};

}  // namespace

std::span<const Function> unit_functions() { return kFunctions; }

}  // namespace girs::formula
