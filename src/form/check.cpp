#include "form/check.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "base/suggestion.h"
#include "form/outlier.h"
#include "form/rule_check.h"
#include "form/sheet_source.h"
#include "form/whole_check.h"

namespace girs {
namespace {

constexpr std::size_t kSuggestionsMax = 100;

/// What the form demands of each row and cell, before any rule.
class CellCheck {
 public:
  CellCheck(const FormLayout& layout, const CheckContext& context, std::vector<Finding>& findings)
      : layout_(layout), context_(context), findings_(findings) {}

  void check_row(const SheetRow& row) {
    if (!layout_.knows_row(row.code))
      add("unknown-row", row.code, {}, layout_.unknown_row(row.code, may_suggest()).message);
    for (const auto& column : layout_.form().columns) {
      if (!column.entered || !layout_.has_cell(row.code, column.code)) continue;
      check_column(row, column);
    }
    for (const auto& [code, cell] : row.cells)
      if (!layout_.column(code))
        add("unknown-column", row.code, code,
            {"This version of the form has no column " + code + ".",
             "Phiên bản này của biểu mẫu không có cột " + code + "."});
  }

  void check_column(const SheetRow& row, const Column& column) {
    const auto cell = row.cells.find(column.code);
    if (cell != row.cells.end()) check_cell(row.code, column, cell->second);
    else if (column.required) add("required", row.code, column.code, blank_message(column));
  }

 private:
  /// The nearest code costs a walk through its list: for people, not for a flood of nonsense.
  bool may_suggest() { return suggestions_++ < kSuggestionsMax; }

  static Label blank_message(const Column& column) {
    return {"\"" + column.title.en + "\" must be filled in; write - where nothing occurred.",
            "Phải nhập \"" + column.title.vi + "\"; ghi - nếu không phát sinh."};
  }

  void check_cell(const std::string& row, const Column& column, const Cell& cell) {
    if (const auto problem = problem_of(column, cell))
      return add(problem->rule, row, column.code, problem->message, cell.value);
    const auto* list = layout_.code_list(column);
    const auto* code = std::get_if<std::string>(&cell.value);
    if (column.type != CellType::kCode || !list || !code || list->find(*code)) return;
    std::vector<std::string> codes;
    if (may_suggest())
      for (const auto& item : list->items) codes.push_back(item.code);
    const auto hint = did_you_mean(*code, codes);
    add("code", row, column.code,
        {"\"" + *code + "\" is not on the list " + list->code + hint.en,
         "\"" + *code + "\" không có trong danh mục " + list->code + hint.vi},
        cell.value);
  }

  void add(const std::string& rule, const std::string& row, const std::string& column,
           Label message, formula::Value value = formula::Absent::kMissing) {
    findings_.push_back(
        demand(layout_, context_, rule, row, column, std::move(message), std::move(value)));
  }

  const FormLayout& layout_;
  const CheckContext& context_;
  std::vector<Finding>& findings_;
  std::size_t suggestions_ = 0;
};

/// By row and column in the form's order, what concerns none of them first; then in the order
/// in which they were found: the cell itself, then the form's rules.
void sort_findings(const FormLayout& layout, const Sheet& sheet, std::vector<Finding>& findings) {
  std::map<std::string_view, std::size_t> rows{{"", 0}};
  for (const auto& row : sheet.rows()) rows.emplace(row.code, rows.size());
  std::ranges::stable_sort(findings, {}, [&](const Finding& finding) {
    return std::pair(rows[finding.row],
                     finding.column.empty() ? 0 : 1 + layout.column_place(finding.column));
  });
}

}  // namespace

void check_one_cell(const FormLayout& layout, const Sheet& sheet, const CheckContext& context,
                    const CellKey& key, std::vector<Finding>& findings) {
  const auto* row = sheet.row(key.row);
  const auto* column = layout.column(key.column);
  if (row && column && layout.has_cell(key.row, key.column))
    CellCheck(layout, context, findings).check_column(*row, *column);
}

Checker::Checker(const FormLayout& layout) : layout_(layout), columns_(layout) {
  for (const auto& rule : layout.form().rules)
    linear_.push_back(LinearCheck::of(layout, columns_, rule));
  for (const auto& column : layout.form().columns)
    table_places_.push_back(columns_.place(column.code).value_or(LinearCheck::kHere));
}

std::vector<Finding> Checker::check(const Sheet& sheet, const CheckContext& context,
                                    const Held& held) const {
  std::vector<Finding> findings;
  const CellTable table(layout_, columns_, sheet);
  const auto open_rows = open_row_places(layout_, sheet);
  CellCheck cells(layout_, context, findings);
  check_fields(layout_, sheet, context, findings);
  check_rows(layout_, sheet, context, findings);
  for (const auto row : table.doubtful_rows()) cells.check_row(sheet.rows()[row]);
  check_computed_cells(layout_, sheet, context, findings);
  SheetSource source(context.period, context.unit, context.others);
  source.add(layout_, sheet);
  const auto& rules = layout_.form().rules;
  std::size_t rule = 0;
  const auto surely_holds = [&](std::size_t place) {
    if (held && held(rule, place)) return true;
    if (!linear_[rule] || !table.has_fixed_rows_in_place()) return false;
    const bool by_column = rules[rule].scope == RuleScope::kEachColumn;
    const auto row = by_column ? 0 : static_cast<std::uint32_t>(place);
    const auto column = by_column ? table_places_[place] : 0;
    if (column == LinearCheck::kHere) return false;  // it holds no cells
    return linear_[rule]->surely_holds(table, open_rows, row, column);
  };
  const std::function<bool(std::size_t)> known(std::cref(surely_holds));
  for (; rule < rules.size(); ++rule)
    if (rules[rule].in_force(context.day))
      check_rule(layout_, sheet, rules[rule], context, source, findings, known);
  check_outliers(layout_, sheet, context, source, findings);
  if (!findings.empty()) sort_findings(layout_, sheet, findings);
  return findings;
}

std::vector<Finding> check(const FormLayout& layout, const Sheet& sheet,
                           const CheckContext& context) {
  return Checker(layout).check(sheet, context);
}

std::vector<Finding> check(const FormLayout& layout, const Sheet& sheet,
                           const CheckContext& context, const Held& held) {
  return Checker(layout).check(sheet, context, held);
}

}  // namespace girs
