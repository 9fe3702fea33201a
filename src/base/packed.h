#pragma once
// The compact bytes of what the store keeps: numbers of seven bits a byte, the lowest first and no
// byte more than the number needs, so that each is written in one way; texts after their size.
// Reading never leaves the bytes: once it has failed, whatever is read is zero or empty.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/bytes.h"

namespace girs::packed {

__extension__ typedef __int128 Int128;  // pedantic warnings know no __int128
__extension__ typedef unsigned __int128 Unsigned128;

/// Signed numbers as unsigned ones, small where they are near zero: 0, -1, 1, -2, 2, ...
inline Unsigned128 zigzag(Int128 value) {
  return (static_cast<Unsigned128>(value) << 1) ^ static_cast<Unsigned128>(value >> 127);
}
inline Int128 from_zigzag(Unsigned128 value) {
  return static_cast<Int128>(value >> 1) ^ -static_cast<Int128>(value & 1);
}

class Output {
 public:
  void byte(std::uint8_t value) { bytes_.push_back(value); }
  void number(std::uint64_t value) { wide_number(value); }
  /// Of up to 126 bits.
  void wide_number(Unsigned128 value) {
    for (; value >= 128; value >>= 7) byte(static_cast<std::uint8_t>(value | 128));
    byte(static_cast<std::uint8_t>(value));
  }
  void raw(ByteView bytes) { bytes_.insert(bytes_.end(), bytes.begin(), bytes.end()); }
  void text(std::string_view value) {
    number(value.size());
    raw(view(value));
  }
  /// So many bytes, for the caller to fill in through at().
  std::size_t room(std::size_t size) {
    bytes_.resize(bytes_.size() + size);
    return bytes_.size() - size;
  }
  std::uint8_t& at(std::size_t place) { return bytes_[place]; }
  void reserve(std::size_t size) { bytes_.reserve(size); }
  Bytes take() { return std::move(bytes_); }

 private:
  Bytes bytes_;
};

class Input {
 public:
  explicit Input(ByteView bytes) : bytes_(bytes) {}

  bool failed() const { return failed_; }
  void fail() { failed_ = true; }
  bool ended() const { return at_ == bytes_.size(); }
  /// Where reading has come to, or failed.
  std::size_t position() const { return at_; }
  std::size_t left() const { return failed_ ? 0 : bytes_.size() - at_; }

  /// The next so many bytes; nothing when there are not so many.
  const std::uint8_t* take(std::size_t count) {
    if (count > left()) {
      failed_ = true;
      return nullptr;
    }
    at_ += count;
    return bytes_.data() + (at_ - count);
  }
  std::uint8_t byte() {
    const auto* one = take(1);
    return one ? *one : std::uint8_t{0};
  }
  bool flag() {
    const auto value = byte();
    if (value > 1) failed_ = true;
    return value == 1;
  }
  /// At most `max`.
  std::uint64_t number(std::uint64_t max) {
    std::uint64_t value = 0;
    for (int shift = 0; shift < 63; shift += 7) {
      const auto next = byte();
      value |= static_cast<std::uint64_t>(next & 127) << shift;
      if (next < 128) return value > max || (next == 0 && shift > 0) ? none() : value;
    }
    return none();
  }
  /// Of up to 126 bits.
  Unsigned128 wide_number() {
    std::uint64_t low = 0;
    for (int shift = 0; shift < 63; shift += 7) {
      const auto next = byte();
      low |= static_cast<std::uint64_t>(next & 127) << shift;
      if (next < 128) return next == 0 && shift > 0 ? none() : low;
    }
    Unsigned128 value = low;
    for (int shift = 63; shift < 126; shift += 7) {
      const auto next = byte();
      value |= static_cast<Unsigned128>(next & 127) << shift;
      if (next < 128) return next == 0 ? none() : value;
    }
    return none();
  }
  /// A number of things, each of which takes a byte at least.
  std::size_t count(std::size_t max = SIZE_MAX) {
    return static_cast<std::size_t>(number(std::min<std::uint64_t>(max, left())));
  }
  std::string text(std::size_t max) {
    const auto size = count(max);
    const auto* from = take(size);
    return from ? std::string(reinterpret_cast<const char*>(from), size) : std::string();
  }

 private:
  std::uint64_t none() {
    failed_ = true;
    return 0;
  }

  ByteView bytes_;
  std::size_t at_ = 0;
  bool failed_ = false;
};

}  // namespace girs::packed
