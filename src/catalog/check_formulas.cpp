#include <algorithm>
#include <set>

#include "base/suggestion.h"
#include "base/text.h"
#include "catalog/declared_forms.h"
#include "catalog/references.h"
#include "formula/cycle.h"

namespace girs {
namespace {

using formula::Expression;
using json::Node;

/// Compiles a formula anew with all that the catalogue knows of its place.
void check_formula(const Node& node, Expression& expression, const FormulaPlace& place,
                   const CatalogDocuments& documents, Mistakes& mistakes) {
  auto compiled = Expression::compile(node.text(), DeclaredForms(documents, place));
  if (compiled) {
    expression = *std::move(compiled);
    return;
  }
  add_mistakes(mistakes, node, compiled.error());
}

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

/// The forms of a regime when there is just one: references may leave it out.
std::vector<const Form*> own_forms(const std::string& of_regime, const CatalogDocuments& documents) {
  std::set<std::string> codes;
  for (const auto& [node, regime] : documents.regimes)
    if (regime.code == of_regime) codes.insert(regime.forms.begin(), regime.forms.end());
  std::vector<const Form*> forms;
  for (const auto& [node, form, rules] : documents.forms)
    if (codes.size() == 1 && form.code == *codes.begin()) forms.push_back(&form);
  return forms;
}

/// How many periods of the regime make a year; as many as months where that is not known.
int periods_in_year(const Indicator& indicator, const CatalogDocuments& documents) {
  const auto* frequency = frequency_of(indicator, documents);
  switch (frequency ? frequency->kind : PeriodKind::kMonth) {
    case PeriodKind::kYear: return 1;
    case PeriodKind::kHalf: return 2;
    case PeriodKind::kQuarter: return 4;
    case PeriodKind::kWeek: return 52;
    case PeriodKind::kDay: return 365;
    default: return 12;
  }
}

/// #CYCLE! (FORMULA.md section 12): indicators that need each other in one period and unit.
void check_cycles(const CatalogDocuments& documents, Mistakes& mistakes) {
  std::vector<formula::Definition> definitions;
  for (const auto& [node, indicator, held] : documents.indicators) {
    const int in_year = periods_in_year(indicator, documents);
    if (indicator.numerator.empty()) continue;  // a series needs none
    auto needs = formula::needs_of(indicator.numerator, in_year);
    if (indicator.denominator)
      for (auto& need : formula::needs_of(*indicator.denominator, in_year))
        needs.push_back(std::move(need));
    definitions.push_back({"#" + indicator.code, std::move(needs)});
  }
  const auto cycle = formula::find_cycle(definitions);
  if (!cycle) return;
  for (const auto& [node, indicator, held] : documents.indicators)
    if ("#" + indicator.code == cycle->front()) {
      const std::string path = join(*cycle, " -> ");
      return add_mistake(mistakes, node.optional("numerator"),
                         {"The indicators need each other (#CYCLE!): " + path + ".",
                          "Các chỉ tiêu tham chiếu vòng tròn (#CYCLE!): " + path + "."});
    }
}

/// A rule's part is one of the form's.
void check_part(const FormDocument& document, const Rule& rule, const Node& node,
                Mistakes& mistakes) {
  if (rule.part.empty() || document.form.part(rule.part)) return;
  add_mistake(mistakes, node.optional("part"),
              {"There is no part \"" + rule.part + "\".", "Không có phần \"" + rule.part + "\"."});
}

/// Formulas of computed columns and rows.
void check_computed(FormDocument& document, const CatalogDocuments& documents,
                    Mistakes& mistakes) {
  auto& form = document.form;
  const auto check = [&](Computed& computed, const Node& node, bool by_row) {
    check_formula(node.optional("computed").optional("expr"), computed.expression,
                  {{&form}, by_row, !by_row}, documents, mistakes);
  };
  const auto each = [&](const Node& array, auto& parts, bool by_row) {
    std::size_t i = 0;
    array.each([&](Node node) {
      if (i < parts.size() && parts[i].computed) check(*parts[i].computed, node, by_row);
      ++i;
    });
  };
  if (const auto columns = document.node.optional("columns")) each(columns, form.columns, true);
  const auto rows = document.node.optional("rows");
  if (const auto fixed = rows ? rows.optional("fixed") : rows) each(fixed, form.rows.fixed, false);
}

/// Conditions of the lines that say who reports.
void check_conditions(RegimeDocument& document, const CatalogDocuments& documents,
                      Mistakes& mistakes) {
  const FormulaPlace place{own_forms(document.regime.code, documents)};
  const auto check = [&](const char* member, std::vector<Assignment>& lines) {
    const auto array = document.node.optional(member);
    if (!array) return;
    std::size_t i = 0;
    array.each([&](Node node) {
      if (i < lines.size() && lines[i].when)
        check_formula(node.optional("when"), *lines[i].when, place, documents, mistakes);
      ++i;
    });
  };
  check("reporters", document.regime.reporters);
  check("exempt", document.regime.exempt);
}

}  // namespace

void check_formulas(CatalogDocuments& documents, Mistakes& mistakes) {
  for (auto& document : documents.forms) {
    auto& rules = document.form.rules;
    for (std::size_t i = 0; i < rules.size(); ++i) {
      auto& rule = rules[i];
      const auto& node = document.rule_nodes[i];
      check_scope(document, rule, node, documents.list(document.form.rows.code_list), mistakes);
      check_formula(node.optional("expr"), rule.expression,
                    {{&document.form},
                     rule.scope == RuleScope::kEachRow,
                     rule.scope == RuleScope::kEachColumn,
                     rule.columns},
                    documents, mistakes);
      check_part(document, rule, node, mistakes);
    }
    check_computed(document, documents, mistakes);
  }
  for (auto& [node, indicator, held] : documents.indicators) {
    if (indicator.numerator.empty()) continue;
    const FormulaPlace place{own_forms(indicator.regime, documents)};
    check_formula(node.optional("numerator"), indicator.numerator, place, documents, mistakes);
    if (indicator.denominator)
      check_formula(node.optional("denominator"), *indicator.denominator, place, documents,
                    mistakes);
  }
  for (auto& document : documents.regimes) check_conditions(document, documents, mistakes);
  check_cycles(documents, mistakes);
}

}  // namespace girs
