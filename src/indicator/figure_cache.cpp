#include "indicator/figure_cache.h"

#include <algorithm>

namespace girs::indicator {
namespace {

// When there is more, it is all forgotten and made again as it is asked for: some 200 MB for a
// country, besides the columns.
constexpr std::size_t kPlansMax = 1000;
constexpr std::size_t kStandingsMax = 1000;    // each about 60 kB over the country at most
constexpr std::size_t kSumsMax = 50000;        // each about 3 kB

template <class Map>
void make_room(Map& map, std::size_t max) {
  if (map.size() >= max) map.clear();
}

/// One of `known` where the same units stand alike, or a new one of the same tree.
std::shared_ptr<const Standing> standing_like(
    const std::vector<std::shared_ptr<const Standing>>& known, SumTree tree,
    std::vector<char> owes, std::vector<char> brings) {
  auto now = std::make_shared<Standing>();
  for (const auto& one : known) {
    if (!one || one->owes != owes || !one->tree->is_alike(tree)) continue;
    if (one->brings == brings) return one;
    if (!now->tree) now->tree = std::make_shared<const SumTree>(one->tree->with(brings));
  }
  if (!now->tree) now->tree = std::make_shared<const SumTree>(std::move(tree));
  now->expected.assign(owes.begin(), owes.end());
  now->counted.assign(brings.begin(), brings.end());
  now->tree->add_up(now->expected);
  now->tree->add_up(now->counted);
  now->owes = std::move(owes);
  now->brings = std::move(brings);
  return now;
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

std::shared_ptr<const Standing> FigureCache::standing(
    const report::PeriodColumns& columns) const {
  const std::lock_guard lock(mutex_);
  const auto found = standings_.find({columns.subject().regime, columns.subject().period});
  if (found == standings_.end()) return nullptr;
  const auto& kept = found->second;
  return kept.by_regime && kept.version == columns.version() ? kept.standing : nullptr;
}

std::shared_ptr<const Standing> FigureCache::standing(const report::Workspace& workspace,
                                                      const report::PeriodColumns& columns,
                                                      std::vector<char> owes, bool by_regime) {
  const auto& subject = columns.subject();
  const PeriodKey key(subject.regime, subject.period);
  std::vector<char> brings;
  for (std::uint32_t i = 0; i < columns.order().size(); ++i)
    brings.push_back(owes[i] && columns.source(i).is_there() ? 1 : 0);
  const auto near = standings_near(key);
  auto tree = near.front() && near.front()->owes == owes
                  ? *near.front()->tree
                  : SumTree(workspace.catalog->units(), columns.order(), subject.regime->code,
                            subject.day(), owes, brings);
  auto standing = standing_like(near, std::move(tree), std::move(owes), std::move(brings));
  const std::lock_guard lock(mutex_);
  make_room(standings_, kStandingsMax);
  standings_[key] = {columns.version(), by_regime, standing};
  return standing;
}

std::vector<std::shared_ptr<const Standing>> FigureCache::standings_near(
    const PeriodKey& key) const {
  std::vector<std::shared_ptr<const Standing>> near(1);
  const std::lock_guard lock(mutex_);
  auto at = standings_.lower_bound(key);
  if (at != standings_.begin()) near.push_back(std::prev(at)->second.standing);
  if (at != standings_.end() && at->first == key) near.front() = (at++)->second.standing;
  if (at != standings_.end()) near.push_back(at->second.standing);
  return near;
}

Result<Staleness> FigureCache::staleness_of(const report::Workspace& workspace,
                                            const report::PeriodColumns& columns,
                                            std::uint32_t position) {
  const auto& source = columns.source(position);
  if (!source.aggregate) return Staleness{};   // only these name members
  const PeriodKey key(columns.subject().regime, columns.subject().period);
  {
    const std::lock_guard lock(mutex_);
    if (const auto kept = stale_.find(key); kept != stale_.end()) {
      kept->second.follow(columns);
      const auto known = kept->second.own.find(position);
      if (known != kept->second.own.end()) return known->second;
    }
  }
  GIRS_TRY(auto found, staleness(*workspace.store, source.pid, {}, &columns));
  if (!found.members) return found;
  const std::lock_guard lock(mutex_);
  make_room(stale_, kStandingsMax);
  auto& kept = stale_[key];
  kept.follow(columns);
  kept.own[position] = found;
  return found;
}

Result<std::shared_ptr<const FigureCache::Counts>> FigureCache::stale_below(
    const report::Workspace& workspace, const report::PeriodColumns& columns,
    const std::shared_ptr<const Standing>& standing) {
  const PeriodKey key(columns.subject().regime, columns.subject().period);
  {
    const std::lock_guard lock(mutex_);
    if (const auto kept = stale_.find(key); kept != stale_.end()) {
      kept->second.follow(columns);
      // Who counts may be others in the same columns: a request began, or came to its end.
      if (kept->second.below && kept->second.standing == standing) return *kept->second.below;
    }
  }
  Counts stale(standing->brings.size());
  bool any = false, lasting = true;
  for (std::uint32_t i = 0; i < stale.size(); ++i) {
    if (!standing->brings[i]) continue;
    GIRS_TRY(const auto own, staleness_of(workspace, columns, i));
    if (own.stale) any = true, stale[i] = 1;
    if (!own.members) lasting = false;
  }
  std::shared_ptr<const Counts> below;
  if (any) {
    standing->tree->add_up(stale);
    below = std::make_shared<const Counts>(std::move(stale));
  }
  if (!lasting) return below;
  const std::lock_guard lock(mutex_);
  make_room(stale_, kStandingsMax);
  auto& kept = stale_[key];
  kept.follow(columns);
  kept.below = below;
  kept.standing = standing;
  return below;
}

/// Leaves out what changes since its version may have made wrong.
void FigureCache::KeptStale::follow(const report::PeriodColumns& columns) {
  if (version == columns.version()) return;
  const auto changed = columns.changed_since(version);
  const auto is_changed = [&](std::uint32_t position) {
    return std::ranges::find(*changed, position) != changed->end();
  };
  if (changed)
    std::erase_if(own, [&](const auto& one) {
      return is_changed(one.first) || std::ranges::any_of(*one.second.members, is_changed);
    });
  else own.clear();
  below.reset();
  standing.reset();
  version = columns.version();
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
