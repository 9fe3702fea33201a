#pragma once
// Figures of indicators over reports, one by one: out of columns where the workspace has a cache
// of them, else report by report.

#include <map>
#include <memory>

#include "indicator/column_figures.h"
#include "indicator/compute.h"

namespace girs::indicator {

/// Keeps what it computes; one thread at a time.
class ReportFigures {
 public:
  explicit ReportFigures(const report::Workspace& workspace) : workspace_(workspace) {}

  /// The figure of one unit, in the boundaries of `boundaries` when it is given: then the sums of
  /// numerators and denominators of what the unit was made of.
  Result<Figure> at(const Indicator& indicator, const std::string& unit, const Period& period,
                    const std::optional<Date>& boundaries, int nested);

 private:
  Result<Figure> as_it_was(const Indicator& indicator, const std::string& unit,
                           const Period& period, int nested);
  Result<PeriodFigures*> columns(const Indicator& indicator, const Period& period);
  Result<std::optional<Figure>> by_columns(const Indicator& indicator, const std::string& unit,
                                           const Period& period);

  report::Workspace workspace_;
  std::map<const Indicator*, std::unique_ptr<ColumnFigures>> plans_;
  std::map<std::pair<const Indicator*, Period>, std::optional<PeriodFigures>> known_;
};

}  // namespace girs::indicator
