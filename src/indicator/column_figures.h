#pragma once
// Figures of indicators over reports for all units of a period at once: numerators, denominators
// and values by plans over columns (figure_plan.h), added up the tree (sum_tree.h). The same
// figures as compute() gives one by one, which is the reference.
//
// Nothing is computed before it is asked for: sums that are kept (figure_cache.h) need no column,
// and of units that report themselves only those batches run in which one is asked for.

#include <memory>
#include <optional>
#include <vector>

#include "engine/run.h"
#include "indicator/figure_cache.h"
#include "store/requests.h"

namespace girs::indicator {

/// What a figure is made of; without a denominator that is missing.
struct Parts {
  formula::Value numerator = formula::Absent::kMissing;
  formula::Value denominator = formula::Absent::kMissing;
};

/// Figures of some indicators in one period.
class PeriodFigures {
 public:
  PeriodFigures(const report::Workspace& workspace, std::vector<const Indicator*> indicators,
                std::shared_ptr<const report::PeriodColumns> columns,
                std::shared_ptr<const Standing> standing, std::shared_ptr<const FigurePlan> plan,
                std::shared_ptr<const engine::Table> table, std::shared_ptr<FigureCache> cache);

  const report::PeriodColumns& columns() const { return *columns_; }
  const Standing& standing() const { return *standing_; }
  /// Whether columns can give an indicator.
  bool has(std::size_t indicator) const { return plan_->places[indicator].has_value(); }

  /// Whether the unit at `position` is a sum of others.
  bool is_sum(std::uint32_t position) const {
    return standing_->tree->place(position) != SumTree::kNone;
  }
  /// Of one unit, whether it reports itself or is a sum.
  Result<Parts> parts(std::size_t indicator, std::uint32_t position);
  /// On how many reports its figure stands.
  Result<std::size_t> counted(std::size_t indicator, std::uint32_t position);
  /// Whether a signed figure that it is, or that it sums up, stands on reports corrected since.
  Result<bool> is_stale(std::uint32_t position);
  /// The values of units that are sums, by place (SumTree).
  Result<const engine::Column*> sum_values(std::size_t indicator);
  /// How many figures they were added up from, by place.
  Result<const SumTree::Counts*> sum_counts(std::size_t indicator);
  /// The values of units that bring a report, as far as they stand in these batches, right where
  /// they are numbers or missing (FigurePlan::Places); nullptr: only parts() gives them.
  Result<const engine::Column*> values(std::size_t indicator,
                                       const std::vector<std::size_t>& batches);

 private:
  Status run(const std::vector<std::size_t>& batches);
  Result<std::shared_ptr<const PartSums>> sums(std::size_t indicator);
  Result<std::shared_ptr<const PartSums>> summed(std::size_t indicator,
                                                 const std::shared_ptr<const PartSums>& known);

  report::Workspace workspace_;
  std::vector<const Indicator*> indicators_;
  std::shared_ptr<const report::PeriodColumns> columns_;
  std::shared_ptr<const Standing> standing_;
  std::shared_ptr<const FigurePlan> plan_;
  std::shared_ptr<const engine::Table> table_;
  std::shared_ptr<FigureCache> cache_;
  std::unique_ptr<engine::Run> run_;   // made when something is first computed
  std::vector<char> ran_;              // by batch
  std::vector<std::shared_ptr<const PartSums>> sums_;   // by indicator, as far as asked for
  std::optional<std::shared_ptr<const FigureCache::Counts>> stale_below_;   // once asked for
};

class ColumnFigures {
 public:
  /// Indicators over reports of one regime. The workspace has a cache of columns.
  ColumnFigures(const report::Workspace& workspace, std::vector<const Indicator*> indicators)
      : workspace_(workspace), indicators_(std::move(indicators)) {}

  /// Nothing: no figure of this period can be had by columns.
  Result<std::optional<PeriodFigures>> of(const Period& period);
  /// The same of columns that are at hand.
  Result<std::optional<PeriodFigures>> of(std::shared_ptr<const report::PeriodColumns> columns);

  const std::vector<const Indicator*>& indicators() const { return indicators_; }

 private:
  Result<std::shared_ptr<const engine::Table>> table(const report::PeriodColumns& columns,
                                                     const FigurePlan& plan);
  Result<bool> is_requested(const report::Subject& subject);
  Result<std::vector<char>> owed(const report::PeriodColumns& columns, bool by_regime);

  report::Workspace workspace_;
  std::vector<const Indicator*> indicators_;
  std::shared_ptr<FigureCache> cache_;
  std::optional<std::vector<store::RequestRow>> requests_;
};

}  // namespace girs::indicator
