#include "engine/column.h"

#include <algorithm>
#include <cstddef>

#include "engine/magnitude.h"

namespace girs::engine {
namespace {

using formula::Absent;
using formula::Fault;
using formula::Value;

std::optional<Absent> absent_of(bool low, bool high) {
  if (high) return low ? Absent::kNotApplicable : Absent::kNil;
  return low ? Absent::kNotAvailable : Absent::kMissing;
}

/// Whether bitmaps and integers can say it at all.
bool is_plain(const Value& value) {
  return std::holds_alternative<Decimal>(value) || std::holds_alternative<Absent>(value) ||
         std::holds_alternative<Fault>(value);
}

}  // namespace

Column::Column(std::size_t units, int scale)
    : size_(units), scale_(scale), narrow_((units + 63) / 64 * 64), batches_(batches_of(units)) {}

Column Column::of(std::span<const Value> cells) {
  int scale = 0;
  for (const auto& cell : cells)
    if (const auto* number = std::get_if<Decimal>(&cell)) scale = std::max(scale, number->scale());
  Column column(cells.size(), std::min(scale, kScaleMax));
  for (std::size_t i = 0; i < cells.size(); ++i) column.set(i, cells[i]);
  return column;
}

Column Column::of(std::vector<std::int64_t> mantissas, int scale,
                  std::span<const std::uint64_t> present) {
  Column column(mantissas.size(), scale);
  column.narrow_ = std::move(mantissas);
  column.narrow_.resize((column.size_ + 63) / 64 * 64);
  for (std::size_t b = 0; b < column.batches_.size(); ++b) {
    Batch& batch = column.batches_[b];
    const std::size_t words = std::min(kWords, present.size() - b * kWords);
    std::copy_n(present.begin() + static_cast<std::ptrdiff_t>(b * kWords), words,
                batch.present.word.begin());
    batch.present &= first_bits(units_in_batch(column.size_, b));
    std::int64_t* const figures = column.narrow_.data() + b * kBatch;
    std::uint64_t largest = 0;
    for (std::size_t i = 0; i < units_in_batch(column.size_, b); ++i) {
      if (!batch.present.test(i)) figures[i] = 0;
      largest = std::max(largest, static_cast<std::uint64_t>(size_of(figures[i])));
    }
    batch.magnitude = largest;
  }
  return column;
}

Value Column::value(std::size_t unit) const {
  const Batch& batch = batches_[unit / kBatch];
  const std::size_t i = unit % kBatch;
  if (batch.width == Width::kAny) return batch.values[i];
  if (batch.present.test(i)) {
    if (batch.width == Width::kDecimal) return batch.decimals[i];
    return *fixed::to_decimal(batch.width == Width::kWide ? batch.wide[i] : narrow_[unit], scale_);
  }
  if (!batch.faults.empty() && batch.faults[i] != 0) return static_cast<Fault>(batch.faults[i]);
  return *absent_of(batch.state_low.test(i), batch.state_high.test(i));
}

void Column::widen(Batch& batch, std::size_t base, Width width) {
  if (batch.width >= width) return;
  const std::size_t count = std::min(kBatch, size_ - base);
  std::vector<Value> values;
  if (width == Width::kAny)
    for (std::size_t i = 0; i < count; ++i) values.push_back(value(base + i));
  std::vector<Int128> wide;
  if (width == Width::kWide) wide.assign(narrow_.begin() + static_cast<std::ptrdiff_t>(base),
                                         narrow_.begin() + static_cast<std::ptrdiff_t>(base + count));
  std::vector<Decimal> decimals;
  if (width == Width::kDecimal)
    for (std::size_t i = 0; i < count; ++i)
      decimals.push_back(*fixed::to_decimal(
          batch.width == Width::kWide ? batch.wide[i] : narrow_[base + i], scale_));
  if (width == Width::kWide) wide.resize(kBatch);
  if (width == Width::kDecimal) decimals.resize(kBatch);
  std::fill_n(narrow_.begin() + static_cast<std::ptrdiff_t>(base), count, 0);
  batch.width = width;
  batch.wide = std::move(wide);
  batch.decimals = std::move(decimals);
  batch.values = std::move(values);
}

void Column::put(Batch& batch, std::size_t base, std::size_t i, const Value& value) {
  const auto* number = std::get_if<Decimal>(&value);
  std::int64_t narrow = 0;
  Int128 wide = 0;
  Width needed = Width::kNarrow;
  if (!is_plain(value)) needed = Width::kAny;
  else if (number && !fixed::from_decimal(*number, scale_, wide)) needed = Width::kDecimal;
  else if (number && !fixed::from_decimal(*number, scale_, narrow)) needed = Width::kWide;
  widen(batch, base, needed);
  if (batch.width == Width::kAny) {
    batch.values[i] = value;
    return;
  }
  const auto* absent = std::get_if<Absent>(&value);
  const auto* fault = std::get_if<Fault>(&value);
  if (batch.width == Width::kNarrow) narrow_[base + i] = narrow;
  if (batch.width == Width::kWide) batch.wide[i] = wide;
  if (batch.width == Width::kDecimal) batch.decimals[i] = number ? *number : Decimal();
  batch.magnitude = std::max(batch.magnitude, size_of(wide));
  const auto mark = [i](Words& words, bool on) { on ? words.set(i) : words.reset(i); };
  mark(batch.present, number != nullptr);
  mark(batch.state_low, absent && (*absent == Absent::kNotAvailable ||
                                   *absent == Absent::kNotApplicable));
  mark(batch.state_high, absent && (*absent == Absent::kNil || *absent == Absent::kNotApplicable));
  if (fault && batch.faults.empty()) batch.faults.resize(kBatch);
  if (!batch.faults.empty())
    batch.faults[i] = fault ? static_cast<std::uint8_t>(*fault) : std::uint8_t{0};
  batch.faulty = batch.faulty || fault;
  batch.plain = batch.plain && !fault && (!absent || *absent == Absent::kMissing);
}

void Column::set(std::size_t unit, const Value& value) {
  const std::size_t b = unit / kBatch;
  put(batches_[b], b * kBatch, unit % kBatch, value);
}

bool Column::states(std::size_t index, States& states) const {
  const Batch& batch = batches_[index];
  if (batch.width == Width::kAny) return false;
  states.number = batch.present;
  const Words absent = first_bits(units_in_batch(size_, index)) & ~batch.present;
  if (batch.plain) {
    if (!states.plain) {
      states = {};
      states.number = batch.present;
    }
    states.missing = absent;
    return true;
  }
  states.plain = false;
  states.nil = absent & batch.state_high & ~batch.state_low;
  states.not_applicable = absent & batch.state_high & batch.state_low;
  states.missing = absent & ~batch.state_high;
  states.faults = {};
  if (!batch.faulty) return true;
  for (std::size_t i = 0; i < units_in_batch(size_, index); ++i) {
    if (batch.faults[i] == 0) continue;
    const auto kept = fault_index(static_cast<Fault>(batch.faults[i]));
    if (!kept) return false;
    states.missing.reset(i);
    states.faults[*kept].set(i);
  }
  return true;
}

void Column::prefetch(std::size_t index) const {
  const auto* const batch = reinterpret_cast<const char*>(&batches_[index]);
  constexpr std::size_t kLine = 64;
  for (std::size_t at = 0; at < offsetof(Batch, state_low); at += kLine)
    __builtin_prefetch(batch + at);
  __builtin_prefetch(narrow(index));
  __builtin_prefetch(narrow(index) + 8);
}

Column::Batch& Column::emptied(std::size_t index) {
  std::fill_n(narrow_.begin() + static_cast<std::ptrdiff_t>(index * kBatch),
              units_in_batch(size_, index), 0);
  return batches_[index] = Batch();
}

void Column::put_states(Batch& batch, const States& states) {
  batch.present = states.number;
  batch.plain = states.plain;
  if (batch.plain) return;
  batch.state_low = states.not_applicable;
  batch.state_high = states.nil | states.not_applicable;
  batch.faulty = states.any_fault().any();
  if (!batch.faulty) return;
  batch.faults.resize(kBatch);
  for (std::size_t f = 0; f < kFaults.size(); ++f)
    each_bit(states.faults[f],
             [&](std::size_t i) { batch.faults[i] = static_cast<std::uint8_t>(kFaults[f]); });
}

void Column::fill_narrow(std::size_t index, const std::int64_t* figures, const States& states,
                         Unsigned128 magnitude) {
  Batch& batch = batches_[index];
  if (batch.width != Width::kNarrow || batch.faulty || !batch.plain) batch = Batch();
  batch.magnitude = magnitude;
  std::copy_n(figures, units_in_batch(size_, index),
              narrow_.begin() + static_cast<std::ptrdiff_t>(index * kBatch));
  put_states(batch, states);
}

void Column::fill_wide(std::size_t index, const Int128* figures, const States& states,
                       Unsigned128 magnitude) {
  Batch& batch = emptied(index);
  batch.width = Width::kWide;
  batch.magnitude = magnitude;
  batch.wide.assign(figures, figures + units_in_batch(size_, index));
  batch.wide.resize(kBatch);
  put_states(batch, states);
}

void Column::fill_decimals(std::size_t index, const Decimal* figures, const States& states) {
  Batch& batch = emptied(index);
  batch.width = Width::kDecimal;
  batch.decimals.assign(figures, figures + units_in_batch(size_, index));
  batch.decimals.resize(kBatch);
  put_states(batch, states);
}

void Column::fill_values(std::size_t index, std::span<const Value> cells) {
  Batch& batch = emptied(index);
  for (std::size_t i = 0; i < cells.size(); ++i) put(batch, index * kBatch, i, cells[i]);
}

std::size_t Column::memory_bytes() const {
  std::size_t bytes = narrow_.capacity() * sizeof(std::int64_t) + batches_.capacity() * sizeof(Batch);
  for (const auto& batch : batches_)
    bytes += batch.faults.capacity() + batch.wide.capacity() * sizeof(Int128) +
             batch.decimals.capacity() * sizeof(Decimal) +
             batch.values.capacity() * sizeof(Value);
  return bytes;
}

}  // namespace girs::engine
