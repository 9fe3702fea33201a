#pragma once
// Bytes as hexadecimal digits and base64 (RFC 4648), as requests of the plumbing commands write
// them. `name` is the member that they stand in; Failure names it.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace cli {

using Octets = std::vector<std::uint8_t>;

/// Digits of either case.
Octets from_hex(std::string_view text, const char* name);
std::string to_hex(std::string_view bytes);
/// Standard or url-safe alphabet, padded or not; nothing else, no stray bits.
Octets from_base64(std::string_view text, const char* name);
/// Whether bytes are UTF-8, so that JSON can carry them as a string.
bool is_text(std::string_view bytes);

}  // namespace cli
