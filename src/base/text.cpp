#include "base/text.h"

#include <utf8proc.h>

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <iterator>
#include <memory>
#include <new>
#include <utility>

namespace girs {
namespace {

struct Free {
  void operator()(void* memory) const { std::free(memory); }
};

/// utf8proc_map with `options`; text must be valid UTF-8 already.
std::string mapped(std::string_view text, int options) {
  utf8proc_uint8_t* out = nullptr;
  const auto size = utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
                                 static_cast<utf8proc_ssize_t>(text.size()), &out,
                                 static_cast<utf8proc_option_t>(options));
  std::unique_ptr<utf8proc_uint8_t, Free> owned(out);
  if (size == UTF8PROC_ERROR_NOMEM) throw std::bad_alloc();
  if (size < 0) return std::string(text);  // not UTF-8: the caller has broken the precondition
  return std::string(reinterpret_cast<const char*>(out), static_cast<std::size_t>(size));
}

bool is_ascii(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

}  // namespace

std::optional<std::size_t> first_invalid_utf8(std::string_view text) {
  const auto* at = reinterpret_cast<const utf8proc_uint8_t*>(text.data());
  std::size_t offset = 0;
  while (offset < text.size()) {
    if (offset + 8 <= text.size()) {  // most text is ASCII
      std::uint64_t eight;
      std::memcpy(&eight, at + offset, 8);
      if ((eight & 0x8080808080808080u) == 0) {
        offset += 8;
        continue;
      }
    }
    if (at[offset] < 0x80) {
      ++offset;
      continue;
    }
    utf8proc_int32_t point = 0;
    const auto used = utf8proc_iterate(
        at + offset, static_cast<utf8proc_ssize_t>(text.size() - offset), &point);
    if (used <= 0) return offset;
    offset += static_cast<std::size_t>(used);
  }
  return std::nullopt;
}

bool is_nfc(std::string_view text) { return is_ascii(text) || to_nfc(text) == text; }

std::string to_nfc(std::string_view text) {
  return mapped(text, UTF8PROC_STABLE | UTF8PROC_COMPOSE);
}

std::string fold_case(std::string_view text) {
  return mapped(text, UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_CASEFOLD);
}

std::string fold_diacritics(std::string_view text) {
  std::string stripped = mapped(
      text, UTF8PROC_STABLE | UTF8PROC_DECOMPOSE | UTF8PROC_STRIPMARK | UTF8PROC_CASEFOLD);
  std::string folded;
  for (std::size_t i = 0; i < stripped.size(); ++i) {
    if (stripped.compare(i, 2, "đ") == 0) {  // a letter of its own: no mark to strip
      folded += 'd';
      ++i;
    } else {
      folded += stripped[i];
    }
  }
  return folded;
}

std::string fold_tone_placement(std::string_view text) {
  // Grave, acute, tilde, hook above, dot below; the other marks belong to their vowels.
  constexpr std::string_view kTones[] = {"\u0300", "\u0301", "\u0303", "\u0309", "\u0323"};
  const auto apart = mapped(text, UTF8PROC_STABLE | UTF8PROC_DECOMPOSE | UTF8PROC_CASEFOLD);
  std::string folded, tones;
  for (std::size_t i = 0; i < apart.size();) {
    const auto mark = std::string_view(apart).substr(i, 2);
    if (std::ranges::find(kTones, mark) != std::end(kTones)) {
      tones += mark;
      i += mark.size();
      continue;
    }
    const auto byte = static_cast<unsigned char>(apart[i]);
    const bool in_word = byte >= 0x80 || (byte >= 'a' && byte <= 'z');
    if (!in_word) folded += std::exchange(tones, {});
    folded += apart[i++];
  }
  return folded + tones;
}

bool is_code(std::string_view text) {
  if (text.empty() || text.size() > 128 || first_invalid_utf8(text)) return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if (byte < 0x20 || byte == 0x7f) return false;
    if (byte == 0xc2 && static_cast<unsigned char>(text[i + 1]) < 0xa0) return false;  // C1
  }
  return is_nfc(text);
}

std::size_t code_points(std::string_view text) {
  return static_cast<std::size_t>(std::ranges::count_if(
      text, [](char c) { return (static_cast<unsigned char>(c) & 0xc0) != 0x80; }));
}

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  std::size_t start = 0;
  for (;;) {
    const auto end = text.find(separator, start);
    parts.push_back(text.substr(start, end - start));
    if (end == std::string_view::npos) return parts;
    start = end + 1;
  }
}

std::string_view trim(std::string_view text) {
  constexpr std::string_view kSpace = " \t\r\n";
  const auto first = text.find_first_not_of(kSpace);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(kSpace) - first + 1);
}

std::string join(const std::vector<std::string>& parts, std::string_view separator) {
  std::string joined;
  for (const auto& part : parts) {
    if (!joined.empty()) joined += separator;
    joined += part;
  }
  return joined;
}

std::optional<std::string> nearest(std::string_view wanted,
                                   const std::vector<std::string>& candidates) {
  std::optional<std::string> best;
  std::size_t best_distance = std::max<std::size_t>(1, wanted.size() / 3) + 1;
  std::vector<std::size_t> row;
  for (const auto& candidate : candidates) {
    if (candidate.size() > wanted.size() + best_distance) continue;
    row.resize(candidate.size() + 1);
    for (std::size_t j = 0; j < row.size(); ++j) row[j] = j;
    for (std::size_t i = 1; i <= wanted.size(); ++i) {
      std::size_t diagonal = row[0];
      row[0] = i;
      for (std::size_t j = 1; j < row.size(); ++j) {
        const std::size_t swap = diagonal + (wanted[i - 1] == candidate[j - 1] ? 0 : 1);
        diagonal = row[j];
        row[j] = std::min({swap, row[j] + 1, row[j - 1] + 1});
      }
    }
    if (row.back() < best_distance) {
      best_distance = row.back();
      best = candidate;
    }
  }
  return best;
}

}  // namespace girs
