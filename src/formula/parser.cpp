// From text to tree: recursive descent over the grammar of FORMULA.md section 1, one function a
// rule. Every way to nest passes enter(), so the recursion ends at kDepthMax.

#include <algorithm>

#include "base/text.h"
#include "formula/functions.h"
#include "formula/lexer.h"
#include "formula/number_text.h"
#include "formula/reference_parser.h"
#include "formula/refusal.h"
#include "formula/syntax.h"

namespace girs::formula {
namespace {

constexpr std::size_t kTightest = std::size(kLevels) - 1;

const Message kOperand = {"a number, a reference in brackets, a function or (",
                          "một số, một tham chiếu trong ngoặc vuông, một hàm hoặc ("};

std::string upper_case(std::string_view name) {
  std::string upper(name);
  for (char& c : upper)
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  return upper;
}

class Parser {
 public:
  Parser(std::string_view source, std::vector<Token> tokens)
      : source_(source), tokens_(std::move(tokens)) {}

  /// ["="] expr
  Result<Parsed> formula() {
    take("=");
    GIRS_TRY(Node root, expression());
    if (here().kind != TokenKind::kEnd) return unexpected_end_of_expression();
    return Parsed{std::move(root), std::move(warnings_)};
  }

 private:
  const Token& here() const { return tokens_[at_]; }
  bool is(std::string_view symbol) const {
    return here().kind == TokenKind::kSymbol && here().text == symbol;
  }
  bool take(std::string_view symbol) {
    if (!is(symbol)) return false;
    ++at_;
    return true;
  }

  Place since(std::size_t offset) const {
    const Place& last = tokens_[at_ - 1].place;
    return {offset, last.offset + last.length - offset};
  }

  Status enter() {
    if (++depth_ <= kDepthMax) return ok();
    return refused(source_, here().place.offset,
                   {"Brackets, functions and signs stand within each other more than 64 deep.",
                    "Ngoặc, hàm và dấu lồng nhau sâu hơn 64 mức."});
  }

  Status count_node(const Place& place) {
    if (++nodes_ <= kNodesMax) return ok();
    return refused(source_, place.offset, {"The formula has more than 4,096 parts.",
                                           "Công thức có hơn 4.096 thành phần."});
  }

  Error unexpected_end_of_expression() const {
    if (relation_here())
      return refused(source_, here().place.offset,
                     {"Comparisons cannot be chained; write AND(a=b;b=c).",
                      "Không viết so sánh nối tiếp; hãy viết AND(a=b;b=c)."});
    return expected(source_, here().place.offset,
                    {"an operator or the end", "một phép tính hoặc hết công thức"});
  }

  std::optional<Relation> relation_here() const {
    if (here().kind != TokenKind::kSymbol) return std::nullopt;
    for (int i = 0; i < 6; ++i)
      if (here().text == to_text(static_cast<Relation>(i))) return static_cast<Relation>(i);
    return std::nullopt;
  }

  /// concat [ relop concat ]
  Result<Node> expression() {
    const std::size_t start = here().place.offset;
    GIRS_TRY(Node left, chain(0));
    const auto relation = relation_here();
    if (!relation) return left;
    GIRS_CHECK(count_node(here().place));
    ++at_;
    GIRS_TRY(Node right, chain(0));
    Comparison comparison{*relation, {}};
    comparison.sides.push_back(std::move(left));
    comparison.sides.push_back(std::move(right));
    return Node{std::move(comparison), since(start)};
  }

  /// concat, additive, term and power: operands of the next level with operators between.
  Result<Node> chain(std::size_t level) {
    const std::size_t start = here().place.offset;
    const bool sign_first = is("-") || is("+");
    GIRS_TRY(Node first, level == kTightest ? postfix() : chain(level + 1));
    Chain chain_here;
    while (here().kind == TokenKind::kSymbol && here().text.size() == 1 &&
           kLevels[level].find(here().text[0]) != std::string_view::npos) {
      GIRS_CHECK(count_node(here().place));
      if (level == kTightest && sign_first && chain_here.operators.empty()) warn_of_sign(start);
      chain_here.operators += here().text[0];
      ++at_;
      GIRS_TRY(Node operand, level == kTightest ? postfix() : chain(level + 1));
      chain_here.operands.push_back(std::move(operand));
    }
    if (chain_here.operators.empty()) return first;
    prepend(chain_here, std::move(first), level);
    return Node{std::move(chain_here), since(start)};
  }

  /// (a+b)+c is a+b+c: operators of one level run from left to right anyway.
  static void prepend(Chain& chain, Node first, std::size_t level) {
    auto* inner = std::get_if<Chain>(&first.content);
    if (!inner || level_of(inner->operators[0]) != level) {
      chain.operands.insert(chain.operands.begin(), std::move(first));
      return;
    }
    chain.operators.insert(0, inner->operators);
    chain.operands.insert(chain.operands.begin(), std::make_move_iterator(inner->operands.begin()),
                          std::make_move_iterator(inner->operands.end()));
  }

  void warn_of_sign(std::size_t offset) {
    warnings_.push_back({{"The sign binds tighter than ^: -2^2 is 4; put brackets where you mean "
                          "them.",
                          "Dấu đứng trước được tính trước ^: -2^2 bằng 4; hãy thêm ngoặc cho rõ."},
                         place_details(source_, offset)});
  }

