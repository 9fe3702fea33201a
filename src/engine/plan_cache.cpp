#include "engine/plan_cache.h"

#include <algorithm>

#include "engine/fnv.h"
#include "engine/identity.h"

namespace girs::engine {

Result<std::shared_ptr<const Plan>> PlanCache::get(std::vector<Definition> definitions,
                                                   Shapes shapes) {
  const std::string identity = identity_of(definitions, shapes);
  const std::uint64_t hash = fnv1a(identity);
  if (auto plan = found(hash, identity)) return plan;
  GIRS_TRY(auto plan, Plan::compile(std::move(definitions), std::move(shapes)));
  const std::size_t bytes = plan->memory_bytes();
  const std::lock_guard lock(mutex_);
  ++compiled_;
  if (bytes > memory_max_ || plans_max_ == 0) return plan;
  Entry& entry = entries_[hash];
  if (entry.plan && entry.plan->identity() == identity) plan = entry.plan;   // another was faster
  bytes_ += bytes - entry.bytes;
  entry = {plan, bytes, ++uses_};
  make_room(hash);
  return plan;
}

/// Two lists of definitions may share a hash: only the same ones are found.
std::shared_ptr<const Plan> PlanCache::found(std::uint64_t hash, const std::string& identity) {
  const std::lock_guard lock(mutex_);
  const auto entry = entries_.find(hash);
  if (entry == entries_.end() || entry->second.plan->identity() != identity) return nullptr;
  entry->second.used = ++uses_;
  ++found_;
  return entry->second.plan;
}

void PlanCache::make_room(std::uint64_t except) {
  while (entries_.size() > plans_max_ || bytes_ > memory_max_) {
    auto oldest = entries_.end();
    for (auto it = entries_.begin(); it != entries_.end(); ++it)
      if (it->first != except && (oldest == entries_.end() || it->second.used < oldest->second.used))
        oldest = it;
    if (oldest == entries_.end()) return;
    bytes_ -= oldest->second.bytes;
    entries_.erase(oldest);
  }
}

PlanCache::Counts PlanCache::counts() const {
  const std::lock_guard lock(mutex_);
  return {entries_.size(), bytes_, found_, compiled_};
}

Result<std::shared_ptr<const Plan>> planned(PlanCache* cache, std::vector<Definition> definitions,
                                            Shapes shapes) {
  if (cache) return cache->get(std::move(definitions), std::move(shapes));
  return Plan::compile(std::move(definitions), std::move(shapes));
}

}  // namespace girs::engine
