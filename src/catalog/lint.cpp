#include "catalog/lint.h"

#include <algorithm>
#include <set>

#include "catalog/lint_parts.h"

namespace girs {
namespace {

void review_rows(FormRemarks& remarks, const Catalog& catalog) {
  const auto& form = remarks.form();
  const auto* list = catalog.code_list(form.rows.code_list);
  if (form.rows.dynamic && list && list->items.empty())
    remarks.add("no-rows", true, "rows/dynamic",
                {"The list " + list->code + " of dynamic rows is empty: no row can be added.",
                 "Danh mục dòng động " + list->code + " trống: không thêm được dòng nào."});
  for (const auto& column : form.columns) {
    const bool in_part = std::ranges::any_of(form.parts, [&](const Part& part) {
      return std::ranges::find(part.columns, column.code) != part.columns.end();
    });
    if (column.entered && !form.parts.empty() && !in_part)
      remarks.add("unreachable", false, "columns/" + column.code,
                  {"Column " + column.code + " is in no part of the form: it has no cell.",
                   "Cột " + column.code + " không thuộc phần nào của biểu: không có ô nào."});
  }
  for (const auto& part : form.parts)
    if (part.rows.empty() && !part.dynamic)
      remarks.add("no-rows", false, "parts/" + part.code,
                  {"Part " + part.code + " has no rows.", "Phần " + part.code + " không có dòng nào."});
}

}  // namespace

std::vector<RuleSet> rule_sets(const Form& form) {
  std::set<Date> begins{form.from.value_or(make_date(1, 1, 1))};
  for (const auto& rule : form.rules) {
    if (rule.from) begins.insert(*rule.from);
    if (rule.to) begins.insert(*rule.to + std::chrono::days{1});
  }
  std::vector<RuleSet> sets;
  for (const auto& day : begins) {
    if (!form.in_force(day)) continue;
    RuleSet together;
    for (const auto& rule : form.rules)
      if (rule.in_force(day)) together.push_back(&rule);
    if (std::ranges::find(sets, together) == sets.end()) sets.push_back(std::move(together));
  }
  return sets;
}

std::vector<Remark> review_definitions(const Catalog& catalog) {
  std::vector<Remark> all;
  for (const auto& form : catalog.forms()) {
    FormRemarks remarks(form, all);
    review_rows(remarks, catalog);
    review_rules(remarks);
    review_computed(remarks);
    review_together(remarks);
  }
  return all;
}

}  // namespace girs
