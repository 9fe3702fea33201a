#include "indicator/sdmx_id.h"

#include <algorithm>

namespace girs::indicator {
namespace {

constexpr std::string_view kDigits = "0123456789ABCDEF";

bool stands(char c) {
  return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' ||
         c == '@' || c == '-';
}

}  // namespace

std::string to_sdmx_id(std::string_view code) {
  std::string id;
  for (const char c : code) {
    if (stands(c)) {
      id += c;
      continue;
    }
    const auto byte = static_cast<unsigned char>(c);
    id += '$';
    id += kDigits[byte >> 4];
    id += kDigits[byte & 15];
  }
  return id;
}

std::string from_sdmx_id(std::string_view id) {
  std::string code;
  for (std::size_t i = 0; i < id.size(); ++i) {
    const auto high = id[i] == '$' && i + 2 < id.size() ? kDigits.find(id[i + 1])
                                                        : std::string_view::npos;
    const auto low = high == std::string_view::npos ? high : kDigits.find(id[i + 2]);
    if (low == std::string_view::npos) {
      code += id[i];
      continue;
    }
    code += static_cast<char>(high * 16 + low);
    i += 2;
  }
  return code;
}

}  // namespace girs::indicator
