#pragma once
// Texts cut by characters, as people count them: code points of form NFC.

#include <cstddef>
#include <string_view>

namespace girs::formula {

/// The byte at which character `index` begins; the size of `text` when it has no more than that.
inline std::size_t byte_of(std::string_view text, std::size_t index) {
  std::size_t at = 0;
  for (; index > 0 && at < text.size(); --index) {
    ++at;
    while (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xc0) == 0x80) ++at;
  }
  return at;
}

/// How many characters people count in `text`.
inline std::size_t character_count(std::string_view text) {
  std::size_t count = 0;
  for (const char c : text) count += (static_cast<unsigned char>(c) & 0xc0) != 0x80 ? 1 : 0;
  return count;
}

}  // namespace girs::formula
