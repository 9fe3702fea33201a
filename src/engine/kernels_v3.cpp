// The kernels for x86-64 with AVX2; CMakeLists.txt says so to the compiler.

#include "engine/bits.h"
#include "engine/kernels_body.h"

namespace girs::engine {

const Kernels* v3_kernels() {
#if defined(__x86_64__)
  static constexpr Kernels kTable = table("x86-64-v3");
  return &kTable;
#else
  return nullptr;
#endif
}

}  // namespace girs::engine
