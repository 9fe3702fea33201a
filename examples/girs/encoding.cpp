#include "encoding.h"

#include "json_value.h"
#include "call.h"

namespace cli {
namespace {

Failure not_encoded(const char* name, const char* how_en, const char* how_vi) {
  return Failure(GIRS_INVALID_ARGUMENT, std::string("\"") + name + "\" is not " + how_en + ".",
                 std::string("\"") + name + "\" không phải " + how_vi + ".");
}

/// 0 to 15, or -1.
int hex_digit(char digit) {
  if (digit >= '0' && digit <= '9') return digit - '0';
  const char lower = static_cast<char>(digit | 0x20);
  return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

/// 0 to 63, or -1.
int base64_digit(char digit) {
  if (digit >= 'A' && digit <= 'Z') return digit - 'A';
  if (digit >= 'a' && digit <= 'z') return digit - 'a' + 26;
  if (digit >= '0' && digit <= '9') return digit - '0' + 52;
  if (digit == '+' || digit == '-') return 62;
  return digit == '/' || digit == '_' ? 63 : -1;
}

}  // namespace

Octets from_hex(std::string_view text, const char* name) {
  const auto wrong = not_encoded(name, "pairs of hexadecimal digits", "các cặp chữ số thập lục phân");
  if (text.size() % 2 != 0) throw wrong;
  Octets bytes;
  bytes.reserve(text.size() / 2);
  for (std::size_t i = 0; i < text.size(); i += 2) {
    const int high = hex_digit(text[i]), low = hex_digit(text[i + 1]);
    if (high < 0 || low < 0) throw wrong;
    bytes.push_back(static_cast<std::uint8_t>(high * 16 + low));
  }
  return bytes;
}

std::string to_hex(std::string_view bytes) {
  constexpr char kDigits[] = "0123456789abcdef";
  std::string text;
  for (const char byte : bytes) {
    const auto value = static_cast<std::uint8_t>(byte);
    text += kDigits[value >> 4];
    text += kDigits[value & 15];
  }
  return text;
}

Octets from_base64(std::string_view text, const char* name) {
  const auto wrong = not_encoded(name, "base64", "base64");
  if (text.size() % 4 == 0)
    for (int pads = 0; pads < 2 && text.ends_with('='); ++pads) text.remove_suffix(1);
  if (text.size() % 4 == 1) throw wrong;
  Octets bytes;
  bytes.reserve(text.size() / 4 * 3 + 2);
  std::uint32_t held = 0;
  int bits = 0;
  for (const char digit : text) {
    const int value = base64_digit(digit);
    if (value < 0) throw wrong;
    held = (held << 6) | static_cast<std::uint32_t>(value);
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    bytes.push_back(static_cast<std::uint8_t>(held >> bits));
    held &= (1u << bits) - 1;
  }
  if (held != 0) throw wrong;
  return bytes;
}

bool is_text(std::string_view bytes) {
  // A JSON string of these bytes is JSON exactly when they are UTF-8.
  JsonWriter out;
  out.open_array();
  out.add(nullptr, bytes);
  out.close_array();
  const auto json = out.text();
  return girs_json_lint(json.data(), json.size(), 0, nullptr) == GIRS_OK;
}

}  // namespace cli
