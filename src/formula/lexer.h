#pragma once
// The words of a formula. A reference is one word, brackets and all: its inside has a grammar
// of its own (reference_parser.h).

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "formula/syntax.h"

namespace girs::formula {

enum class TokenKind { kNumber, kText, kName, kFault, kReference, kSymbol, kEnd };

struct Token {
  TokenKind kind = TokenKind::kEnd;
  Place place;
  std::string_view text;  // as written; empty at the end
};

/// Splits `source`, which is valid UTF-8; the last token is kEnd.
Result<std::vector<Token>> tokenize(std::string_view source);

/// The first `wanted` from `from` on that stands outside of quotes ('...'), or npos.
std::size_t find_unquoted(std::string_view text, char wanted, std::size_t from);

/// The inside of a quoted text or code, doubled quotes made single, in form NFC.
std::string unquoted(std::string_view quoted);

inline bool is_digit(char c) { return c >= '0' && c <= '9'; }
inline bool is_letter(char c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); }
inline bool is_code_character(char c) { return is_letter(c) || is_digit(c) || c == '_'; }

}  // namespace girs::formula
