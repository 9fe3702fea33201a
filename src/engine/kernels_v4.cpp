// The kernels for x86-64 with AVX-512; CMakeLists.txt says so to the compiler.

#include "engine/bits.h"
#include "engine/kernels_body.h"

namespace girs::engine {

const Kernels* v4_kernels() {
#if defined(__x86_64__)
  static constexpr Kernels kTable = table("x86-64-v4");
  return &kTable;
#else
  return nullptr;
#endif
}

}  // namespace girs::engine
