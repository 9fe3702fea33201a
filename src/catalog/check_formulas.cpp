#include <algorithm>
#include <set>

#include "catalog/references.h"
#include "catalog/suggestion.h"

namespace girs {
namespace {

using formula::Expression;
using json::Node;

constexpr std::string_view kAny = "*";

/// One formula in its place, and what the place gives to references that leave something out.
struct Formula {
  Node node;
  const Expression& expression;
  std::vector<const Form*> own;   // forms that a reference without a form means
  bool current_row = false;       // the scope gives a row
  bool current_column = false;    // the scope gives a column
};

class FormulaCheck {
 public:
  FormulaCheck(const CatalogDocuments& documents, Mistakes& mistakes)
      : documents_(documents), mistakes_(mistakes) {
    for (const auto& form : documents.forms) form_codes_.push_back(form.form.code);
  }

  void check(const Formula& formula) {
    for (const auto& reference : formula.expression.references()) check(formula, reference);
  }

 private:
  using Reference = Expression::Reference;

  void mistake(const Formula& formula, const Reference& reference, std::string en,
               std::string vi) {
    add_mistake(mistakes_, formula.node,
                {reference.text + ": " + std::move(en), reference.text + ": " + std::move(vi)},
                {{"reference", reference.text}});
  }

  std::vector<const Form*> targets(const Formula& formula, const Reference& reference) {
    if (reference.form.empty()) {
      if (formula.own.empty())
        mistake(formula, reference, "name the form, as in ['form'!r1.c3].",
                "hãy nêu biểu mẫu, như ['biểu'!r1.c3].");
      return formula.own;
    }
    std::vector<const Form*> found;
    for (const auto& form : documents_.forms)
      if (form.form.code == reference.form) found.push_back(&form.form);
    if (found.empty()) {
      const auto hint = did_you_mean(reference.form, form_codes_);
      mistake(formula, reference, "there is no form \"" + reference.form + "\"" + hint.en,
              "không có biểu mẫu \"" + reference.form + "\"" + hint.vi);
    }
    return found;
  }

  void check(const Formula& formula, const Reference& reference) {
    const auto forms = targets(formula, reference);
    if (forms.empty()) return;
    if (reference.rows.empty() && !formula.current_row)
      mistake(formula, reference, "names no row, and here is no current one; write [r1.c3].",
              "không nêu dòng mà ở đây không có dòng hiện hành; hãy viết [r1.c3].");
    if (reference.columns.empty() && !formula.current_column)
      mistake(formula, reference, "names no column, and here is no current one; write [r1.c3].",
              "không nêu cột mà ở đây không có cột hiện hành; hãy viết [r1.c3].");
    for (const auto& column : reference.columns)
      if (column != kAny) check_column(formula, reference, forms, column);
    for (const auto& row : reference.rows)
      if (row != kAny) check_row(formula, reference, forms, row);
  }

  void check_column(const Formula& formula, const Reference& reference,
                    const std::vector<const Form*>& forms, const std::string& code) {
    const Column* found = nullptr;
    std::vector<std::string> codes;
    for (const auto* form : forms)
      for (const auto& column : form->columns) {
        if (column.entered) codes.push_back(column.code);
        if (column.code == code && (!found || column.entered)) found = &column;
      }
    if (!found) {
      const auto hint = did_you_mean(code, codes);
      mistake(formula, reference, "there is no column \"" + code + "\"" + hint.en,
              "không có cột \"" + code + "\"" + hint.vi);
    } else if (!found->entered) {
      mistake(formula, reference, "column \"" + code + "\" is printed only and holds no cells.",
              "cột \"" + code + "\" chỉ để in, không có số liệu.");
    }
  }

  void check_row(const Formula& formula, const Reference& reference,
                 const std::vector<const Form*>& forms, const std::string& code) {
    std::vector<std::string> codes;
    for (const auto* form : forms) {
      const auto* list = documents_.list(form->rows.code_list);
      if (has_row(*form, list, code)) return;
      for (const auto& row : form->rows.fixed) codes.push_back(row.code);
      if (list)
        for (const auto& item : list->items) codes.push_back(item.code);
    }
    const auto hint = did_you_mean(code, codes);
    mistake(formula, reference, "there is no row \"" + code + "\"" + hint.en,
            "không có dòng \"" + code + "\"" + hint.vi);
  }

  const CatalogDocuments& documents_;
  Mistakes& mistakes_;
  std::vector<std::string> form_codes_;
};

/// The rows and columns that a rule's scope names.
void check_scope(const FormDocument& document, const Rule& rule, const Node& node,
                 const CodeList* list, Mistakes& mistakes) {
  std::vector<std::string> rows;
  std::vector<std::string> columns;
  for (const auto& row : document.form.rows.fixed) rows.push_back(row.code);
  for (std::size_t i = 0; list && i < list->items.size(); ++i) rows.push_back(list->items[i].code);
  for (const auto& column : document.form.columns)
    if (column.entered) columns.push_back(column.code);
  for (const auto& row : rule.rows) {
    if (has_row(document.form, list, row)) continue;
    const auto hint = did_you_mean(row, rows);
    add_mistake(mistakes, node.optional("rows"), {"There is no row \"" + row + "\"" + hint.en,
                                                  "Không có dòng \"" + row + "\"" + hint.vi});
  }
  for (const auto& column : rule.columns) {
    if (std::ranges::find(columns, column) != columns.end()) continue;
    const auto hint = did_you_mean(column, columns);
    add_mistake(mistakes, node.optional("columns"),
                {"There is no column \"" + column + "\" that holds cells" + hint.en,
                 "Không có cột nhập số liệu \"" + column + "\"" + hint.vi});
  }
}

/// The forms of an indicator's regime when there is just one: references may leave it out.
std::vector<const Form*> own_forms(const Indicator& indicator, const CatalogDocuments& documents) {
  std::set<std::string> codes;
  for (const auto& [node, regime] : documents.regimes)
    if (regime.code == indicator.regime) codes.insert(regime.forms.begin(), regime.forms.end());
  std::vector<const Form*> forms;
  for (const auto& [node, form, rules] : documents.forms)
    if (codes.size() == 1 && form.code == *codes.begin()) forms.push_back(&form);
  return forms;
}

}  // namespace

void check_formulas(const CatalogDocuments& documents, Mistakes& mistakes) {
  FormulaCheck formulas(documents, mistakes);
  for (const auto& document : documents.forms) {
    const auto& rules = document.form.rules;
    for (std::size_t i = 0; i < rules.size(); ++i) {
      const auto& node = document.rule_nodes[i];
      check_scope(document, rules[i], node, documents.list(document.form.rows.code_list),
                  mistakes);
      formulas.check({node.optional("expr"), rules[i].expression, {&document.form},
                      rules[i].scope == RuleScope::kEachRow,
                      rules[i].scope == RuleScope::kEachColumn});
    }
  }
  for (const auto& [node, indicator] : documents.indicators) {
    const auto own = own_forms(indicator, documents);
    formulas.check({node.optional("numerator"), indicator.numerator, own});
    if (indicator.denominator)
      formulas.check({node.optional("denominator"), *indicator.denominator, own});
  }
}

}  // namespace girs
