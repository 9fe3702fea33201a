#include "indicator/even_sums.h"

#include <algorithm>

namespace girs::indicator {
namespace {

/// A unit that was renamed between two periods is the same one.
bool are_same(const std::vector<const UnitVersion*>& a, const std::vector<const UnitVersion*>& b) {
  return std::ranges::equal(a, b, {}, &UnitVersion::code, &UnitVersion::code);
}

}  // namespace

void EvenSums::note(const std::vector<const UnitVersion*>& units, const std::vector<char>& had,
                    bool delivered) {
  // What nobody below delivers cannot be summed up instead.
  if (applied_ || (delivered && std::ranges::find(had, 1) == had.end())) return;
  if (have_all_.empty()) {
    units_ = units;
    have_all_.assign(had.size(), 1);
  }
  alike_ = alike_ && are_same(units, units_);
  if (!alike_) return;
  for (std::size_t i = 0; i < had.size(); ++i) have_all_[i] = have_all_[i] && had[i];
  if (delivered) {
    delivered_ = true;
    return;
  }
  partial_ = partial_ || std::ranges::find(had, 0) != had.end();
  uneven_ = uneven_ || (!summed_.empty() && had != summed_);
  summed_ = had;
}

bool EvenSums::apply() {
  applied_ = alike_ && partial_ && (uneven_ || delivered_);
  return applied_;
}

const std::vector<char>* EvenSums::chosen(const std::vector<const UnitVersion*>& units) const {
  return applied_ && are_same(units, units_) ? &have_all_ : nullptr;
}

bool EvenSums::leaves_out(std::string_view unit) const {
  const auto found = std::ranges::find(units_, unit, &UnitVersion::code);
  return applied_ && found != units_.end() &&
         !have_all_[static_cast<std::size_t>(found - units_.begin())];
}

}  // namespace girs::indicator
