#pragma once
// SHA-256 (FIPS 180-4) through OpenSSL's EVP interface.

#include <array>
#include <cstdint>
#include <initializer_list>
#include <string>

#include "base/bytes.h"

namespace girs {

using Hash = std::array<std::uint8_t, 32>;

Hash sha256(ByteView bytes);
inline Hash sha256(std::string_view text) { return sha256(view(text)); }
/// Of the concatenation of the parts.
Hash sha256(std::initializer_list<ByteView> parts);
std::string to_hex(const Hash& hash);
/// "sha256:<hex>"
std::string to_digest(const Hash& hash);
std::optional<Hash> hash_from_hex(std::string_view text);
/// In time that does not depend on where the bytes differ.
bool equal_constant_time(ByteView a, ByteView b);

}  // namespace girs
