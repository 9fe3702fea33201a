#include "formula/short_forms.h"

namespace girs::formula {

std::optional<CellReference> reference_of(const Node& node) {
  if (const auto* reference = std::get_if<CellReference>(&node.content)) return *reference;
  const auto* call = std::get_if<Call>(&node.content);
  if (!call || call->arguments.size() != 1) return std::nullopt;
  const bool to_date = call->name == "YTD";
  if (!to_date && call->name != "SAMEPERIODLASTYEAR") return std::nullopt;
  auto reference = reference_of(call->arguments[0]);
  if (!reference) return std::nullopt;
  if (to_date) reference->periods.push_back({PeriodRelation::kYearToDate, 0, {}});
  else reference->periods.push_back({PeriodRelation::kYears, -1, {}});
  return reference;
}

bool is_range(const Node& node) {
  const auto reference = reference_of(node);
  return reference && reference->is_range();
}

std::optional<std::vector<CellReference>> reads(const Node& node) {
  using References = std::vector<CellReference>;
  if (auto reference = reference_of(node)) return References{*std::move(reference)};
  const auto* call = std::get_if<Call>(&node.content);
  if (!call || call->arguments.empty()) return std::nullopt;
  if (call->name == "ROWCOUNT") return References();  // counts, reads nothing
  const auto reference = reference_of(call->arguments[0]);
  if (!reference) return std::nullopt;
  if (call->name == "UNIQUE" || call->name == "DUPLICATES")
    return References{through_rows(*reference)};
  if (call->name == "SHARE") return References{*reference, at_parent(*reference)};
  return std::nullopt;
}

CellReference through_rows(CellReference reference) {
  if (!reference.rows && reference.row_group.empty()) {
    reference.rows = Selection{true, {}};
    reference.bare = false;
  }
  return reference;
}

CellReference at_parent(CellReference reference) {
  reference.unit = UnitRelation::kParent;
  reference.unit_argument.clear();
  return reference;
}

}  // namespace girs::formula
