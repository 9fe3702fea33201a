#pragma once
// The loops over a batch of int64 figures: one table of functions for each level of CPU, the
// plain one always there. Every level gives the same bits; tests run them all.
//
// `rows` is a whole number of words of 64; arrays hold that many. The caller has made sure that
// nothing overflows (the bounds are stated), so that no loop has a branch.

#include <cstddef>
#include <cstdint>
#include <span>

#include "formula/syntax.h"

namespace girs::engine {

/// One stream of a sum: values times a factor.
struct Stream {
  const std::int64_t* values = nullptr;
  std::int64_t factor = 1;
};

/// What is read soon: while a kernel computes, it asks memory for some lines of it, block by block.
struct Ahead {
  struct Span {
    const char* at = nullptr;
    const char* end = nullptr;
  };
  Span* spans = nullptr;         // what is left of them
  std::size_t count = 0;
  std::size_t lines = 0;         // of the cache, for each block of 64 rows
};

struct Kernels {
  const char* level;   // "plain", "x86-64-v3", "x86-64-v4"
  /// out = start + sum of streams; every partial sum below 2^63.
  void (*sum)(const Stream* streams, std::size_t count, std::int64_t start, std::int64_t* out,
              std::size_t rows, Ahead& ahead);
  /// Bits of the rows where start + sum of streams stands in `relation` to 0.
  void (*compare)(const Stream* streams, std::size_t count, std::int64_t start,
                  formula::Relation relation, std::uint64_t* bits, std::size_t rows, Ahead& ahead);
  /// out = a * b, below 2^63.
  void (*multiply)(const std::int64_t* a, const std::int64_t* b, std::int64_t* out,
                   std::size_t rows, Ahead& ahead);
  /// out = a * factor / b, half away from zero; a * factor and b below 2^51. Anything where b is
  /// 0, which sets the bit in `zero`.
  void (*ratio)(const std::int64_t* a, const std::int64_t* b, std::int64_t factor,
                std::int64_t* out, std::uint64_t* zero, std::size_t rows, Ahead& ahead);
  /// out = |a|.
  void (*absolute)(const std::int64_t* a, std::int64_t* out, std::size_t rows, Ahead& ahead);
  /// Values become 0 where the bit is not set.
  void (*keep)(std::int64_t* values, const std::uint64_t* bits, std::size_t rows, Ahead& ahead);
  /// out = a where the bit is set, else b.
  void (*select)(const std::int64_t* a, const std::int64_t* b, const std::uint64_t* bits,
                 std::int64_t* out, std::size_t rows, Ahead& ahead);
};

/// The largest magnitude that ratio() takes.
inline constexpr std::int64_t kRatioLimit = std::int64_t{1} << 51;

/// The fastest level that this CPU runs.
const Kernels& kernels();
/// Every level that this CPU runs, the plain one first.
std::span<const Kernels* const> kernel_levels();

// The levels of this build; nullptr on other machines than theirs.
const Kernels* plain_kernels();
const Kernels* v3_kernels();
const Kernels* v4_kernels();

}  // namespace girs::engine
