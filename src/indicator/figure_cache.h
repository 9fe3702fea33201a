#pragma once
// What is kept of figures beside the columns of a store: plans, who reports in a period, and the
// sums of parts at units that are sums of others. When a report comes, sums that it goes into are
// added up anew, and all others stay.
//
// Any thread; what is given out is never changed.

#include <map>
#include <memory>
#include <mutex>
#include <utility>
#include <vector>

#include "indicator/figure_plan.h"
#include "indicator/stale.h"
#include "indicator/sum_tree.h"
#include "report/column_cache.h"

namespace girs::indicator {

/// Who reports in a period, and whose sums it goes into; by position. Periods in which the same
/// units stand alike share one.
struct Standing {
  std::vector<char> owes, brings;            // whether a unit reports itself, and has
  std::vector<std::uint32_t> counted, expected;   // reports that a figure stands on, and would
  std::shared_ptr<const SumTree> tree;
};

/// Parts of an indicator at the units that are sums of others.
struct PartSums {
  std::uint64_t version = 0;                 // of the columns
  std::shared_ptr<const SumTree> tree;
  SumTree::Sums numerators, denominators;    // no denominators of what has none
  SumTree::Counts counted;                   // figures that were added up, by place
  engine::Column values;                     // combined, by place
};

class FigureCache final : public report::BesideColumns {
 public:
  /// The one beside the columns of a workspace.
  static std::shared_ptr<FigureCache> beside(const report::Workspace& workspace);

  Result<std::shared_ptr<const FigurePlan>> plan(const report::Workspace& workspace,
                                                 const std::vector<const Indicator*>& indicators,
                                                 const report::Subject& subject);
  /// Of these columns when it is kept and the regime alone says who owes the report; or nullptr.
  std::shared_ptr<const Standing> standing(const report::PeriodColumns& columns) const;
  /// `owes`: by position, who owes the report as it is known now; `by_regime`: by the regime alone.
  std::shared_ptr<const Standing> standing(const report::Workspace& workspace,
                                           const report::PeriodColumns& columns,
                                           std::vector<char> owes, bool by_regime);

  using Counts = std::vector<std::uint32_t>;   // by position
  /// Of the report at `position` (stale.h).
  Result<Staleness> staleness_of(const report::Workspace& workspace,
                                 const report::PeriodColumns& columns, std::uint32_t position);
  /// How many stale reports a sum stands on; nullptr: none is stale. Not kept while one of them
  /// names members of which the columns do not tell: ask once for a question.
  Result<std::shared_ptr<const Counts>> stale_below(
      const report::Workspace& workspace, const report::PeriodColumns& columns,
      const std::shared_ptr<const Standing>& standing);

  /// nullptr: none is kept.
  std::shared_ptr<const PartSums> sums(const Indicator& indicator, const Period& period) const;
  void keep(const Indicator& indicator, const Period& period,
            std::shared_ptr<const PartSums> sums);

 private:
  using PlanKey = std::pair<std::vector<const Indicator*>, std::vector<const Form*>>;
  using PeriodKey = std::pair<const Regime*, Period>;
  struct KeptStanding {
    std::uint64_t version = 0;   // of the columns
    bool by_regime = false;
    std::shared_ptr<const Standing> standing;
  };

  struct KeptStale {
    std::uint64_t version = 0;   // of the columns
    std::map<std::uint32_t, Staleness> own;             // of signed aggregates, by position
    std::optional<std::shared_ptr<const Counts>> below; // as stale_below() gives it
    std::shared_ptr<const Standing> standing;           // of `below`

    void follow(const report::PeriodColumns& columns);
  };

  /// Standings of neighbouring periods; the first is that of the period itself, or nullptr.
  std::vector<std::shared_ptr<const Standing>> standings_near(const PeriodKey& key) const;

  mutable std::mutex mutex_;
  std::map<PlanKey, std::shared_ptr<const FigurePlan>> plans_;
  std::map<PeriodKey, KeptStanding> standings_;
  std::map<PeriodKey, KeptStale> stale_;
  std::map<std::pair<const Indicator*, Period>, std::shared_ptr<const PartSums>> sums_;
};

}  // namespace girs::indicator
