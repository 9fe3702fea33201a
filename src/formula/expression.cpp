#include "formula/expression.h"

#include <algorithm>

#include "formula/check.h"
#include "formula/paper_identity.h"
#include "formula/refusal.h"
#include "formula/syntax.h"

namespace girs::formula {
namespace {

std::vector<std::string> codes_of(const std::optional<Selection>& selection) {
  if (!selection) return {};
  if (selection->all) return {"*"};
  std::vector<std::string> codes;
  for (const auto& item : selection->items) {
    codes.push_back(item.from);
    if (!item.to.empty()) codes.push_back(item.to);
  }
  return codes;
}

void collect(const Node& node, std::vector<Expression::Reference>& references) {
  if (const auto* reference = std::get_if<CellReference>(&node.content))
    references.push_back({reference->form, print(*reference), !reference->periods.empty(),
                          reference->unit > UnitRelation::kSelf, codes_of(reference->rows),
                          codes_of(reference->columns), reference->indicator});
  for (const auto& child : children_of(node)) collect(child, references);
}

}  // namespace

std::optional<Missing> parse_missing(std::string_view word) {
  for (const auto policy : {Missing::kPropagate, Missing::kBlankZero, Missing::kZero})
    if (word == to_text(policy)) return policy;
  return std::nullopt;
}

std::string_view to_text(Missing policy) {
  switch (policy) {
    case Missing::kPropagate: return "propagate";
    case Missing::kBlankZero: return "blank_zero";
    case Missing::kZero: return "zero";
  }
  return {};
}

Result<Expression> Expression::compile(std::string_view text) { return compile(text, nullptr); }

Result<Expression> Expression::compile(std::string_view text, const Declarations& declarations) {
  return compile(text, &declarations);
}

Result<Expression> Expression::compile(std::string_view text, const Declarations* declarations) {
  GIRS_TRY(Parsed parsed, parse(text));
  // "(3)=(4)+(5)" compares 3 with 9: never what was meant (FORMULA.md section 1).
  if (const auto meant = bracketed_paper_identity(text))
    return refused(text, 0,
                   {"This is the notation of printed forms, where (3) is a column; here (3) is the "
                    "number 3.",
                    "Đây là cách ghi trên biểu in, trong đó (3) là cột 3; ở đây (3) là số 3."},
                   *meant);
  GIRS_TRY(Checked checked, check(text, parsed.root, declarations));
  if (declarations && !checked.findings.empty()) {
    const Mistake first = checked.findings.front();
    return Error{Code::kInvalidArgument, first.message, first.details,
                 std::move(checked.findings)};
  }
  Expression expression;
  expression.root_ = std::make_shared<const Node>(std::move(parsed.root));
  expression.warnings_ = std::move(parsed.warnings);
  for (auto* list : {&checked.findings, &checked.warnings})
    for (auto& warning : *list) expression.warnings_.push_back(std::move(warning));
  expression.result_ = std::move(checked.result);
  expression.cost_ = checked.nodes * std::max<std::size_t>(checked.cells, 1);
  return expression;
}

std::string Expression::text() const { return root_ ? print(*root_) : std::string(); }

bool Expression::is_comparison() const {
  return root_ && std::holds_alternative<Comparison>(root_->content);
}

std::vector<Expression::Reference> Expression::references() const {
  std::vector<Reference> references;
  if (root_) collect(*root_, references);
  return references;
}

}  // namespace girs::formula
