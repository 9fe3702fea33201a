#pragma once
// Numerators, denominators and values of some indicators over reports, compiled for the forms of
// some periods (engine/plan.h). What kernels do not cover, and what columns do not hold, is left
// out: the caller goes to the reference (compute.h).

#include <memory>
#include <optional>
#include <vector>

#include "catalog/indicator.h"
#include "engine/plan.h"
#include "report/workspace.h"

namespace girs::indicator {

struct FigurePlan {
  /// Definitions of an indicator. A value is right where it is a number or missing; elsewhere
  /// absences and errors of the parts decide, as combined() has it.
  struct Places {
    std::size_t numerator = 0;
    std::optional<std::size_t> denominator;
    std::optional<std::size_t> value;
    /// A unit's parts stand on nothing but its own cells of the period.
    bool apart = true;
  };
  std::shared_ptr<const engine::Plan> plan;
  std::vector<std::optional<Places>> places;   // by indicator; none: not by columns
  /// It reads nothing but cells of the period.
  bool here = true;

  static Result<FigurePlan> compile(const report::Workspace& workspace,
                                    const std::vector<const Indicator*>& indicators,
                                    const report::Subject& subject);
};

}  // namespace girs::indicator
