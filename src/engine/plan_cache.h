#pragma once
// Plans that were compiled before, found by the hash of their definitions: a form's rules are
// compiled once, however often they are asked for. Any thread.

#include <cstdint>
#include <memory>
#include <mutex>
#include <unordered_map>
#include <vector>

#include "engine/plan.h"

namespace girs::engine {

class PlanCache {
 public:
  /// More plans, or more memory, are not kept; those asked for longest ago go first. Who uses one
  /// keeps it alive.
  explicit PlanCache(std::size_t plans_max = 256,
                     std::size_t memory_max = std::size_t{64} << 20)
      : plans_max_(plans_max), memory_max_(memory_max) {}

  /// As Plan::compile(); what does not compile is not remembered. While one thread compiles,
  /// others may do the same in vain, but all get one plan.
  Result<std::shared_ptr<const Plan>> get(std::vector<Definition> definitions, Shapes shapes);

  struct Counts {
    std::size_t plans = 0;
    std::size_t memory_bytes = 0;
    std::uint64_t found = 0;      // calls that compiled nothing
    std::uint64_t compiled = 0;
  };
  Counts counts() const;

 private:
  struct Entry {
    std::shared_ptr<const Plan> plan;
    std::size_t bytes = 0;
    std::uint64_t used = 0;
  };
  std::shared_ptr<const Plan> found(std::uint64_t hash, const std::string& identity);
  void make_room(std::uint64_t except);

  const std::size_t plans_max_;
  const std::size_t memory_max_;
  mutable std::mutex mutex_;
  std::unordered_map<std::uint64_t, Entry> entries_;   // by hash
  std::size_t bytes_ = 0;
  std::uint64_t uses_ = 0;
  std::uint64_t found_ = 0;
  std::uint64_t compiled_ = 0;
};

/// The plan of these definitions: from `cache` if there is one.
Result<std::shared_ptr<const Plan>> planned(PlanCache* cache, std::vector<Definition> definitions,
                                            Shapes shapes);

}  // namespace girs::engine
