#pragma once
// Numbers of a fixed width inside dates and labels.

#include <optional>
#include <string_view>

namespace girs {

/// The number that one to four ASCII digits spell, and nothing else.
inline std::optional<int> read_digits(std::string_view digits) {
  if (digits.empty() || digits.size() > 4) return std::nullopt;
  int value = 0;
  for (const char c : digits) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + (c - '0');
  }
  return value;
}

}  // namespace girs
