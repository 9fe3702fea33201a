#include "formula/editor_form.h"

#include <algorithm>
#include <vector>

#include "base/text.h"
#include "formula/lexer.h"
#include "formula/refusal.h"

namespace girs::formula {
namespace {

bool is_vietnamese(std::string_view language) { return language == "vi"; }

bool is_comma(const Token& token) { return token.kind == TokenKind::kSymbol && token.text == ","; }

std::size_t end_of(const Token& token) { return token.place.offset + token.place.length; }

bool is_digits(const Token& token) {
  return token.kind == TokenKind::kNumber &&
         std::all_of(token.text.begin(), token.text.end(), is_digit);
}

/// Whether the comma `tokens[i]` is a decimal sign: digits directly after it, and directly before
/// it digits (1,5) or nothing that a number could be an argument to (;,5).
bool is_decimal_sign(const std::vector<Token>& tokens, std::size_t i) {
  const std::size_t at = tokens[i].place.offset;
  const Token& next = tokens[i + 1];  // there is one: the last is the end
  if (next.kind != TokenKind::kNumber || next.place.offset != at + 1 || !is_digit(next.text[0]))
    return false;
  if (i == 0) return true;
  const Token& before = tokens[i - 1];
  if (end_of(before) == at && is_digits(before)) return i < 2 || !is_comma(tokens[i - 2]);
  return before.kind == TokenKind::kSymbol && before.text != ")" && before.text != "%" &&
         !is_comma(before);
}

Error refused_point(std::string_view source, const Token& number) {
  std::string meant(number.text);
  std::replace(meant.begin(), meant.end(), '.', ',');
  return refused(source, number.place.offset,
                 {"The decimal sign is a comma in this form, and figures are not grouped.",
                  "Dấu thập phân ở đây là dấu phẩy, và không tách nhóm chữ số."},
                 meant);
}

Error refused_comma(std::string_view source, const Token& comma) {
  return refused(source, comma.place.offset,
                 {"The comma is the decimal sign here; arguments are separated by ;.",
                  "Dấu phẩy ở đây là dấu thập phân; các đối số cách nhau bằng dấu ;."},
                 ";");
}

}  // namespace

std::string to_editor(std::string_view text, std::string_view language) {
  std::string shown(text);
  if (!is_vietnamese(language) || first_invalid_utf8(text)) return shown;
  const auto tokens = tokenize(text);
  if (!tokens) return shown;
  for (const auto& token : *tokens) {
    if (token.kind != TokenKind::kNumber) continue;
    const auto point = token.text.find('.');
    if (point != std::string_view::npos) shown[token.place.offset + point] = ',';
  }
  return shown;
}

Result<std::string> from_editor(std::string_view text, std::string_view language) {
  std::string meant(text);
  if (!is_vietnamese(language)) return meant;
  if (text.size() > kBytesMax || first_invalid_utf8(text)) return meant;  // compile() says why
  GIRS_TRY(const std::vector<Token> tokens, tokenize(text));
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const Token& token = tokens[i];
    if (token.kind == TokenKind::kNumber && token.text.find('.') != std::string_view::npos)
      return refused_point(text, token);
    if (!is_comma(token)) continue;
    if (!is_decimal_sign(tokens, i)) return refused_comma(text, token);
    meant[token.place.offset] = '.';
  }
  return meant;
}

}  // namespace girs::formula
