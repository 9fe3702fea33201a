#include "crypto/der.h"

#include <algorithm>

namespace girs::der {

bool take(ByteView& rest, std::uint8_t tag, ByteView& content) {
  if (rest.size() < 2 || rest[0] != tag) return false;
  std::size_t size = rest[1];
  std::size_t head = 2;
  if (size >= 0x80) {
    const std::size_t extra = size - 0x80;  // bytes of the length; 0 means indefinite
    if (extra < 1 || extra > 2 || rest.size() < 2 + extra) return false;
    size = extra == 1 ? rest[2] : std::size_t{rest[2]} << 8 | rest[3];
    if (size < (extra == 1 ? 0x80u : 0x100u)) return false;  // not the shortest form
    head += extra;
  }
  if (rest.size() - head < size) return false;
  content = rest.subspan(head, size);
  rest = rest.subspan(head + size);
  return true;
}

bool take_unsigned(ByteView& rest, ByteView& magnitude) {
  ByteView integer;
  if (!take(rest, kInteger, integer)) return false;
  if (integer.empty() || integer[0] >= 0x80) return false;  // negative
  if (integer[0] == 0) {
    if (integer.size() > 1 && integer[1] < 0x80) return false;  // padded
    integer = integer.subspan(1);
  }
  magnitude = integer;
  return true;
}

bool is_below(ByteView a, ByteView b) {
  if (a.size() != b.size()) return a.size() < b.size();
  return std::ranges::lexicographical_compare(a, b);
}

}  // namespace girs::der
