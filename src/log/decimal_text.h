#pragma once
// Sizes and indexes as the C2SP texts write them: ASCII decimal without leading zeros.

#include <charconv>
#include <cstdint>
#include <optional>
#include <string_view>

namespace girs::log {

inline std::optional<std::uint64_t> parse_decimal(std::string_view text) {
  if (text.empty() || (text.size() > 1 && text.front() == '0')) return std::nullopt;
  std::uint64_t value = 0;
  const char* end = text.data() + text.size();
  const auto [stop, failure] = std::from_chars(text.data(), end, value);
  if (failure != std::errc() || stop != end) return std::nullopt;
  return value;
}

}  // namespace girs::log
