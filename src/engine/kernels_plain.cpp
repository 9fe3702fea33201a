// The kernels for any CPU, and the choice among the levels.

#include <vector>

#include "engine/bits.h"
#include "engine/kernels_body.h"

namespace girs::engine {

const Kernels* plain_kernels() {
  static constexpr Kernels kTable = table("plain");
  return &kTable;
}

std::span<const Kernels* const> kernel_levels() {
  static const std::vector<const Kernels*> kLevels = [] {
    std::vector<const Kernels*> levels{plain_kernels()};
#if defined(__x86_64__)
    __builtin_cpu_init();
    if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi2") && v3_kernels())
      levels.push_back(v3_kernels());
    if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq") &&
        __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512bw") && v4_kernels())
      levels.push_back(v4_kernels());
#endif
    return levels;
  }();
  return kLevels;
}

const Kernels& kernels() { return *kernel_levels().back(); }

}  // namespace girs::engine
