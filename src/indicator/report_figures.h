#pragma once
// Figures of indicators over reports, one by one: out of columns where the workspace has a cache
// of them, else report by report.

#include <map>
#include <memory>

#include "indicator/column_figures.h"
#include "indicator/compute.h"
#include "report/opened_periods.h"

namespace girs::indicator {

/// Keeps what it computes; one thread at a time.
class ReportFigures {
 public:
  /// `as_of`: of the series and formulas that a formula over reports reads; for reports the
  /// workspace says it.
  explicit ReportFigures(const report::Workspace& workspace, const AsOf& as_of = {})
      : workspace_(workspace), as_of_(as_of) {}

  /// The parts of the figure of one unit with all that is said beside them; they are not divided.
  /// In the boundaries of `boundaries` when it is given: then the sums of numerators and
  /// denominators of what the unit was made of.
  Result<Point> at(const Indicator& indicator, const std::string& unit, const Period& period,
                   const std::optional<Date>& boundaries, int nested);

  /// That figures of these periods will be asked for: their columns are read at once.
  Status prepare(const Indicator& indicator, const std::vector<Period>& periods);

 private:
  using Known = std::optional<PeriodFigures>;

  Result<Point> as_it_was(const Indicator& indicator, const std::string& unit,
                          const Period& period, int nested);
  ColumnFigures& plans(const Indicator& indicator);
  Status keep(const Indicator& indicator, const Period& period, Result<Known> figures);
  Result<PeriodFigures*> columns(const Indicator& indicator, const Period& period);
  Result<std::optional<Point>> by_columns(const Indicator& indicator, const std::string& unit,
                                          const Period& period);

  report::Workspace workspace_;
  AsOf as_of_;
  std::unique_ptr<report::OpenedPeriods> opened_;   // when the workspace has none
  std::map<const Indicator*, std::unique_ptr<ColumnFigures>> plans_;
  std::map<std::pair<const Indicator*, Period>, Known> known_;
};

}  // namespace girs::indicator
