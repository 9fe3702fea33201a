#include "indicator/figure_cache.h"

namespace girs::indicator {
namespace {

// When there is more, it is all forgotten and made again as it is asked for: some 200 MB for a
// country, besides the columns.
constexpr std::size_t kPlansMax = 1000;
constexpr std::size_t kStandingsMax = 1000;    // each about 60 kB over the country
constexpr std::size_t kSumsMax = 50000;        // each about 3 kB

template <class Map>
void make_room(Map& map, std::size_t max) {
  if (map.size() >= max) map.clear();
}

}  // namespace

std::shared_ptr<FigureCache> FigureCache::beside(const report::Workspace& workspace) {
  return std::static_pointer_cast<FigureCache>(workspace.columns->beside(
      *workspace.catalog, [] { return std::make_shared<FigureCache>(); }));
}

Result<std::shared_ptr<const FigurePlan>> FigureCache::plan(
    const report::Workspace& workspace, const std::vector<const Indicator*>& indicators,
    const report::Subject& subject) {
  PlanKey key{indicators, {}};
  for (const auto& layout : subject.forms) key.second.push_back(&layout.form());
  {
    const std::lock_guard lock(mutex_);
    if (const auto found = plans_.find(key); found != plans_.end()) return found->second;
  }
  GIRS_TRY(auto made, FigurePlan::compile(workspace, indicators, subject));
  auto plan = std::make_shared<const FigurePlan>(std::move(made));
  const std::lock_guard lock(mutex_);
  make_room(plans_, kPlansMax);
  plans_[std::move(key)] = plan;
  return plan;
}

std::shared_ptr<const Standing> FigureCache::standing(const report::Workspace& workspace,
                                                      const report::PeriodColumns& columns,
                                                      std::vector<char> owes) {
  const auto& subject = columns.subject();
  const std::pair key(subject.regime, subject.period);
  std::shared_ptr<const Standing> known;
  {
    const std::lock_guard lock(mutex_);
    if (const auto found = standings_.find(key); found != standings_.end()) known = found->second;
  }
  const bool same = known && known->owes == owes;
  if (same && known->version == columns.version()) return known;
  Standing now;
  now.version = columns.version();
  now.owes = std::move(owes);
  const std::uint32_t size = static_cast<std::uint32_t>(columns.order().size());
  for (std::uint32_t i = 0; i < size; ++i)
    now.brings.push_back(now.owes[i] && columns.source(i).is_there() ? 1 : 0);
  if (same && known->brings == now.brings) {
    now.tree = known->tree;
    now.counted = known->counted;
    now.expected = known->expected;
  } else {
    now.tree = std::make_shared<const SumTree>(
        same ? known->tree->with(now.brings)
             : SumTree(workspace.catalog->units(), columns.order(), subject.regime->code,
                       subject.day(), now.owes, now.brings));
    now.expected.assign(now.owes.begin(), now.owes.end());
    now.counted.assign(now.brings.begin(), now.brings.end());
    now.tree->add_up(now.expected);
    now.tree->add_up(now.counted);
  }
  auto standing = std::make_shared<const Standing>(std::move(now));
  const std::lock_guard lock(mutex_);
  make_room(standings_, kStandingsMax);
  standings_[key] = standing;
  return standing;
}

std::shared_ptr<const PartSums> FigureCache::sums(const Indicator& indicator,
                                                  const Period& period) const {
  const std::lock_guard lock(mutex_);
  const auto found = sums_.find({&indicator, period});
  return found == sums_.end() ? nullptr : found->second;
}

void FigureCache::keep(const Indicator& indicator, const Period& period,
                       std::shared_ptr<const PartSums> sums) {
  const std::lock_guard lock(mutex_);
  make_room(sums_, kSumsMax);
  sums_[{&indicator, period}] = std::move(sums);
}

}  // namespace girs::indicator
