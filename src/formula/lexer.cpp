#include "formula/lexer.h"

#include <array>

#include "base/text.h"
#include "formula/refusal.h"

namespace girs::formula {
namespace {

/// Signs that people type or paste for an operator.
constexpr std::array<std::pair<std::string_view, std::string_view>, 8> kLookalikes = {{
    {"×", "*"}, {"÷", "/"}, {"−", "-"}, {"–", "-"}, {"≤", "<="}, {"≥", ">="}, {"≠", "<>"},
    {"“", "\""},
}};

class Lexer {
 public:
  explicit Lexer(std::string_view source) : source_(source) {}

  Result<std::vector<Token>> tokens() {
    std::vector<Token> tokens;
    for (;;) {
      while (at_ < source_.size() && is_space(source_[at_])) ++at_;
      if (at_ == source_.size()) {
        tokens.push_back({TokenKind::kEnd, {at_, 0}, {}});
        return tokens;
      }
      GIRS_TRY(Token token, next());
      at_ += token.place.length;
      tokens.push_back(token);
    }
  }

 private:
  static bool is_space(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

  char at(std::size_t index) const { return index < source_.size() ? source_[index] : '\0'; }

  Token token(TokenKind kind, std::size_t length) const {
    return {kind, {at_, length}, source_.substr(at_, length)};
  }

  Result<Token> next() const {
    const char c = source_[at_];
    if (is_digit(c) || (c == '.' && is_digit(at(at_ + 1)))) return number();
    if (is_letter(c)) return name();
    if (c == '"') return text();
    if (c == '[') return reference();
    if (c == '#') return fault();
    return symbol();
  }

  std::size_t end_of_digits(std::size_t index) const {
    while (is_digit(at(index))) ++index;
    return index;
  }

  /// digits [. digits] [E [sign] digits], or . digits
  Token number() const {
    std::size_t end = end_of_digits(at_);
    if (at(end) == '.' && is_digit(at(end + 1))) end = end_of_digits(end + 1);
    if (at(end) == 'E' || at(end) == 'e') {
      const std::size_t sign = at(end + 1) == '+' || at(end + 1) == '-' ? 1 : 0;
      if (is_digit(at(end + 1 + sign))) end = end_of_digits(end + 1 + sign);
    }
    return token(TokenKind::kNumber, end - at_);
  }

  Token name() const {
    std::size_t end = at_;
    while (is_code_character(at(end)) || at(end) == '.') ++end;
    return token(TokenKind::kName, end - at_);
  }

  Result<Token> text() const {
    for (std::size_t end = at_ + 1; end < source_.size(); ++end) {
      if (source_[end] != '"') continue;
      if (at(end + 1) != '"') return token(TokenKind::kText, end + 1 - at_);
      ++end;
    }
    return refused(source_, at_, {"The text that begins here is not closed by a quote (\").",
                                  "Chuỗi bắt đầu ở đây chưa có dấu nháy kép (\") đóng lại."});
  }

  Result<Token> reference() const {
    const std::size_t end = find_unquoted(source_, ']', at_ + 1);
    if (end != std::string_view::npos) return token(TokenKind::kReference, end + 1 - at_);
    return refused(source_, at_, {"The reference that begins here is not closed by ].",
                                  "Tham chiếu bắt đầu ở đây chưa có dấu ] đóng lại."});
  }

  Result<Token> fault() const {
    for (int number = 2; number <= 8; ++number) {
      const std::string_view name = to_text(static_cast<Fault>(number));
      if (source_.substr(at_, name.size()) == name) return token(TokenKind::kFault, name.size());
    }
    return expected(source_, at_,
                    {"an error value such as #N/A (an indicator stands in brackets: [#code])",
                     "một giá trị lỗi như #N/A (chỉ tiêu đặt trong ngoặc vuông: [#mã])"});
  }

  Result<Token> symbol() const {
    const std::string_view two = source_.substr(at_, 2);
    if (two == "<>" || two == "<=" || two == ">=") return token(TokenKind::kSymbol, 2);
    constexpr std::string_view kSymbols = "+-*/^%&=<>();,";
    if (kSymbols.find(source_[at_]) != std::string_view::npos) return token(TokenKind::kSymbol, 1);
    std::string suggestion;
    for (const auto& [typed, meant] : kLookalikes)
      if (source_.substr(at_, typed.size()) == typed) suggestion = meant;
    return expected(source_, at_,
                    {"a number, an operator, a function or a reference in brackets",
                     "một số, một phép tính, một hàm hoặc một tham chiếu trong ngoặc vuông"},
                    std::move(suggestion));
  }

  std::string_view source_;
  std::size_t at_ = 0;
};

}  // namespace

Result<std::vector<Token>> tokenize(std::string_view source) { return Lexer(source).tokens(); }

std::size_t find_unquoted(std::string_view text, char wanted, std::size_t from) {
  bool quoted = false;  // a doubled quote closes and opens again: the same
  for (std::size_t i = from; i < text.size(); ++i) {
    if (text[i] == '\'') quoted = !quoted;
    if (text[i] == wanted && !quoted) return i;
  }
  return std::string_view::npos;
}

std::string unquoted(std::string_view quoted) {
  const char quote = quoted.front();
  std::string inside;
  for (std::size_t i = 1; i + 1 < quoted.size(); ++i) {
    inside += quoted[i];
    if (quoted[i] == quote) ++i;  // doubled
  }
  return to_nfc(inside);
}

}  // namespace girs::formula
