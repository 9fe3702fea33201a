#pragma once
// Bitmaps of one batch: a bit for each of its 1,024 units.

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>

namespace girs::engine {

inline constexpr std::size_t kBatch = 1024;         // units that a kernel takes at a time
inline constexpr std::size_t kWords = kBatch / 64;

/// How many batches hold so many units.
constexpr std::size_t batches_of(std::size_t units) { return (units + kBatch - 1) / kBatch; }
/// How many units stand in this batch.
constexpr std::size_t units_in_batch(std::size_t units, std::size_t batch) {
  const std::size_t rest = units - batch * kBatch;
  return rest < kBatch ? rest : kBatch;
}

struct Words {
  std::array<std::uint64_t, kWords> word{};

  bool test(std::size_t i) const { return (word[i / 64] >> (i % 64) & 1) != 0; }
  void set(std::size_t i) { word[i / 64] |= std::uint64_t{1} << (i % 64); }
  void reset(std::size_t i) { word[i / 64] &= ~(std::uint64_t{1} << (i % 64)); }
  bool any() const {
    std::uint64_t all = 0;
    for (const auto one : word) all |= one;
    return all != 0;
  }
  std::size_t count() const {
    std::size_t bits = 0;
    for (const auto one : word) bits += static_cast<std::size_t>(std::popcount(one));
    return bits;
  }

  bool operator==(const Words&) const = default;
  Words& operator|=(const Words& other) {
    for (std::size_t i = 0; i < kWords; ++i) word[i] |= other.word[i];
    return *this;
  }
  Words& operator&=(const Words& other) {
    for (std::size_t i = 0; i < kWords; ++i) word[i] &= other.word[i];
    return *this;
  }
  friend Words operator|(Words a, const Words& b) { return a |= b; }
  friend Words operator&(Words a, const Words& b) { return a &= b; }
  friend Words operator~(Words a) {
    for (auto& one : a.word) one = ~one;
    return a;
  }
};

/// Words made one by one, in one loop where operators would make several.
template <class Make>
Words words_of(Make make) {
  Words words;
  for (std::size_t i = 0; i < kWords; ++i) words.word[i] = make(i);
  return words;
}

/// The first `count` bits set.
inline Words first_bits(std::size_t count) {
  Words words;
  for (std::size_t i = 0; i < kWords; ++i) {
    if (count >= (i + 1) * 64) words.word[i] = ~std::uint64_t{0};
    else if (count > i * 64) words.word[i] = (std::uint64_t{1} << (count - i * 64)) - 1;
  }
  return words;
}

/// Calls `take` with the place of every set bit, in order.
template <class Take>
void each_bit(const Words& words, Take take) {
  for (std::size_t i = 0; i < kWords; ++i)
    for (std::uint64_t rest = words.word[i]; rest != 0; rest &= rest - 1)
      take(i * 64 + static_cast<std::size_t>(std::countr_zero(rest)));
}

}  // namespace girs::engine
