#include "formula/paper_identity.h"

#include <array>
#include <vector>

#include "base/text.h"
#include "formula/lexer.h"
#include "formula/refusal.h"

namespace girs::formula {
namespace {

constexpr std::size_t kIdentityBytesMax = 1024;

class PaperParser {
 public:
  explicit PaperParser(std::string_view source) : source_(source) {}

  Result<PaperIdentity> identity() {
    skip_spaces();
    row_codes_ = take_row_prefix();
    GIRS_TRY(std::string left, sum());
    if (!take("=")) return expected(source_, at_, {"= or an operator", "dấu = hoặc phép tính"});
    GIRS_TRY(std::string right, sum());
    if (at_ != source_.size())
      return expected(source_, at_, {"+, -, *, / or the end", "+, -, *, / hoặc hết công thức"});
    return PaperIdentity{left + "=" + right, row_codes_ ? PaperIdentity::Scope::kEachColumn
                                                       : PaperIdentity::Scope::kEachRow};
  }

  bool all_bracketed() const { return all_bracketed_ && !row_codes_; }

 private:
  void skip_spaces() {
    while (at_ < source_.size() && (source_[at_] == ' ' || source_[at_] == '\t')) ++at_;
  }

  bool take(std::string_view wanted) {
    if (source_.substr(at_, wanted.size()) != wanted) return false;
    at_ += wanted.size();
    skip_spaces();
    return true;
  }

  /// "Mã số" in any case, composed or decomposed.
  bool take_row_prefix() {
    static const std::string kPrefix = fold_case("Mã số");
    for (std::size_t end = at_; end <= source_.size() && end - at_ <= 16; ++end) {
      if (first_invalid_utf8(source_.substr(at_, end - at_))) continue;
      if (fold_case(source_.substr(at_, end - at_)) != kPrefix) continue;
      at_ = end;
      skip_spaces();
      return true;
    }
    return false;
  }

  char take_operator() {
    constexpr std::array<std::pair<std::string_view, char>, 6> kOperators = {{
        {"+", '+'}, {"-", '-'}, {"*", '*'}, {"/", '/'}, {"−", '-'}, {"–", '-'}}};
    for (const auto& [text, operation] : kOperators)
      if (take(text)) return operation;
    return '\0';
  }

  /// term { operator term }, where term + … + term is a range.
  Result<std::string> sum() {
    std::string text;
    char before = '+';
    for (;;) {
      GIRS_TRY(const std::string from, code());
      char operation = take_operator();
      if (operation == '+' && (take("…") || take("..."))) {
        const std::size_t place = at_;
        if (take_operator() != '+') return expected(source_, place, {"+", "+"});
        GIRS_TRY(const std::string to, code());
        if (before != '+')
          return refused(source_, place, {"A range can only be added.",
                                          "Chỉ có thể cộng một dãy."});
        const std::string axis = row_codes_ ? "r" : "c";
        text += "SUM([" + axis + from + ":" + axis + to + "])";
        operation = take_operator();
        // 4+…+9*2 would multiply the whole range.
        if (operation == '*' || operation == '/')
          return refused(source_, at_, {"A range can only be added.", "Chỉ có thể cộng một dãy."});
      } else {
        text += row_codes_ ? "[r" + from + "]" : "[" + from + "]";
      }
      if (operation == '\0') return text;
      text += operation;
      before = operation;
    }
  }

  /// 10, 3a, (3)
  Result<std::string> code() {
    const bool bracket = take("(");
    all_bracketed_ = all_bracketed_ && bracket;
    std::size_t end = at_;
    while (end < source_.size() && is_digit(source_[end])) ++end;
    if (end == at_)
      return expected(source_, at_, {"the number of a column or row", "số của cột hoặc dòng"});
    if (end < source_.size() && is_letter(source_[end])) ++end;
    std::string code(source_.substr(at_, end - at_));
    at_ = end;
    skip_spaces();
    if (bracket && !take(")")) return expected(source_, at_, {")", ")"});
    return code;
  }

  std::string_view source_;
  std::size_t at_ = 0;
  bool row_codes_ = false;
  bool all_bracketed_ = true;
};

}  // namespace

std::string_view to_text(PaperIdentity::Scope scope) {
  return scope == PaperIdentity::Scope::kEachRow ? "each-row" : "each-column";
}

Result<PaperIdentity> import_paper_identity(std::string_view text) {
  if (text.size() > kIdentityBytesMax || first_invalid_utf8(text))
    return error(Code::kInvalidArgument,
                 "A printed identity is UTF-8 text of at most 1,024 bytes.",
                 "Công thức trên biểu in là văn bản UTF-8 dài không quá 1.024 byte.");
  return PaperParser(trim(text)).identity();
}

std::optional<std::string> bracketed_paper_identity(std::string_view text) {
  PaperParser parser(trim(text));
  auto identity = parser.identity();
  if (!identity || !parser.all_bracketed()) return std::nullopt;
  return std::move(identity->formula);
}

}  // namespace girs::formula
