#pragma once
// Byte strings and their text forms (RFC 4648): lower-case hex and base64.

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace girs {

using Bytes = std::vector<std::uint8_t>;
using ByteView = std::span<const std::uint8_t>;

inline ByteView view(std::string_view text) {
  return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}
inline std::string_view text_of(ByteView bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}
inline Bytes to_bytes(std::string_view text) { return {text.begin(), text.end()}; }

std::string to_hex(ByteView bytes);
/// Lower-case hex only, even length; nothing otherwise.
std::optional<Bytes> from_hex(std::string_view text);

/// Standard alphabet, padded.
std::string to_base64(ByteView bytes);
/// Standard alphabet with canonical padding and zero trailing bits; nothing otherwise.
std::optional<Bytes> from_base64(std::string_view text);
/// As DSSE v1.0.2 asks of a reader: standard or url-safe alphabet, padding optional; still
/// refuses foreign characters, wrong lengths and non-zero trailing bits.
std::optional<Bytes> from_base64_lenient(std::string_view text);

}  // namespace girs
