#pragma once
// What an instruction reads and leaves: the figures of one batch in one of three widths, with
// their states and a bound that none exceeds.

#include <array>
#include <cstdint>
#include <memory>

#include "engine/column.h"
#include "engine/states.h"

namespace girs::engine {

inline constexpr int kNoScale = -1;   // figures of many scales, in decimal128
/// Bounds stop here: nothing so large is computed with integers.
inline constexpr Unsigned128 kUnbounded = Unsigned128{1} << 126;

inline Unsigned128 bounded_product(Unsigned128 a, Unsigned128 b) {
  if (((a | b) >> 63) == 0) return a * b;   // nearly always, and no division
  if (a == 0 || b == 0) return 0;
  return a > kUnbounded / b ? kUnbounded : a * b;
}
inline Unsigned128 bounded_sum(Unsigned128 a, Unsigned128 b) {
  return a + b > kUnbounded ? kUnbounded : a + b;
}
inline bool fits_narrow(Unsigned128 bound) { return bound < Unsigned128{1} << 63; }
inline bool fits_wide(Unsigned128 bound) {
  return bound < static_cast<Unsigned128>(fixed::kWideLimit);
}

struct Operand {
  Width width = Width::kNarrow;
  int scale = 0;
  Unsigned128 bound = 0;
  const std::int64_t* narrow = nullptr;
  const Int128* wide = nullptr;
  const Decimal* decimals = nullptr;
  const Decimal* constant = nullptr;   // one figure for all units
  const States* states = nullptr;
  const Words* truth = nullptr;        // of a logical
};

/// 1,024 figures that an instruction has left. Wide ones have room from when they are needed.
struct Register {
  Width width = Width::kNarrow;
  int scale = 0;
  Unsigned128 bound = 0;
  alignas(64) std::array<std::int64_t, kBatch> narrow;
  std::unique_ptr<std::array<Int128, kBatch>> wide;
  std::unique_ptr<std::array<Decimal, kBatch>> decimals;
  States states;
  Words truth;

  Int128* wide_room() {
    if (!wide) wide = std::make_unique<std::array<Int128, kBatch>>();
    return wide->data();
  }
  Decimal* decimal_room() {
    if (!decimals) decimals = std::make_unique<std::array<Decimal, kBatch>>();
    return decimals->data();
  }
  Operand operand() const {
    return {width, scale, bound, narrow.data(), wide ? wide->data() : nullptr,
            decimals ? decimals->data() : nullptr, nullptr, &states, &truth};
  }
};

}  // namespace girs::engine
