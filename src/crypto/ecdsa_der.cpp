#include "crypto/ecdsa_der.h"

#include <algorithm>

namespace girs {
namespace {

constexpr std::uint8_t kSequence = 0x30;
constexpr std::uint8_t kInteger = 0x02;

/// Takes the value with `tag` off the front of `rest`; false when there is none. Signatures of
/// these curves are shorter than 128 bytes, so a length of one byte is the only DER form.
bool take(ByteView& rest, std::uint8_t tag, ByteView& value) {
  if (rest.size() < 2 || rest[0] != tag || rest[1] >= 0x80) return false;
  const std::size_t size = rest[1];
  if (rest.size() - 2 < size) return false;
  value = rest.subspan(2, size);
  rest = rest.subspan(2 + size);
  return true;
}

/// Whether the content of an INTEGER is minimal and from 1 to order - 1.
bool in_range(ByteView integer, ByteView order) {
  if (integer.empty() || integer[0] >= 0x80) return false;  // negative
  if (integer[0] == 0) {
    if (integer.size() == 1 || integer[1] < 0x80) return false;  // zero, or padded
    integer = integer.subspan(1);
  }
  if (integer.size() != order.size()) return integer.size() < order.size();
  return std::ranges::lexicographical_compare(integer, order);
}

}  // namespace

ByteView p256_order() {
  static constexpr std::uint8_t kOrder[] = {
      0xff, 0xff, 0xff, 0xff, 0x00, 0x00, 0x00, 0x00, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
      0xbc, 0xe6, 0xfa, 0xad, 0xa7, 0x17, 0x9e, 0x84, 0xf3, 0xb9, 0xca, 0xc2, 0xfc, 0x63, 0x25, 0x51};
  return kOrder;
}

ByteView p384_order() {
  static constexpr std::uint8_t kOrder[] = {
      0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
      0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xc7, 0x63, 0x4d, 0x81, 0xf4, 0x37, 0x2d, 0xdf,
      0x58, 0x1a, 0x0d, 0xb2, 0x48, 0xb0, 0xa7, 0x7a, 0xec, 0xec, 0x19, 0x6a, 0xcc, 0xc5, 0x29, 0x73};
  return kOrder;
}

bool is_strict_ecdsa(ByteView signature, ByteView order) {
  ByteView both, r, s;
  return take(signature, kSequence, both) && signature.empty() && take(both, kInteger, r) &&
         take(both, kInteger, s) && both.empty() && in_range(r, order) && in_range(s, order);
}

}  // namespace girs
