#pragma once
// The little of DER (X.690) that keys and signatures need: definite lengths, each in its one
// shortest form.

#include <cstdint>

#include "base/bytes.h"

namespace girs::der {

inline constexpr std::uint8_t kInteger = 0x02;
inline constexpr std::uint8_t kBitString = 0x03;
inline constexpr std::uint8_t kOctetString = 0x04;
inline constexpr std::uint8_t kSequence = 0x30;

/// Takes the value with `tag` off the front of `rest`; false when there is none.
bool take(ByteView& rest, std::uint8_t tag, ByteView& content);

/// Takes a non-negative INTEGER without padding, as its magnitude: no leading zero byte, empty
/// for 0.
bool take_unsigned(ByteView& rest, ByteView& magnitude);

/// Whether a magnitude is below another one.
bool is_below(ByteView a, ByteView b);

/// Appends a value to any vector of bytes. Lengths up to 65535.
template <class Out>
void append(Out& out, std::uint8_t tag, ByteView content) {
  const std::size_t size = content.size();
  out.push_back(tag);
  if (size >= 0x80) out.push_back(size >= 0x100 ? 0x82 : 0x81);
  if (size >= 0x100) out.push_back(static_cast<std::uint8_t>(size >> 8));
  out.push_back(static_cast<std::uint8_t>(size & 0xff));
  out.insert(out.end(), content.begin(), content.end());
}

}  // namespace girs::der
