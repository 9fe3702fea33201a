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

void Strict::add(const States& operand) {
  missing_ |= operand.missing & ~zero_;
  if (operand.plain) return;
  plain_ = false;
  add_faults(faults_, operand.faults);
  faults_[kNotAvailableFault] |= operand.not_applicable;
}

States Strict::take(const Words& units) const {
  States result;
  if (plain_) {
    result.missing = missing_ & units;
    result.number = units & ~result.missing;
    return result;
  }
  result.plain = false;
  result.faults = prevailing(faults_, units);
  const Words faulty = result.any_fault();
  result.missing = missing_ & units & ~faulty;
  result.number = units & ~faulty & ~result.missing;
  return result;
}

void Skipping::add(const States& item) {
  number_ |= item.number;
  if (item.plain) return;
  plain_ = false;
  nil_ |= item.nil;
  add_faults(faults_, item.faults);
}

States Skipping::take(const Words& units, const Words& zero) const {
  States result;
  if (plain_) {
    result.missing = units & ~number_ & ~zero;
    result.number = units & ~result.missing;
    return result;
  }
  result.plain = false;
  result.faults = prevailing(faults_, units);
  const Words sound = units & ~result.any_fault();
  const Words none = sound & ~number_ & ~nil_;
  result.nil = sound & nil_ & ~number_;
  result.missing = none & ~zero;
  result.number = (sound & number_) | (none & zero);
  return result;
}

}  // namespace girs::engine
