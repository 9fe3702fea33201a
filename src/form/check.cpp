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

std::vector<Finding> check(const FormLayout& layout, const Sheet& sheet,
                           const CheckContext& context) {
  return check(layout, sheet, context, [](std::size_t, std::size_t) { return false; });
}

std::vector<Finding> check(const FormLayout& layout, const Sheet& sheet,
                           const CheckContext& context, const Held& held) {
  std::vector<Finding> findings;
  CellCheck cells(layout, context, findings);
  check_fields(layout, sheet, context, findings);
  check_rows(layout, sheet, context, findings);
  for (const auto& row : sheet.rows()) cells.check_row(row);
  check_computed_cells(layout, sheet, context, findings);
  SheetSource source(context.period, context.unit, context.others);
  source.add(layout, sheet);
  const auto& rules = layout.form().rules;
  for (std::size_t i = 0; i < rules.size(); ++i)
    if (rules[i].in_force(context.day))
      check_rule(layout, sheet, rules[i], context, source, findings,
                 [&](std::size_t place) { return held(i, place); });
  check_outliers(layout, sheet, context, source, findings);
  sort_findings(layout, sheet, findings);
  return findings;
}

}  // namespace girs
