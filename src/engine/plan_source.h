#pragma once
// A table as the reference evaluator sees it together with a plan: an indicator that is no column
// of the table is computed from its definition. For one thread.

#include "engine/plan.h"
#include "engine/table.h"
#include "formula/evaluate.h"

namespace girs::engine {

class PlanSource : public TableSource {
 public:
  PlanSource(const Plan& plan, const Table& table)
      : TableSource(plan.shapes(), table), plan_(plan), hierarchy_(table.units()) {}
  formula::Value indicator(const formula::CellAddress& address) const override;

  /// Where a definition stands at a unit in a period.
  formula::Context context(std::size_t definition, const Period& period,
                           const std::string& unit) const;

 private:
  static constexpr int kDepthMax = 64;   // of indicators that read each other's past

  const Plan& plan_;
  UnitsAsHierarchy hierarchy_;
  mutable int depth_ = 0;
};

}  // namespace girs::engine
