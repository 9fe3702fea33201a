#include "engine/column.h"

#include <algorithm>
#include <cstddef>

#include "engine/magnitude.h"

namespace girs::engine {
namespace {

using formula::Absent;
using formula::Fault;
using formula::Value;

Absent absent_of(bool low, bool high) {
  if (high) return low ? Absent::kNotApplicable : Absent::kNil;
  return low ? Absent::kNotAvailable : Absent::kMissing;
}

/// Whether bitmaps and integers can say it at all.
bool is_plain(const Value& value) {
  return std::holds_alternative<Decimal>(value) || std::holds_alternative<Absent>(value) ||
         std::holds_alternative<Fault>(value);
}

}  // namespace

Column::Batch& Column::Batch::operator=(const Batch& other) {
  if (this == &other) return *this;
  present = other.present;
  magnitude = other.magnitude;
  width = other.width;
  faulty = other.faulty;
  plain = other.plain;
  rest = other.rest ? std::make_unique<Rest>(*other.rest) : nullptr;
  return *this;
}

Column::Rest& Column::Batch::more() {
  if (!rest) rest = std::make_unique<Rest>();
  return *rest;
}

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
  if (!batch.rest) {
    if (!batch.present.test(i)) return Absent::kMissing;
    return *fixed::to_decimal(narrow_[unit], scale_);
  }
  const Rest& rest = *batch.rest;
  if (batch.width == Width::kAny) return rest.values[i];
  if (batch.present.test(i)) {
    if (batch.width == Width::kDecimal) return rest.decimals[i];
    return *fixed::to_decimal(batch.width == Width::kWide ? rest.wide[i] : narrow_[unit], scale_);
  }
  if (!rest.faults.empty() && rest.faults[i] != 0) return static_cast<Fault>(rest.faults[i]);
  return absent_of(rest.state_low.test(i), rest.state_high.test(i));
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
          batch.width == Width::kWide ? batch.rest->wide[i] : narrow_[base + i], scale_));
  if (width == Width::kWide) wide.resize(kBatch);
  if (width == Width::kDecimal) decimals.resize(kBatch);
  std::fill_n(narrow_.begin() + static_cast<std::ptrdiff_t>(base), count, 0);
  batch.width = width;
  Rest& rest = batch.more();
  rest.wide = std::move(wide);
  rest.decimals = std::move(decimals);
  rest.values = std::move(values);
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
    batch.rest->values[i] = value;
    return;
  }
  const auto* absent = std::get_if<Absent>(&value);
  const auto* fault = std::get_if<Fault>(&value);
  if (batch.width == Width::kNarrow) narrow_[base + i] = narrow;
  if (batch.width == Width::kWide) batch.rest->wide[i] = wide;
  if (batch.width == Width::kDecimal) batch.rest->decimals[i] = number ? *number : Decimal();
  batch.magnitude = std::max(batch.magnitude, size_of(wide));
  number ? batch.present.set(i) : batch.present.reset(i);
  batch.faulty = batch.faulty || fault;
  batch.plain = batch.plain && !fault && (!absent || *absent == Absent::kMissing);
  if (!batch.plain) put_state(batch.more(), i, absent, fault);
}

void Column::put_state(Rest& rest, std::size_t i, const Absent* absent, const Fault* fault) {
  const auto mark = [i](Words& words, bool on) { on ? words.set(i) : words.reset(i); };
  mark(rest.state_low, absent && (*absent == Absent::kNotAvailable ||
                                  *absent == Absent::kNotApplicable));
  mark(rest.state_high, absent && (*absent == Absent::kNil || *absent == Absent::kNotApplicable));
  if (fault && rest.faults.empty()) rest.faults.resize(kBatch);
  if (!rest.faults.empty())
    rest.faults[i] = fault ? static_cast<std::uint8_t>(*fault) : std::uint8_t{0};
}

void Column::set(std::size_t unit, const Value& value) {
  const std::size_t b = unit / kBatch;
  put(batches_[b], b * kBatch, unit % kBatch, value);
}

