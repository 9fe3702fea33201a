// What a formula needs, with how far away in time and in the tree of units it lies.

#include "formula/cycle.h"
#include "formula/short_forms.h"

namespace girs::formula {
namespace {

constexpr std::int64_t kLongAgo = -1'000'000;  // a period named by its label

/// How many periods away a reference reads; @YTD and @FY read several.
std::vector<std::int64_t> periods_away(const CellReference& reference, int periods_in_year) {
  std::int64_t away = 0;
  bool year_to_date = false;
  bool full_year = false;
  for (const auto& step : reference.periods) {
    switch (step.relation) {
      case PeriodRelation::kPeriods: away += step.count; break;
      case PeriodRelation::kYears: away += std::int64_t{step.count} * periods_in_year; break;
      case PeriodRelation::kNamed: away = kLongAgo; break;
      case PeriodRelation::kYearToDate: year_to_date = true; break;
      case PeriodRelation::kFullYear: full_year = true; break;
    }
  }
  if (full_year) return {away - 1, away, away + 1};
  if (year_to_date) return {away - 1, away};
  return {away};
}

int units_away(UnitRelation relation) {
  switch (relation) {
    case UnitRelation::kChildren:
    case UnitRelation::kLeaves:
    case UnitRelation::kLevel: return -1;
    case UnitRelation::kParent: return 1;
    default: return 0;  // may be the unit itself
  }
}

std::vector<std::string> codes_of(const std::optional<Selection>& selection, char axis) {
  if (!selection) return {std::string()};
  std::vector<std::string> codes;
  for (const auto& item : selection->items)
    if (item.to.empty()) codes.push_back(axis + item.from);
  return codes;
}

std::vector<std::string> names_of(const CellReference& reference) {
  if (!reference.indicator.empty()) return {"#" + reference.indicator};
  const std::string form = reference.form.empty() ? std::string() : reference.form + "!";
  std::vector<std::string> names;
  for (const auto& row : codes_of(reference.rows, 'r'))
    for (const auto& column : codes_of(reference.columns, 'c'))
      names.push_back(form + row + (row.empty() || column.empty() ? "" : ".") + column);
  return names;
}

void collect(const Node& node, int periods_in_year, std::vector<Need>& needs) {
  const auto references = reads(node);
  if (!references) {
    for (const auto& child : children_of(node)) collect(child, periods_in_year, needs);
    return;
  }
  for (const auto& reference : *references)
    for (const auto& name : names_of(reference))
      for (const auto away : periods_away(reference, periods_in_year))
        needs.push_back({name, away, units_away(reference.unit)});
}

}  // namespace

std::vector<Need> needs_of(const Expression& expression, int periods_in_year) {
  std::vector<Need> needs;
  if (!expression.empty()) collect(expression.root(), periods_in_year, needs);
  return needs;
}

}  // namespace girs::formula
