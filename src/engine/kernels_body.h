#pragma once
// The kernels themselves, for the file of each level, compiled for its CPU. Only plain loops: an
// inline function shared with other files could end up, compiled for a newer CPU, in their path.

#include "engine/kernels.h"

namespace girs::engine {
namespace {

using Bits = std::uint64_t;
using Int = std::int64_t;

constexpr Int kMagic = 0x4338000000000000;   // the bits of 1.5 * 2^52
constexpr double kMagicDouble = 6755399441055744.0;

struct BitTable {
  Bits bit[64];
};
constexpr BitTable made_bits() {
  BitTable table{};
  for (int i = 0; i < 64; ++i) table.bit[i] = Bits{1} << i;
  return table;
}
constexpr BitTable kBits = made_bits();

void look_ahead(Ahead& ahead) {
  for (std::size_t n = ahead.lines; n > 0 && ahead.count > 0; --n) {
    Ahead::Span& span = *ahead.spans;
    __builtin_prefetch(span.at, 0, 2);
    span.at += 64;
    if (span.at < span.end) continue;
    ++ahead.spans;
    --ahead.count;
  }
}

/// Streams of one rule, read in one loop; factors of 1 and -1 as masks.
template <std::size_t K>
struct Signed {
  const Int* __restrict values[K];
  Int mask[K];
  Int start;