bool Column::states(std::size_t index, States& states) const {
  const Batch& batch = batches_[index];
  if (batch.width == Width::kAny) return false;
  states.number = batch.present;
  for (std::size_t w = 0; w < kWords; ++w) states.missing.word[w] = ~batch.present.word[w];
  const std::size_t units = units_in_batch(size_, index);
  if (units < kBatch) states.missing &= first_bits(units);
  if (batch.plain) {
    states.make_plain();
    return true;
  }
  const Words absent = states.missing;
  const Rest& rest = *batch.rest;
  states.plain = false;
  states.nil = absent & rest.state_high & ~rest.state_low;
  states.not_applicable = absent & rest.state_high & rest.state_low;
  states.missing = absent & ~rest.state_high;
  states.faults = {};
  if (!batch.faulty) return true;
  for (std::size_t i = 0; i < units_in_batch(size_, index); ++i) {
    if (rest.faults[i] == 0) continue;
    const auto kept = fault_index(static_cast<Fault>(rest.faults[i]));
    if (!kept) return false;
    states.missing.reset(i);
    states.faults[*kept].set(i);
  }
  return true;
}

void Column::prefetch(std::size_t index) const {
  const auto* const batch = reinterpret_cast<const char*>(&batches_[index]);
  constexpr std::size_t kLine = 64;
  for (std::size_t at = 0; at < sizeof(Batch); at += kLine) __builtin_prefetch(batch + at);
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
  Rest& rest = batch.more();
  rest.state_low = states.not_applicable;
  rest.state_high = states.nil | states.not_applicable;
  batch.faulty = states.any_fault().any();
  if (!batch.faulty) return;
  rest.faults.resize(kBatch);
  for (std::size_t f = 0; f < kFaults.size(); ++f)
    each_bit(states.faults[f],
             [&](std::size_t i) { rest.faults[i] = static_cast<std::uint8_t>(kFaults[f]); });
}

void Column::fill_narrow(std::size_t index, const std::int64_t* figures, const States& states,
                         Unsigned128 magnitude) {
  Batch& batch = batches_[index];
  if (batch.rest) batch = Batch();
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
  batch.more().wide.assign(figures, figures + units_in_batch(size_, index));
  batch.rest->wide.resize(kBatch);
  put_states(batch, states);
}

void Column::fill_decimals(std::size_t index, const Decimal* figures, const States& states) {
  Batch& batch = emptied(index);
  batch.width = Width::kDecimal;
  batch.more().decimals.assign(figures, figures + units_in_batch(size_, index));
  batch.rest->decimals.resize(kBatch);
  put_states(batch, states);
}

void Column::fill_values(std::size_t index, std::span<const Value> cells) {
  Batch& batch = emptied(index);
  for (std::size_t i = 0; i < cells.size(); ++i) put(batch, index * kBatch, i, cells[i]);
}

std::size_t Column::memory_bytes_max(Width width) const {
  const std::size_t cell = width == Width::kNarrow ? 0
                           : width == Width::kAny  ? sizeof(Value)
                                                   : sizeof(Int128);
  static_assert(sizeof(Decimal) <= sizeof(Int128) && sizeof(Int128) <= sizeof(Value));
  return narrow_.capacity() * sizeof(std::int64_t) + batches_.capacity() * sizeof(Batch) +
         batches_.size() * (sizeof(Rest) + kBatch * (1 + cell));
}

std::size_t Column::memory_bytes() const {
  std::size_t bytes = narrow_.capacity() * sizeof(std::int64_t) + batches_.capacity() * sizeof(Batch);
  for (const auto& batch : batches_)
    if (const auto* rest = batch.rest.get())
      bytes += sizeof(Rest) + rest->faults.capacity() + rest->wide.capacity() * sizeof(Int128) +
               rest->decimals.capacity() * sizeof(Decimal) +
               rest->values.capacity() * sizeof(Value);
  return bytes;
}

}  // namespace girs::engine
