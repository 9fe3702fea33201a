#pragma once
// What formulas of indicators see: stored cells, and other indicators, [#0501].

#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "indicator/figure_book.h"
#include "indicator/report_figures.h"
#include "report/cells.h"

namespace girs::indicator {

class IndicatorCells final : public report::StoredCells {
 public:
  /// `nested`: how many indicators are being computed already, one for another.
  /// `as_of`: of series.
  IndicatorCells(const report::Workspace& workspace, std::string regime, int nested,
                 const AsOf& as_of = {})
      : StoredCells(workspace, std::move(regime)),
        figures_(workspace, as_of),
        as_of_(as_of),
        nested_(nested) {}

  /// As compute() gives it. In other boundaries it is computed anew from the sums of numerators
  /// and denominators of the unit's predecessors: a rate is never added up (FORMULA.md section
  /// 7). #REF! for a unit that was not there and, of
  /// an indicator over reports, for breakdowns, which reports do not hold.
  formula::Value indicator(const formula::CellAddress& address) const override;

  /// What is said beside the figures of other indicators that were read since this was last asked:
  /// the least final status and all flags. Nothing when none was read.
  std::optional<Point> take_told() const { return std::exchange(told_, std::nullopt); }

 private:
  void note(const Point& read) const;
  formula::Value other_source(const Indicator& definition,
                              const formula::CellAddress& address) const;
  mutable ReportFigures figures_;   // out of columns where the workspace has them
  AsOf as_of_;
  mutable std::unique_ptr<FigureBook> book_;   // of other sources, once one is read
  int nested_;
  mutable std::optional<Point> told_;
};

}  // namespace girs::indicator
