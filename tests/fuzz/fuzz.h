#pragma once
// What the targets share.

#include <cstdint>
#include <cstdlib>
#include <string_view>

namespace girs::fuzzing {

/// A promise that every input must keep.
inline void require(bool holds) {
  if (!holds) std::abort();
}

inline std::string_view text_of(const std::uint8_t* data, std::size_t size) {
  return {reinterpret_cast<const char*>(data), size};
}

}  // namespace girs::fuzzing
