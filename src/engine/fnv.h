#pragma once
// FNV-1a with 64 bits: fingerprints of texts, for finding equal ones, never against tampering.

#include <cstdint>
#include <string_view>

namespace girs::engine {

inline constexpr std::uint64_t kFnvStart = 0xcbf29ce484222325ULL;

/// Goes on from `hash` when several texts make one fingerprint.
constexpr std::uint64_t fnv1a(std::string_view text, std::uint64_t hash = kFnvStart) {
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3ULL;
  return hash;
}

}  // namespace girs::engine