  /// Forms print "(4)" for column 4 (FORMULA.md section 1); a bracket has just been closed.
  void warn_of_column() {
    constexpr std::size_t kDigitsOfColumn = 3;
    const Token& open = tokens_[at_ - 3];
    const std::string_view inside = tokens_[at_ - 2].text;
    if (open.text != "(" || inside.empty() || inside.size() > kDigitsOfColumn) return;
    if (!std::all_of(inside.begin(), inside.end(), is_digit)) return;
    const std::string number(inside);
    Details details = place_details(source_, open.place.offset);
    details.emplace_back("suggestion", "[" + number + "]");
    warnings_.push_back(
        {{"(" + number + ") is the number " + number + "; write [" + number + "] for column " +
              number + ".",
          "(" + number + ") là số " + number + "; hãy viết [" + number + "] nếu là cột " + number +
              "."},
         std::move(details)});
  }

  /// prefix { "%" }
  Result<Node> postfix() {
    const std::size_t start = here().place.offset;
    GIRS_TRY(Node operand, prefix());
    if (!is("%")) return operand;
    Percent percent{0, {}};
    if (auto* inner = std::get_if<Percent>(&operand.content)) percent = std::move(*inner);  // (5%)%
    else percent.operand.push_back(std::move(operand));
    while (is("%")) {
      GIRS_CHECK(count_node(here().place));
      ++percent.count;
      ++at_;
    }
    return Node{std::move(percent), since(start)};
  }

  /// ("+" | "-") prefix | primary
  Result<Node> prefix() {
    if (!is("+") && !is("-")) return primary();
    const Token sign = here();
    GIRS_CHECK(enter());
    GIRS_CHECK(count_node(sign.place));
    ++at_;
    GIRS_TRY(Node operand, prefix());
    --depth_;
    Prefix prefixed{sign.text[0], {}};
    prefixed.operand.push_back(std::move(operand));
    return Node{std::move(prefixed), since(sign.place.offset)};
  }

  Result<Node> primary() {
    const Token token = here();
    GIRS_CHECK(count_node(token.place));
    switch (token.kind) {
      case TokenKind::kNumber: return number(token);
      case TokenKind::kText: return literal(unquoted(token.text));
      case TokenKind::kFault: return literal(*parse_fault(token.text));
      case TokenKind::kName: return named(token);
      case TokenKind::kReference: ++at_; return parse_reference(source_, token.place);
      default: break;
    }
    if (!is("(")) return expected(source_, token.place.offset, kOperand);
    GIRS_CHECK(enter());
    ++at_;
    GIRS_TRY(Node inside, expression());
    if (!take(")")) return expected(source_, here().place.offset, {") or an operator",
                                                                   ") hoặc một phép tính"});
    --depth_;
    warn_of_column();
    inside.place = since(token.place.offset);
    return inside;
  }

  Node literal(Value value) {
    const Place place = here().place;
    ++at_;
    return Node{Literal{std::move(value)}, place};
  }

  Result<Node> number(const Token& token) {
    const auto value = parse_number(token.text);
    if (!value)
      return refused(source_, token.place.offset,
                     {"A number has at most 34 digits.", "Một số có nhiều nhất 34 chữ số."});
    return literal(*value);
  }

  /// A call, TRUE, FALSE or MISSING.
  Result<Node> named(const Token& token) {
    const std::string name = upper_case(token.text);
    const Token& next = tokens_[at_ + 1];
    const bool bracket = next.kind == TokenKind::kSymbol && next.text == "(";
    if (bracket && next.place.offset == token.place.offset + token.place.length)
      return call(token, name);
    if (name == "TRUE" || name == "FALSE") return literal(name == "TRUE");
    if (name == "MISSING") return literal(Absent::kMissing);
    if (bracket)
      return refused(source_, next.place.offset,
                     {"No space may stand between a function's name and its bracket.",
                      "Không được có dấu cách giữa tên hàm và dấu ngoặc."});
    if (find_function(name))
      return refused(source_, token.place.offset,
                     {name + " is a function and needs brackets.",
                      name + " là một hàm và cần có ngoặc."},
                     name + "()");
    return expected(source_, token.place.offset, kOperand);
  }

  /// name "(" [ arg { ";" arg } ] ")"; the lenient English form also separates by commas.
  Result<Node> call(const Token& token, const std::string& name) {
    GIRS_CHECK(enter());
    at_ += 2;
    Call call{name, find_function(name), {}};
    if (!take(")")) {
      do {
        if (call.arguments.size() == kArgumentsMax)
          return refused(source_, here().place.offset, {"A function takes at most 255 arguments.",
                                                        "Một hàm có nhiều nhất 255 đối số."});
        GIRS_TRY(Node argument_here, argument());
        call.arguments.push_back(std::move(argument_here));
      } while (take(";") || take(","));
      if (!take(")")) return expected(source_, here().place.offset,
                                      {"; or ) or an operator", "; hoặc ) hoặc một phép tính"});
    }
    --depth_;
    return Node{std::move(call), since(token.place.offset)};
  }

  Result<Node> argument() {
    if (is(";") || is(",") || is(")")) return Node{Omitted{}, {here().place.offset, 0}};
    return expression();
  }

  std::string_view source_;
  std::vector<Token> tokens_;
  std::vector<Mistake> warnings_;
  std::size_t at_ = 0;
  std::size_t depth_ = 0;
  std::size_t nodes_ = 0;
};

}  // namespace

Result<Parsed> parse(std::string_view text) {
  if (text.size() > kBytesMax)
    return refused(text.substr(0, kBytesMax), kBytesMax, {"The formula is longer than 8,192 bytes.",
                                   "Công thức dài hơn 8.192 byte."});
  if (const auto offset = first_invalid_utf8(text))
    return refused(text.substr(0, *offset), *offset,
                   {"The formula is not valid UTF-8.", "Công thức không phải là UTF-8 hợp lệ."});
  GIRS_TRY(std::vector<Token> tokens, tokenize(text));
  return Parser(text, std::move(tokens)).formula();
}

}  // namespace girs::formula
