#include "formula/paper_identity.h"

#include <algorithm>
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
  explicit PaperParser(std::string_view source)
      : source_(source), has_brackets_(source.find('(') != std::string_view::npos) {}

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

  bool brackets_columns() const { return has_brackets_ && !row_codes_; }

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
      const std::size_t place = at_;
      GIRS_TRY(const Term from, term());
      char operation = take_operator();
      if (operation == '+' && (take("…") || take("..."))) {
        GIRS_TRY(const std::string range, range_from(from, place, before));
        text += range;
        operation = take_operator();
        // 4+…+9*2 would multiply the whole range.
        if (multiplies(operation))
          return refused(source_, at_, {"A range can only be added.", "Chỉ có thể cộng một dãy."});
      } else if (has_brackets_ && !from.bracketed) {
        // "(5)=(4)/(3)*100": where columns stand in brackets, 100 is a number.
        if (!multiplies(before) && !multiplies(operation)) return ambiguous(place, from);
        text += from.code;
      } else {
        text += row_codes_ ? "[r" + from.code + "]" : "[" + from.code + "]";
      }
      if (operation == '\0') return text;
      text += operation;
      before = operation;
    }
  }

  struct Term {
    std::string code;
    bool bracketed = false;
  };

  static bool multiplies(char operation) { return operation == '*' || operation == '/'; }

  Error ambiguous(std::size_t place, const Term& term) const {
    return refused(source_, place,
                   {"Other columns stand in brackets here, so " + term.code +
                        " may be a number or a column.",
                    "Các cột khác ở đây đều đặt trong ngoặc, nên " + term.code +
                        " có thể là số hoặc là cột."},
                   "(" + term.code + ")");
  }

  /// The rest of `from` + … + term, after the dots.
  Result<std::string> range_from(const Term& from, std::size_t place, char before) {
    const std::size_t after_dots = at_;
    if (take_operator() != '+') return expected(source_, after_dots, {"+", "+"});
    const std::size_t last = at_;
    GIRS_TRY(const Term to, term());
    if (before != '+')
      return refused(source_, after_dots, {"A range can only be added.",
                                           "Chỉ có thể cộng một dãy."});
    if (from.bracketed != to.bracketed)
      return from.bracketed ? ambiguous(last, to) : ambiguous(place, from);
    if (has_brackets_ && !from.bracketed) return ambiguous(place, from);
    if (!comes_before(from.code, to.code))
      return refused(source_, last, {"A range runs upwards: " + to.code + " does not come after " +
                                         from.code + ".",
                                     "Một dãy phải tăng dần: " + to.code + " không đứng sau " +
                                         from.code + "."});
    const std::string axis = row_codes_ ? "r" : "c";
    return "SUM([" + axis + from.code + ":" + axis + to.code + "])";
  }

  /// By number, then by letter: 9 before 10, 3 before 3a.
  static bool comes_before(std::string_view a, std::string_view b) {
    const auto number = [](std::string_view code) {
      code = code.substr(0, code.size() - (is_digit(code.back()) ? 0 : 1));
      return code.substr(std::min(code.find_first_not_of('0'), code.size()));
    };
    const std::string_view first = number(a);
    const std::string_view second = number(b);
    if (first.size() != second.size()) return first.size() < second.size();
    if (first != second) return first < second;
    return !is_digit(b.back()) && (is_digit(a.back()) || a.back() < b.back());
  }

  /// 10, 3a, (3)
  Result<Term> term() {
    const bool bracket = take("(");
    std::size_t end = at_;
    while (end < source_.size() && is_digit(source_[end])) ++end;
    if (end == at_)
      return expected(source_, at_, {"the number of a column or row", "số của cột hoặc dòng"});
    if ((bracket || !has_brackets_) && end < source_.size() && is_letter(source_[end])) ++end;
    std::string code(source_.substr(at_, end - at_));
    at_ = end;
    skip_spaces();
    if (bracket && !take(")")) return expected(source_, at_, {")", ")"});
    return Term{std::move(code), bracket};
  }

  std::string_view source_;
  std::size_t at_ = 0;
  bool has_brackets_;
  bool row_codes_ = false;
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
  if (!identity || !parser.brackets_columns()) return std::nullopt;
  return std::move(identity->formula);
}

}  // namespace girs::formula
