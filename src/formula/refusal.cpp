#include "formula/refusal.h"

#include <algorithm>

#include "base/text.h"

namespace girs::formula {
namespace {

/// What a reader sees at `offset`: a word or number whole, else one character.
std::string found_at(std::string_view source, std::size_t offset) {
  const auto is_word = [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
           static_cast<unsigned char>(c) >= 0x80;
  };
  std::size_t end = offset;
  while (end < source.size() && end - offset < 40 && is_word(source[end])) ++end;
  // Never cut a character of several bytes in two.
  while (end < source.size() && (static_cast<unsigned char>(source[end]) & 0xc0) == 0x80) ++end;
  return std::string(source.substr(offset, std::max<std::size_t>(end - offset, 1)));
}

/// Whether it begins with an accent U+0300 to U+036F, which alone would be shown on a quote.
bool is_combining(std::string_view text) {
  if (text.size() < 2) return false;
  const auto first = static_cast<unsigned char>(text[0]);
  return first == 0xcc || (first == 0xcd && static_cast<unsigned char>(text[1]) < 0xb0);
}

}  // namespace

Details place_details(std::string_view source, std::size_t offset) {
  const std::string_view before = source.substr(0, std::min(offset, source.size()));
  const auto line = 1 + std::count(before.begin(), before.end(), '\n');
  const std::string_view in_line = before.substr(before.rfind('\n') + 1);  // npos + 1 is 0
  return {{"offset", std::to_string(offset)},
          {"line", std::to_string(line)},
          {"column", std::to_string(1 + code_points(in_line))}};
}

Error refused(std::string_view source, std::size_t offset, Message message, std::string suggestion,
              Code code) {
  Details details = place_details(source, offset);
  if (!suggestion.empty()) {
    message.en += " Did you mean " + suggestion + "?";
    message.vi += " Có phải ý bạn là " + suggestion + "?";
    details.emplace_back("suggestion", std::move(suggestion));
  }
  return error(code, std::move(message.en), std::move(message.vi), std::move(details));
}

Error expected(std::string_view source, std::size_t offset, const Message& wanted,
               std::string suggestion) {
  Message found{"the end of the formula", "hết công thức"};
  if (offset < source.size()) {
    const std::string text = found_at(source, offset);
    found = {"\"" + text + "\"", "\"" + text + "\""};
    if (is_combining(text))
      found = {"an accent that stands apart from its letter (write composed Unicode, NFC)",
               "dấu tách rời khỏi chữ (hãy dùng Unicode dựng sẵn, NFC)"};
  }
  Error error = refused(source, offset,
                        {"Expected " + wanted.en + ", found " + found.en + ".",
                         "Cần " + wanted.vi + ", nhưng gặp " + found.vi + "."},
                        std::move(suggestion));
  error.details.emplace_back("expected", wanted.en);
  return error;
}

}  // namespace girs::formula
