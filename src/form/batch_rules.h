#pragma once
// The rules of a form as plans: one over sheets, and one over the rows of all sheets, for what
// each row must be in itself.

#include <cstdint>
#include <memory>
#include <vector>

#include "engine/plan_cache.h"
#include "form/layout.h"

namespace girs {

struct BatchRules {
  static constexpr std::uint32_t kNone = 0xffffffff;

  std::shared_ptr<const engine::Plan> of_sheets;   // none: no rule is covered
  std::shared_ptr<const engine::Plan> of_rows;
  /// By rule: its definition in `of_rows`, or kNone.
  std::vector<std::uint32_t> row_definitions;
  /// By rule and place (a fixed row, a column, or the one place of the form): the definition in
  /// `of_sheets`, or kNone.
  std::vector<std::vector<std::uint32_t>> sheet_definitions;
};

/// Covered are rules that kernels compute from the sheet's own cells, so that neither the period,
/// the unit nor a parameter matters. `plans`, if there, has those compiled before.
BatchRules batch_rules(const FormLayout& layout, engine::PlanCache* plans = nullptr);

}  // namespace girs
