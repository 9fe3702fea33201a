#pragma once
// One template cell in one period over all units: integers that share a scale, a bitmap of
// presence, two state bits beside it, and the few cells that are none of these. A cell without a
// value stores 0. Each batch knows the largest magnitude in it, which decides how wide the
// arithmetic over it must be.

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "decimal/fixed.h"
#include "engine/bits.h"
#include "engine/states.h"
#include "formula/value.h"

namespace girs::engine {

using fixed::Int128;
using fixed::Unsigned128;

/// How the figures of a batch are held, and the arithmetic over them.
enum class Width : std::uint8_t {
  kNarrow,    // int64
  kWide,      // int128, below 10^34
  kDecimal,   // decimal128, any scale
  kAny        // texts, logicals, dates: for the reference evaluator
};

class Column {
 public:
  static constexpr int kScaleMax = 18;

  Column() = default;
  /// `units` blank cells of `scale` decimals, 0 to kScaleMax.
  explicit Column(std::size_t units, int scale = 0);
  /// Cells as they are; the scale is that of the finest figure, kScaleMax at most.
  static Column of(std::span<const formula::Value> cells);
  /// Takes integers as they are; `present` is a bitmap of one bit a unit, words of 64, others are
  /// blank and become 0.
  static Column of(std::vector<std::int64_t> mantissas, int scale,
                   std::span<const std::uint64_t> present);

  std::size_t size() const { return size_; }
  int scale() const { return scale_; }
  std::size_t batches() const { return batches_.size(); }

  formula::Value value(std::size_t unit) const;
  /// Replaces one cell; a batch becomes wider where it must.
  void set(std::size_t unit, const formula::Value& value);

  // One batch, as kernels see it.
  Width width(std::size_t batch) const { return batches_[batch].width; }
  /// No figure of the batch is larger; kNarrow and kWide only.
  Unsigned128 magnitude(std::size_t batch) const { return batches_[batch].magnitude; }
  const std::int64_t* narrow(std::size_t batch) const { return narrow_.data() + batch * kBatch; }
  /// Of kWide only; of kDecimal only.
  const Int128* wide(std::size_t batch) const { return batches_[batch].rest->wide.data(); }
  const Decimal* decimals(std::size_t batch) const { return batches_[batch].rest->decimals.data(); }
  /// Of a unit with a number in a narrow batch.
  std::optional<std::int64_t> integer(std::size_t unit) const {
    const Batch& batch = batches_[unit / kBatch];
    if (batch.width != Width::kNarrow || !batch.present.test(unit % kBatch)) return std::nullopt;
    return narrow_[unit];
  }
  /// Nothing: the batch holds what bitmaps cannot say.
  bool states(std::size_t batch, States& states) const;
  /// Asks the processor for what kernels will read of the batch first.
  void prefetch(std::size_t batch) const;

  // For what computes a column: replaces the cells of a batch. Batches may be filled by several
  // threads at once, each its own.
  void fill_narrow(std::size_t batch, const std::int64_t* figures, const States& states,
                   Unsigned128 magnitude);
  void fill_wide(std::size_t batch, const Int128* figures, const States& states,
                 Unsigned128 magnitude);
  void fill_decimals(std::size_t batch, const Decimal* figures, const States& states);
  void fill_values(std::size_t batch, std::span<const formula::Value> cells);

  std::size_t memory_bytes() const;
  /// What it holds at most while no batch becomes wider than `width`, whatever the states of its
  /// cells; long texts are beside it.
  std::size_t memory_bytes_max(Width width) const;

 private:
  /// What few batches have.
  struct Rest {
    Words state_low, state_high;          // of absent cells: 00 blank, 01 not available,
                                          // 10 nil, 11 not applicable
    std::vector<std::uint8_t> faults;     // ERROR.TYPE numbers, empty without any
    std::vector<Int128> wide;
    std::vector<Decimal> decimals;
    std::vector<formula::Value> values;   // kAny: all cells
  };
  /// What kernels read of every batch comes with few lines of the cache.
  struct alignas(64) Batch {
    Words present;
    Unsigned128 magnitude = 0;
    Width width = Width::kNarrow;
    bool faulty = false;                  // some of `faults` is set
    bool plain = true;                    // absent cells are blank, all of them
    std::unique_ptr<Rest> rest;           // none: narrow and plain

    Batch() = default;
    Batch(const Batch& other) { *this = other; }
    Batch(Batch&&) = default;
    Batch& operator=(const Batch& other);
    Batch& operator=(Batch&&) = default;
    Rest& more();
  };
  void put(Batch& batch, std::size_t base, std::size_t i, const formula::Value& value);
  void widen(Batch& batch, std::size_t base, Width width);
  Batch& emptied(std::size_t batch);
  static void put_states(Batch& batch, const States& states);
  static void put_state(Rest& rest, std::size_t i, const formula::Absent* absent,
                        const formula::Fault* fault);

  std::size_t size_ = 0;
  int scale_ = 0;
  std::vector<std::int64_t> narrow_;   // all batches, whole words of units
  std::vector<Batch> batches_;
};

}  // namespace girs::engine
