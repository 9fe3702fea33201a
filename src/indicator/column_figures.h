#pragma once
// Figures of indicators over reports for all units of a period at once: numerators and
// denominators by plans over columns (engine/plan.h), summed up the tree, and divided at the end.
// The same figures as compute() gives one by one, which is the reference.
//
// What columns cannot give is left out, and the caller goes to the reference: formulas that plans
// do not cover, other indicators in a formula, columns of texts, other periods under another tree.

#include <map>
#include <memory>
#include <optional>
#include <vector>

#include "catalog/indicator.h"
#include "engine/plan.h"
#include "report/column_cache.h"
#include "report/workspace.h"
#include "store/requests.h"

namespace girs::indicator {

/// Parts of one indicator over the units of a period, by position in the order of units.
struct ColumnParts {
  engine::Column numerator;
  std::optional<engine::Column> denominator;
};

struct PeriodFigures {
  std::shared_ptr<const report::PeriodColumns> columns;
  std::vector<char> owes;                         // whether a unit reports itself
  std::vector<std::uint32_t> counted, expected;   // reports that a figure stands on, and would
  std::vector<std::optional<ColumnParts>> parts;  // by indicator; none: not by columns
};

class ColumnFigures {
 public:
  /// Indicators over reports of one regime. The workspace has a cache of columns.
  ColumnFigures(const report::Workspace& workspace, std::vector<const Indicator*> indicators)
      : workspace_(workspace), indicators_(std::move(indicators)) {}

  /// Nothing: no figure of this period can be had by columns.
  Result<std::optional<PeriodFigures>> of(const Period& period);

  const std::vector<const Indicator*>& indicators() const { return indicators_; }

 private:
  /// Numerators and denominators that plans cover, under the forms of some periods.
  struct Compiled {
    std::shared_ptr<const engine::Plan> plan;
    std::vector<std::optional<std::size_t>> numerators, denominators;   // definitions, by indicator
    bool here = true;   // it reads nothing but the period itself
  };
  Result<const Compiled*> compiled(const report::Subject& subject);
  Result<std::shared_ptr<const engine::Table>> table(const report::PeriodColumns& columns,
                                                     const Compiled& compiled);
  Result<std::vector<char>> owed(const report::PeriodColumns& columns);

  report::Workspace workspace_;
  std::vector<const Indicator*> indicators_;
  std::map<std::vector<const Form*>, Compiled> compiled_;   // by forms in force
  std::optional<std::vector<store::RequestRow>> requests_;
};

/// The last step: numerator / denominator * factor at the scale of each indicator.
class ColumnDivision {
 public:
  explicit ColumnDivision(std::vector<const Indicator*> indicators)
      : indicators_(std::move(indicators)) {}
  /// For all units; none where there are no parts. `figures` is of the same indicators.
  Result<std::vector<std::optional<engine::Column>>> of(const PeriodFigures& figures);

 private:
  Result<std::shared_ptr<const engine::Plan>> plan(const std::vector<std::size_t>& which);

  std::vector<const Indicator*> indicators_;
  std::map<std::vector<std::size_t>, std::shared_ptr<const engine::Plan>> plans_;
};

}  // namespace girs::indicator
