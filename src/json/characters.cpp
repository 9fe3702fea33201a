#include "json/characters.h"

#include <algorithm>
#include <cstdint>
#include <cstring>

#include "base/text.h"

namespace girs::json {
namespace {

constexpr std::size_t kEscapeSize = 6;  // \uXXXX

/// Eight bytes from `at` on, those behind the end as letters.
std::uint64_t eight_at(std::string_view text, std::size_t at) {
  std::uint64_t eight = 0x6161616161616161u;
  std::memcpy(&eight, text.data() + at, std::min<std::size_t>(8, text.size() - at));
  return eight;
}
constexpr std::uint64_t kHighBits = 0x8080808080808080u;
bool is_ascii(std::uint64_t eight) { return (eight & kHighBits) == 0; }
/// Whether a byte below 0x20 is among them.
bool has_below_space(std::uint64_t eight) {
  return ((eight - 0x2020202020202020u) & ~eight & kHighBits) != 0;
}

/// A \uXXXX escape, or two of them that denote one code point (RFC 8259 section 7).
struct Escape {
  std::size_t offset = 0;
  std::size_t size = 0;
  std::uint32_t point = 0;

  bool is_lone_surrogate() const { return point >= 0xd800 && point <= 0xdfff; }
};

std::optional<std::uint32_t> code_unit(std::string_view text, std::size_t at) {
  if (at + kEscapeSize > text.size() || text[at] != '\\' || text[at + 1] != 'u')
    return std::nullopt;
  std::uint32_t unit = 0;
  for (const char c : text.substr(at + 2, 4)) {
    unit <<= 4;
    if (c >= '0' && c <= '9') unit += static_cast<std::uint32_t>(c - '0');
    else if (c >= 'a' && c <= 'f') unit += static_cast<std::uint32_t>(c - 'a' + 10);
    else if (c >= 'A' && c <= 'F') unit += static_cast<std::uint32_t>(c - 'A' + 10);
    else return std::nullopt;
  }
  return unit;
}

/// The first \u escape at or after `from`. A backslash outside a string is left to the reader,
/// which refuses it.
std::optional<Escape> next_escape(std::string_view text, std::size_t from) {
  for (auto at = text.find('\\', from); at != std::string_view::npos; at = text.find('\\', at)) {
    const auto unit = code_unit(text, at);
    if (!unit) {
      at += 2;
      if (at >= text.size()) break;
      continue;
    }
    if (*unit >= 0xd800 && *unit <= 0xdbff) {
      const auto low = code_unit(text, at + kEscapeSize);
      if (low && *low >= 0xdc00 && *low <= 0xdfff)
        return Escape{at, 2 * kEscapeSize, 0x10000 + ((*unit - 0xd800) << 10) + (*low - 0xdc00)};
    }
    return Escape{at, kEscapeSize, *unit};
  }
  return std::nullopt;
}

/// The 66 code points that Unicode reserves for internal use (RFC 7493 section 2.1).
bool is_noncharacter(std::uint32_t point) {
  return (point >= 0xfdd0 && point <= 0xfdef) || (point & 0xfffe) == 0xfffe;
}

/// The offset of the first noncharacter in well-formed UTF-8.
std::optional<std::size_t> first_raw_noncharacter(std::string_view text) {
  const auto byte = [&](std::size_t at) { return static_cast<unsigned char>(text[at]); };
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (is_ascii(eight_at(text, i))) {
      i += 7;
      continue;
    }
    if (byte(i) < 0xef) continue;
    const bool three = byte(i) == 0xef;
    std::uint32_t point = three ? 0xfu : byte(i) & 7u;
    for (std::size_t k = 1; k < (three ? 3u : 4u); ++k) point = point << 6 | (byte(i + k) & 0x3fu);
    if (is_noncharacter(point)) return i;
  }
  return std::nullopt;
}

Fault noncharacter_at(std::size_t offset) {
  return {offset,
          {"The text holds a Unicode noncharacter; remove it.",
           "Văn bản chứa mã Unicode không phải ký tự (noncharacter); hãy xóa mã đó."}};
}

std::optional<Fault> first_bad_escape(std::string_view text, Rules rules) {
  for (auto escape = next_escape(text, 0); escape;
       escape = next_escape(text, escape->offset + escape->size)) {
    if (escape->is_lone_surrogate())
      return Fault{escape->offset,
                   {"A surrogate escape stands without its other half.",
                    "Mã thoát surrogate đứng lẻ, thiếu nửa còn lại."}};
    if (rules != Rules::kStrict) continue;
    if (escape->point == 0)
      return Fault{escape->offset,
                   {"The text holds the character U+0000; remove it.",
                    "Văn bản chứa ký tự U+0000; hãy xóa ký tự đó."}};
    if (is_noncharacter(escape->point)) return noncharacter_at(escape->offset);
  }
  return std::nullopt;
}

/// The control characters that RapidJSON's scan by 16 bytes takes for text: it asks for bytes up to
/// 0x19 where it means 0x1f.
std::optional<std::size_t> first_overlooked_control(std::string_view text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (!has_below_space(eight_at(text, i))) i += 7;
    else if (text[i] >= 0x1a && text[i] <= 0x1f) return i;
  }
  return std::nullopt;
}

}  // namespace

std::optional<Fault> first_bad_character(std::string_view text, Rules rules) {
  if (text.starts_with("\xef\xbb\xbf"))
    return Fault{0,
                 {"The document starts with a byte order mark; save it as UTF-8 without one.",
                  "Tài liệu bắt đầu bằng dấu BOM; hãy lưu dạng UTF-8 không có BOM."}};
  if (const auto nul = text.find('\0'); nul != std::string_view::npos)
    return Fault{nul, {"The document holds a NUL byte.", "Tài liệu chứa byte NUL."}};
  if (const auto bad = first_invalid_utf8(text))
    return Fault{*bad,
                 {"The document is not well-formed UTF-8; save it as UTF-8.",
                  "Tài liệu không phải UTF-8 hợp lệ; hãy lưu dạng UTF-8."}};
  if (const auto control = first_overlooked_control(text))
    return Fault{*control,
                 {"The document holds a control character; write it as an escape (\\u001b).",
                  "Tài liệu chứa ký tự điều khiển; hãy viết dưới dạng mã thoát (\\u001b)."}};
  if (rules == Rules::kSyntax) return std::nullopt;
  if (auto fault = first_bad_escape(text, rules)) return fault;
  if (rules == Rules::kStrict)
    if (const auto at = first_raw_noncharacter(text)) return noncharacter_at(*at);
  return std::nullopt;
}

std::optional<std::string> without_lone_surrogates(std::string_view text) {
  std::optional<std::string> changed;
  for (auto escape = next_escape(text, 0); escape;
       escape = next_escape(text, escape->offset + escape->size)) {
    if (!escape->is_lone_surrogate()) continue;
    if (!changed) changed.emplace(text);
    changed->replace(escape->offset, kEscapeSize, "\\u0041");
  }
  return changed;
}

}  // namespace girs::json
