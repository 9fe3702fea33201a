#include "base/bytes.h"

#include <array>
#include <cstring>

namespace girs {
namespace {

constexpr std::string_view kDigits = "0123456789abcdef";
constexpr std::string_view kAlphabet =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

constexpr std::array<std::int8_t, 256> make_reverse(bool url_safe) {
  std::array<std::int8_t, 256> reverse{};
  reverse.fill(-1);
  for (std::size_t i = 0; i < kAlphabet.size(); ++i)
    reverse[static_cast<unsigned char>(kAlphabet[i])] = static_cast<std::int8_t>(i);
  if (url_safe) {
    reverse['-'] = 62;
    reverse['_'] = 63;
  }
  return reverse;
}
constexpr auto kStandard = make_reverse(false);
constexpr auto kEither = make_reverse(true);

/// The two characters of every twelve bits.
constexpr auto kPairs = [] {
  std::array<std::array<char, 2>, 4096> pairs{};
  for (std::size_t i = 0; i < pairs.size(); ++i) pairs[i] = {kAlphabet[i >> 6], kAlphabet[i & 63]};
  return pairs;
}();

int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  return -1;
}

/// Decodes text without padding; refuses a length of 4n+1 and trailing bits that are not zero.
std::optional<Bytes> decode(std::string_view text, const std::array<std::int8_t, 256>& reverse) {
  if (text.size() % 4 == 1) return std::nullopt;
  const auto value = [&](char c) { return int{reverse[static_cast<unsigned char>(c)]}; };
  Bytes out(text.size() * 3 / 4);
  std::uint8_t* at = out.data();
  for (; text.size() >= 4; text.remove_prefix(4)) {
    // A foreign character makes the sum of bits negative, whatever the others are.
    const int group = value(text[0]) << 18 | value(text[1]) << 12 | value(text[2]) << 6 | value(text[3]);
    if (group < 0) return std::nullopt;
    *at++ = static_cast<std::uint8_t>(group >> 16);
    *at++ = static_cast<std::uint8_t>(group >> 8);
    *at++ = static_cast<std::uint8_t>(group);
  }
  if (text.empty()) return out;
  const int third = text.size() == 3 ? value(text[2]) : 0;
  const int group = value(text[0]) << 18 | value(text[1]) << 12 | third << 6;
  const int trailing = text.size() == 3 ? group & 0xff : group & 0xffff;
  if (group < 0 || trailing != 0) return std::nullopt;
  *at++ = static_cast<std::uint8_t>(group >> 16);
  if (text.size() == 3) *at = static_cast<std::uint8_t>(group >> 8);
  return out;
}

std::string_view without_padding(std::string_view text) {
  for (int i = 0; i < 2 && text.ends_with('='); ++i) text.remove_suffix(1);
  return text;
}

}  // namespace

std::string to_hex(ByteView bytes) {
  std::string out;
  out.reserve(bytes.size() * 2);
  for (const auto byte : bytes) {
    out += kDigits[byte >> 4];
    out += kDigits[byte & 15];
  }
  return out;
}

std::optional<Bytes> from_hex(std::string_view text) {
  if (text.size() % 2 != 0) return std::nullopt;
  Bytes out;
  out.reserve(text.size() / 2);
  for (std::size_t i = 0; i < text.size(); i += 2) {
    const int high = hex_value(text[i]);
    const int low = hex_value(text[i + 1]);
    if (high < 0 || low < 0) return std::nullopt;
    out.push_back(static_cast<std::uint8_t>(high * 16 + low));
  }
  return out;
}

std::string to_base64(ByteView bytes) {
  std::string out((bytes.size() + 2) / 3 * 4, '=');
  char* at = out.data();
  std::size_t i = 0;
  for (; i + 3 <= bytes.size(); i += 3, at += 4) {
    const std::uint32_t group = static_cast<std::uint32_t>(bytes[i]) << 16 |
                                static_cast<std::uint32_t>(bytes[i + 1]) << 8 | bytes[i + 2];
    std::memcpy(at, kPairs[group >> 12].data(), 2);
    std::memcpy(at + 2, kPairs[group & 0xfff].data(), 2);
  }
  if (i == bytes.size()) return out;
  const bool two = bytes.size() - i == 2;
  const std::uint32_t group = static_cast<std::uint32_t>(bytes[i]) << 16 |
                              (two ? static_cast<std::uint32_t>(bytes[i + 1]) << 8 : 0u);
  *at++ = kAlphabet[group >> 18];
  *at++ = kAlphabet[(group >> 12) & 63];
  if (two) *at = kAlphabet[(group >> 6) & 63];
  return out;
}

std::optional<Bytes> from_base64(std::string_view text) {
  if (text.size() % 4 != 0) return std::nullopt;
  return decode(without_padding(text), kStandard);
}

std::optional<Bytes> from_base64_lenient(std::string_view text) {
  const auto bare = without_padding(text);
  if (bare.size() != text.size() && text.size() % 4 != 0) return std::nullopt;
  return decode(bare, kEither);
}

}  // namespace girs
