#pragma once
// Memory that runs out when a test wants it: the n-th allocation from now on fails, alone or with
// all that follow, in C++ and, where no sanitizer keeps malloc for itself, in C too.

#include <cstddef>

namespace capi {

enum class Outage {
  kOnce,      // one allocation fails
  kFromThere  // and every later one
};

/// While it lives, the `position`-th allocation of this thread fails.
class AllocationFault {
 public:
  AllocationFault(std::size_t position, Outage outage);
  ~AllocationFault();
  AllocationFault(const AllocationFault&) = delete;
  AllocationFault& operator=(const AllocationFault&) = delete;

  /// Whether it has failed; a call that needs fewer allocations ends before.
  static bool fired();
};

/// Blocks that operator new gave and that were not given back.
std::size_t live_blocks();

}  // namespace capi
