#include "formula/check.h"

#include <algorithm>

#include "base/text.h"
#include "formula/check_call.h"
#include "formula/check_reference.h"
#include "formula/functions.h"
#include "formula/refusal.h"
#include "formula/short_forms.h"

namespace girs::formula {
namespace {

/// Walks a tree once; what it knows of a node before evaluation is its Declared.
class Checker {
 public:
  Checker(std::string_view source, const Declarations* declarations)
      : findings_(source), declarations_(declarations) {}

  Result<Checked> check(Node& root) {
    GIRS_TRY(Declared result, node(root, false));
    return Checked{std::move(result), nodes_, cells_, findings_.take(), findings_.take_warnings()};
  }

 private:
  Result<Declared> node(Node& node, bool range_taken) {
    ++nodes_;
    if (!range_taken && is_range(node)) return range_refused(node);
    if (const auto* reference = std::get_if<CellReference>(&node.content))
      return cells(node, *reference);
    if (auto* call = std::get_if<Call>(&node.content)) return this->call(node, *call);
    if (auto* chain = std::get_if<Chain>(&node.content)) return this->chain(*chain);
    if (auto* comparison = std::get_if<Comparison>(&node.content))
      return this->comparison(node, *comparison);
    if (auto* prefix = std::get_if<Prefix>(&node.content)) return signed_number(prefix->operand[0]);
    if (auto* percent = std::get_if<Percent>(&node.content)) {
      GIRS_TRY(const Declared operand, signed_number(percent->operand[0]));
      return Declared{Type::kNumber, operand.measure, operand.unit_of_measure};
    }
    if (const auto* parameter = std::get_if<Parameter>(&node.content))
      return this->parameter(node, *parameter);
    if (const auto* literal = std::get_if<Literal>(&node.content))
      return Declared{type_of(literal->value).value_or(Type::kAny)};
    return Declared{};
  }

  Error range_refused(const Node& node) const {
    const std::string text = print(node);
    return refused(findings_.source(), node.place.offset,
                   {"One value is wanted here, but " + text +
                        " names a range of cells; use SUM or another aggregate.",
                    "Ở đây cần một giá trị, nhưng " + text +
                        " là một vùng ô; hãy dùng SUM hoặc hàm gộp khác."});
  }

  Result<Declared> cells(const Node& node, const CellReference& reference) {
    Declared declared;
    if (declarations_) declared = declared_of(reference, node, *declarations_, findings_, cells_);
    else cells_ += named_cells(reference);
    if (cells_ <= kCellsMax) return declared;
    return refused(findings_.source(), node.place.offset,
                   {"The formula names more than 10,000 cells.",
                    "Công thức tham chiếu hơn 10.000 ô."});
  }

  Result<Declared> parameter(const Node& node, const Parameter& parameter) {
    if (!declarations_) return Declared{};
    const auto declared = declarations_->parameter(parameter.name);
    if (declared) return *declared;
    findings_.add_unknown(node, {"there is no parameter \"" + parameter.name + "\"",
                                 "không có tham số \"" + parameter.name + "\""},
                          parameter.name, declarations_->parameters());
    return Declared{};
  }

  Result<Declared> call(const Node& node, Call& call) {
    GIRS_CHECK(check_form_of_call(findings_.source(), node, call));
    if (const auto reference = reference_of(node)) {  // YTD([c3]) is [c3@YTD]
      ++nodes_;
      return cells(node, *reference);
    }
    std::vector<Declared> known;
    for (std::size_t i = 0; i < call.arguments.size(); ++i) {
      const Accepts& accepts = call.function->argument(i, call.arguments.size());
      const bool range_taken = accepts.shape != Shape::kOne && accepts.shape != Shape::kCell;
      GIRS_TRY(Declared argument, this->node(call.arguments[i], range_taken));
      known.push_back(std::move(argument));
    }
    return check_types_of_call(node, call, known, declarations_, findings_);
  }

  Result<Declared> signed_number(Node& operand) {
    GIRS_TRY(Declared declared, node(operand, false));
    expect_number(operand, declared, findings_);
    declared.type = Type::kNumber;
    return declared;
  }

  Result<Declared> chain(Chain& chain) {
    const bool texts = chain.operators[0] == '&';
    std::vector<Declared> known;
    for (auto& operand : chain.operands) {
      GIRS_TRY(Declared declared, node(operand, false));
      if (!texts) expect_number(operand, declared, findings_);
      known.push_back(std::move(declared));
    }
    if (texts) return Declared{Type::kText};
    if (chain.operators[0] == '+' || chain.operators[0] == '-') return added(chain, known);
    return multiplied(chain, known);
  }

