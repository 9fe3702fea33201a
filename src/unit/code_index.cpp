#include "unit/code_index.h"

#include <bit>
#include <cstring>
#include <functional>

namespace girs {
namespace {

constexpr std::size_t kPackedMax = 7;
constexpr std::uint64_t kHashed = std::uint64_t{0xFF} << 56;  // no packed code is so long

std::uint64_t load32(const char* at) {
  std::uint32_t bytes = 0;
  std::memcpy(&bytes, at, sizeof bytes);
  return bytes;
}

std::uint64_t byte(char c) { return static_cast<unsigned char>(c); }

/// Up to seven bytes and their number, which is the code itself, read without a loop; else a hash,
/// which is not.
std::uint64_t key_of(std::string_view code) {
  const std::uint64_t size = code.size();
  if (size > kPackedMax) return kHashed | (std::hash<std::string_view>{}(code) >> 8);
  if (size >= 4)  // the last four bytes without those among the first four
    return size << 56 | (load32(code.data() + size - 4) >> (8 * (8 - size))) << 32 |
           load32(code.data());
  if (size == 0) return 0;
  return size << 56 | byte(code[0]) << 16 | byte(code[size / 2]) << 8 | byte(code[size - 1]);
}

std::size_t count_codes(std::span<const UnitVersion> units) {
  std::size_t count = 0;
  for (std::size_t i = 0; i < units.size(); ++i)
    if (i == 0 || units[i - 1].code != units[i].code) ++count;
  return count;
}

}  // namespace

CodeIndex::CodeIndex(std::span<const UnitVersion> units) {
  const auto size = std::bit_ceil(2 * count_codes(units) + 2);
  slots_.resize(size);
  shift_ = 64 - std::countr_zero(size);
  days_.reserve(units.size());
  for (std::size_t i = 0; i < units.size(); ++i) {
    const auto& unit = units[i];
    days_.push_back({unit.from.value_or(Date::min()), unit.to.value_or(Date::max())});
    const auto first = static_cast<std::uint32_t>(i);
    if (i > 0 && units[i - 1].code == unit.code) {
      auto at = slot_of(key_of(unit.code));
      while (units[slots_[at].range.first].code != unit.code) at = (at + 1) & (size - 1);
      ++slots_[at].range.count;
      continue;
    }
    auto at = slot_of(key_of(unit.code));
    while (slots_[at].range.count != 0) at = (at + 1) & (size - 1);
    slots_[at] = {key_of(unit.code), {first, 1}};
  }
}

/// Multiplication by the golden ratio spreads codes that count upwards.
std::size_t CodeIndex::slot_of(std::uint64_t key) const {
  return static_cast<std::size_t>((key * 0x9E3779B97F4A7C15ULL) >> shift_);
}

CodeIndex::Range CodeIndex::range(std::string_view code,
                                  std::span<const UnitVersion> units) const {
  if (slots_.empty()) return {};
  const auto key = key_of(code);
  for (auto at = slot_of(key); slots_[at].range.count != 0; at = (at + 1) & (slots_.size() - 1))
    if (slots_[at].key == key &&
        (code.size() <= kPackedMax || units[slots_[at].range.first].code == code))
      return slots_[at].range;
  return {};
}

std::optional<std::size_t> CodeIndex::find(std::string_view code, Date day,
                                           std::span<const UnitVersion> units) const {
  const auto versions = range(code, units);
  for (std::size_t i = versions.first + versions.count; i-- > versions.first;)
    if (days_[i].from <= day) return day <= days_[i].to ? std::optional(i) : std::nullopt;
  return std::nullopt;
}

}  // namespace girs