  Signed(const Stream* streams, Int from) : start(from) {
    for (std::size_t k = 0; k < K; ++k) {
      values[k] = streams[k].values;
      mask[k] = streams[k].factor < 0 ? -1 : 0;
    }
  }
  Int at(std::size_t i) const {
    Int total = start;
    for (std::size_t k = 0; k < K; ++k) total += (values[k][i] ^ mask[k]) - mask[k];
    return total;
  }
};

template <std::size_t K>
void sum_signed(const Stream* streams, Int start, Int* __restrict out, std::size_t rows,
                Ahead& ahead) {
  const Signed<K> all(streams, start);
  for (std::size_t from = 0; from < rows; from += 64) {
    look_ahead(ahead);
    for (std::size_t i = from; i < from + 64; ++i) out[i] = all.at(i);
  }
}

template <std::size_t K, bool kSign>
void compare_signed(const Stream* streams, Int start, Bits* __restrict zero,
                    Bits* __restrict below, std::size_t rows, Ahead& ahead) {
  const Signed<K> all(streams, start);
  for (std::size_t w = 0; w < rows / 64; ++w) {
    look_ahead(ahead);
    Bits zeros = 0;
    Bits negatives = 0;
    for (std::size_t j = 0; j < 64; ++j) {
      const Int difference = all.at(w * 64 + j);
      zeros |= difference == 0 ? kBits.bit[j] : 0;
      if constexpr (kSign) negatives |= difference < 0 ? kBits.bit[j] : 0;
    }
    zero[w] = zeros;
    if constexpr (kSign) below[w] = negatives;
  }
}

constexpr std::size_t kStreamsMax = 8;

using SumSigned = void (*)(const Stream*, Int, Int*, std::size_t, Ahead&);
constexpr SumSigned kSums[] = {sum_signed<1>, sum_signed<2>, sum_signed<3>, sum_signed<4>,
                               sum_signed<5>, sum_signed<6>, sum_signed<7>, sum_signed<8>};

using CompareSigned = void (*)(const Stream*, Int, Bits*, Bits*, std::size_t, Ahead&);
template <bool kSign>
constexpr CompareSigned kCompares[] = {
    compare_signed<1, kSign>, compare_signed<2, kSign>, compare_signed<3, kSign>,
    compare_signed<4, kSign>, compare_signed<5, kSign>, compare_signed<6, kSign>,
    compare_signed<7, kSign>, compare_signed<8, kSign>};

/// Whether `count` streams fit the loops above.
bool all_signs(const Stream* streams, std::size_t count) {
  if (count == 0 || count > kStreamsMax) return false;
  for (std::size_t k = 0; k < count; ++k)
    if (streams[k].factor != 1 && streams[k].factor != -1) return false;
  return true;
}

void add_scaled(const Stream& stream, Int* __restrict out, std::size_t rows, Ahead& ahead) {
  const Int* __restrict values = stream.values;
  const Int factor = stream.factor;
  for (std::size_t from = 0; from < rows; from += 64) {
    look_ahead(ahead);
    for (std::size_t i = from; i < from + 64; ++i) out[i] += values[i] * factor;
  }
}

void sum(const Stream* streams, std::size_t count, Int start, Int* __restrict out,
         std::size_t rows, Ahead& ahead) {
  if (all_signs(streams, count)) return kSums[count - 1](streams, start, out, rows, ahead);
  for (std::size_t i = 0; i < rows; ++i) out[i] = start;
  for (std::size_t k = 0; k < count; ++k) add_scaled(streams[k], out, rows, ahead);
}

/// Bits of `relation` from those of "equal" and "below".
void related(formula::Relation relation, const Bits* zero, const Bits* below, Bits* bits,
             std::size_t words) {
  using formula::Relation;
  for (std::size_t w = 0; w < words; ++w) {
    switch (relation) {
      case Relation::kEqual: bits[w] = zero[w]; break;
      case Relation::kNotEqual: bits[w] = ~zero[w]; break;
      case Relation::kLess: bits[w] = below[w]; break;
      case Relation::kLessOrEqual: bits[w] = below[w] | zero[w]; break;
      case Relation::kGreater: bits[w] = ~(below[w] | zero[w]); break;
      case Relation::kGreaterOrEqual: bits[w] = ~below[w]; break;
    }
  }
}

void compare(const Stream* streams, std::size_t count, Int start, formula::Relation relation,
             Bits* bits, std::size_t rows, Ahead& ahead) {
  Bits zero[kBatch / 64];
  Bits below[kBatch / 64];
  Int total[kBatch];
  const Stream whole{total, 1};
  if (!all_signs(streams, count)) {
    sum(streams, count, start, total, rows, ahead);
    streams = &whole;
    count = 1;
    start = 0;
  }
  const bool sign =
      relation != formula::Relation::kEqual && relation != formula::Relation::kNotEqual;
  const auto run = sign ? kCompares<true>[count - 1] : kCompares<false>[count - 1];
  run(streams, start, zero, below, rows, ahead);
  related(relation, zero, below, bits, rows / 64);
}

void multiply(const Int* __restrict a, const Int* __restrict b, Int* __restrict out,
              std::size_t rows, Ahead& ahead) {
  for (std::size_t from = 0; from < rows; from += 64) {
    look_ahead(ahead);
    for (std::size_t i = from; i < from + 64; ++i) out[i] = a[i] * b[i];
  }
}

void absolute(const Int* __restrict a, Int* __restrict out, std::size_t rows, Ahead& ahead) {
  for (std::size_t from = 0; from < rows; from += 64) {
    look_ahead(ahead);
    for (std::size_t i = from; i < from + 64; ++i) {
      const Int sign = a[i] < 0 ? -1 : 0;
      out[i] = (a[i] ^ sign) - sign;
    }
  }
}

/// Exact for magnitudes below 2^51, on any CPU: the integer is put into a double's mantissa.
double as_double(Int value) {
  return __builtin_bit_cast(double, value + kMagic) - kMagicDouble;
}
Int as_integer(double whole) { return __builtin_bit_cast(Int, whole + kMagicDouble) - kMagic; }

// The quotient is estimated in double and corrected by its exact remainder: a, b and q * b are
// integers below 2^53, so no double in here is ever rounded but the estimate.
void ratio_block(const Int* __restrict a, const Int* __restrict b, double times, Int sign_factor,
                 Int* __restrict out) {
  for (std::size_t i = 0; i < 64; ++i) {
    const Int sign_a = a[i] < 0 ? -1 : 0;
    const Int sign_b = b[i] < 0 ? -1 : 0;
    const double dividend = as_double((a[i] ^ sign_a) - sign_a) * times;
    double divisor = as_double((b[i] ^ sign_b) - sign_b);
    divisor = divisor == 0.0 ? 1.0 : divisor;
    const double estimate = (dividend / divisor + kMagicDouble) - kMagicDouble;
    const double rest2 = 2.0 * (dividend - estimate * divisor);
    const double up = rest2 >= divisor ? 1.0 : 0.0;
    const double down = rest2 < -divisor ? 1.0 : 0.0;
    const Int quotient = as_integer(estimate + up - down);
    const Int sign = sign_a ^ sign_b ^ sign_factor;
    out[i] = (quotient ^ sign) - sign;
  }
}

void ratio(const Int* __restrict a, const Int* __restrict b, Int factor, Int* __restrict out,
           Bits* __restrict zero, std::size_t rows, Ahead& ahead) {
  const Int sign_factor = factor < 0 ? -1 : 0;
  const double times = as_double((factor ^ sign_factor) - sign_factor);
  for (std::size_t from = 0; from < rows; from += 64) {
    look_ahead(ahead);
    ratio_block(a + from, b + from, times, sign_factor, out + from);
  }
  Bits unused[kBatch / 64];
  const Stream divisors{b, 1};
  compare_signed<1, false>(&divisors, 0, zero, unused, rows, ahead);
}

void keep(Int* __restrict values, const Bits* __restrict bits, std::size_t rows, Ahead& ahead) {
  for (std::size_t w = 0; w < rows / 64; ++w) {
    look_ahead(ahead);
    if (bits[w] == ~Bits{0}) continue;
    const Bits word = bits[w];
    for (std::size_t j = 0; j < 64; ++j)
      values[w * 64 + j] = (word & kBits.bit[j]) != 0 ? values[w * 64 + j] : 0;
  }
}

void select(const Int* __restrict a, const Int* __restrict b, const Bits* __restrict bits,
            Int* __restrict out, std::size_t rows, Ahead& ahead) {
  for (std::size_t w = 0; w < rows / 64; ++w) {
    look_ahead(ahead);
    const Bits word = bits[w];
    for (std::size_t j = 0; j < 64; ++j)
      out[w * 64 + j] = (word & kBits.bit[j]) != 0 ? a[w * 64 + j] : b[w * 64 + j];
  }
}

constexpr Kernels table(const char* level) {
  return {level, sum, compare, multiply, ratio, absolute, keep, select};
}

}  // namespace
}  // namespace girs::engine