  /// Section 3: đồng and triệu đồng do not add up; what is known of all holds for the sum.
  Declared added(const Chain& chain, const std::vector<Declared>& known) {
    Declared result{Type::kNumber, known[0].measure, known[0].unit_of_measure};
    for (std::size_t i = 1; i < known.size(); ++i) {
      expect_one_unit(chain.operands[i], result.unit_of_measure, known[i].unit_of_measure,
                      findings_);
      if (result.unit_of_measure.empty()) result.unit_of_measure = known[i].unit_of_measure;
      if (result.measure != known[i].measure) result.measure = std::nullopt;
    }
    return result;
  }

  static bool is_zero(const Node& node) {
    const auto* literal = std::get_if<Literal>(&node.content);
    return literal && literal->value == Value(Decimal());
  }

  /// Whether all operands but `figure` are numbers written out that do not convert by hand, as
  /// 1000 and 1000000 do.
  static bool keeps_unit(const Chain& chain, std::size_t figure) {
    for (std::size_t i = 0; i < chain.operands.size(); ++i) {
      if (i == figure) continue;
      const auto* literal = std::get_if<Literal>(&chain.operands[i].content);
      const auto* number = literal ? std::get_if<Decimal>(&literal->value) : nullptr;
      if (!number) return false;
      const std::string text = number->shortest();
      if (text.size() > 3 && text.find_first_not_of('0', 1) == std::string::npos && text[0] == '1')
        return false;
    }
    return true;
  }

  /// A figure times or divided by constants stays what it is; by another figure it is a rate.
  static Declared multiplied(const Chain& chain, const std::vector<Declared>& known) {
    std::vector<std::size_t> figures;
    for (std::size_t i = 0; i < known.size(); ++i)
      if (!std::holds_alternative<Literal>(chain.operands[i].content) &&
          !std::holds_alternative<Parameter>(chain.operands[i].content))
        figures.push_back(i);
    if (chain.operators[0] == '^') return Declared{Type::kNumber};
    for (std::size_t i = 1; i < chain.operands.size(); ++i)
      if (chain.operators[i - 1] == '/' && is_zero(chain.operands[i]))
        return Declared{};  // always an error, which may stand for a value of any type
    Declared scaled{Type::kNumber};
    if (figures.size() == 1) scaled.measure = known[figures[0]].measure;
    if (figures.size() == 1 && keeps_unit(chain, figures[0]))
      scaled.unit_of_measure = known[figures[0]].unit_of_measure;
    if (figures.size() == 1 && figures[0] == 0) return scaled;
    if (chain.operators.find('/') != std::string::npos)
      return Declared{Type::kNumber, Measure::kRate};
    return scaled;
  }

  Result<Declared> comparison(const Node& node, Comparison& comparison) {
    GIRS_TRY(const Declared left, this->node(comparison.sides[0], false));
    GIRS_TRY(const Declared right, this->node(comparison.sides[1], false));
    expect_present(comparison.sides[0], left, findings_);
    expect_present(comparison.sides[1], right, findings_);
    expect_one_type(node, left.type, right.type, findings_);
    expect_one_unit(comparison.sides[1], left.unit_of_measure, right.unit_of_measure, findings_);
    expect_code(comparison.sides[1], left);
    expect_code(comparison.sides[0], right);
    return Declared{Type::kLogical, Measure::kNone};
  }

  /// A code written out is one of the list that it is compared with.
  void expect_code(const Node& side, const Declared& other) {
    const auto* literal = std::get_if<Literal>(&side.content);
    const auto* code = literal ? std::get_if<std::string>(&literal->value) : nullptr;
    if (!code || other.code_list.empty() || !declarations_) return;
    const auto codes = declarations_->codes(other.code_list);
    if (!codes || std::find(codes->begin(), codes->end(), *code) != codes->end()) return;
    findings_.add_unknown(side, {"the list \"" + other.code_list + "\" has no such code",
                                 "danh mục \"" + other.code_list + "\" không có mã này"},
                          *code, *codes);
  }

  Findings findings_;
  const Declarations* declarations_;
  std::size_t nodes_ = 0;
  std::size_t cells_ = 0;
};

}  // namespace

Result<Checked> check(std::string_view source, Node& root, const Declarations* declarations) {
  return Checker(source, declarations).check(root);
}

}  // namespace girs::formula
