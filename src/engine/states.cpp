#include "engine/states.h"

namespace girs::engine {
namespace {

using FaultWords = std::array<Words, kFaults.size()>;

void add_faults(FaultWords& to, const FaultWords& from) {
  for (std::size_t i = 0; i < to.size(); ++i) to[i] |= from[i];
}

/// Of several errors the first of kFaults stays.
FaultWords prevailing(const FaultWords& faults, const Words& units) {
  FaultWords kept;
  Words rest = units;
  for (std::size_t i = 0; i < faults.size(); ++i) {
    kept[i] = faults[i] & rest;
    rest &= ~faults[i];
  }
  return kept;
}

}  // namespace

std::optional<std::size_t> fault_index(formula::Fault fault) {
  for (std::size_t i = 0; i < kFaults.size(); ++i)
    if (kFaults[i] == fault) return i;
  return std::nullopt;
}

void States::settle() {
  plain = !(nil | not_applicable | any_fault()).any();
}

void States::make_plain() {
  if (plain) return;
  nil = not_applicable = {};
  faults = {};
  plain = true;
}

void Strict::add(const States& operand) {
  for (std::size_t w = 0; w < kWords; ++w)
    missing_.word[w] |= operand.missing.word[w] & ~zero_.word[w];
  if (operand.plain) return;
  if (!faults_) faults_.emplace();
  add_faults(*faults_, operand.faults);
  (*faults_)[kNotAvailableFault] |= operand.not_applicable;
}

void Strict::put(const Words& units, States& result) const {
  result.make_plain();
  if (!faults_) {
    for (std::size_t w = 0; w < kWords; ++w) {
      result.missing.word[w] = missing_.word[w] & units.word[w];
      result.number.word[w] = ~missing_.word[w] & units.word[w];
    }
    return;
  }
  result.plain = false;
  result.faults = prevailing(*faults_, units);
  const Words faulty = result.any_fault();
  result.missing = missing_ & units & ~faulty;
  result.number = units & ~faulty & ~result.missing;
}

void Skipping::add(const States& item) {
  number_ |= item.number;
  if (item.plain) return;
  if (!faults_) faults_.emplace();
  nil_ |= item.nil;
  add_faults(*faults_, item.faults);
}

void Skipping::put(const Words& units, const Words& zero, States& result) const {
  result.make_plain();
  if (!faults_) {
    for (std::size_t w = 0; w < kWords; ++w) {
      const std::uint64_t known = number_.word[w] | zero.word[w];
      result.missing.word[w] = units.word[w] & ~known;
      result.number.word[w] = units.word[w] & known;
    }
    return;
  }
  result.plain = false;
  result.faults = prevailing(*faults_, units);
  const Words sound = units & ~result.any_fault();
  const Words none = sound & ~number_ & ~nil_;
  result.nil = sound & nil_ & ~number_;
  result.missing = none & ~zero;
  result.number = (sound & number_) | (none & zero);
}

}  // namespace girs::engine
