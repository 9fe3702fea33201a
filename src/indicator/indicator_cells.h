#pragma once
// What formulas of indicators see: stored cells, and other indicators, [#0501].

#include <string>

#include "indicator/report_figures.h"
#include "report/cells.h"

namespace girs::indicator {

class IndicatorCells final : public report::StoredCells {
 public:
  /// `nested`: how many indicators are being computed already, one for another.
  IndicatorCells(const report::Workspace& workspace, std::string regime, int nested)
      : StoredCells(workspace, std::move(regime)), figures_(workspace), nested_(nested) {}

  /// As compute() gives it. In other boundaries it is computed anew from the sums of numerators
  /// and denominators of the unit's predecessors: a rate is never added up (FORMULA.md section
  /// 7). #REF! for a unit that was not there and, of
  /// an indicator over reports, for breakdowns, which reports do not hold.
  formula::Value indicator(const formula::CellAddress& address) const override;

 private:
  formula::Value other_source(const Indicator& definition,
                              const formula::CellAddress& address) const;
  mutable ReportFigures figures_;   // out of columns where the workspace has them
  int nested_;
};

}  // namespace girs::indicator
