#include "bench/stream.h"

namespace bench {

std::int64_t read_four(const std::int64_t* const* from, std::size_t rows) {
  const std::int64_t* const a = from[0];
  const std::int64_t* const b = from[1];
  const std::int64_t* const c = from[2];
  const std::int64_t* const d = from[3];
  std::int64_t all = 0;
  for (std::size_t i = 0; i < rows; ++i) all |= a[i] + b[i] + c[i] + d[i];
  return all;
}

void add_four(const std::int64_t* const* from, std::int64_t* __restrict to, std::size_t rows) {
  const std::int64_t* const a = from[0];
  const std::int64_t* const b = from[1];
  const std::int64_t* const c = from[2];
  const std::int64_t* const d = from[3];
  for (std::size_t i = 0; i < rows; ++i) to[i] = a[i] + b[i] + c[i] + d[i];
}

}  // namespace bench
