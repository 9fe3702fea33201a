#include "form/live_check.h"

#include <algorithm>

#include "form/outlier.h"
#include "form/rule_check.h"
#include "form/sheet_source.h"
#include "form/whole_check.h"

namespace girs {
namespace {

/// Whether the text of a reference names a range or a group, whose codes are not all written out.
bool is_open(const formula::Expression::Reference& reference) {
  return reference.text.find(':') != std::string::npos ||
         reference.text.find("[g") != std::string::npos;
}

bool has(const std::vector<std::string>& codes, const std::string& code) {
  return std::ranges::find(codes, code) != codes.end();
}

}  // namespace

LiveRules::LiveRules(const FormLayout& layout) : layout_(layout) {
  for (const auto& rule : layout.form().rules) reads_.push_back(reads_of(layout, rule));
}

LiveRules::Reads LiveRules::reads_of(const FormLayout& layout, const Rule& rule) {
  Reads reads;
  for (const auto& reference : rule.expression.references()) {
    const bool own_form = reference.form.empty() || reference.form == layout.form().code;
    if (!own_form || !reference.indicator.empty()) continue;
    const bool open = is_open(reference);
    if (open || has(reference.rows, "*")) reads.any_row = true;
    else if (reference.rows.empty()) (rule.scope == RuleScope::kEachRow ? reads.current_row : reads.any_row) = true;
    else reads.rows.insert(reads.rows.end(), reference.rows.begin(), reference.rows.end());
    if (open || has(reference.columns, "*")) reads.any_column = true;
    else if (reference.columns.empty()) (rule.scope == RuleScope::kEachColumn ? reads.current_column : reads.any_column) = true;
    else reads.columns.insert(reads.columns.end(), reference.columns.begin(), reference.columns.end());
  }
  return reads;
}

bool LiveRules::touches(const Rule& rule, const Reads& reads, const CellKey& key) const {
  const bool row = reads.any_row || reads.current_row || has(reads.rows, key.row);
  const bool column = reads.any_column || reads.current_column || has(reads.columns, key.column);
  return row && column && !rule.expression.empty();
}

std::vector<Finding> LiveRules::check_cell(const Sheet& sheet, const CheckContext& context,
                                           const CellKey& key) const {
  std::vector<Finding> findings;
  check_one_cell(layout_, sheet, context, key, findings);
  SheetSource source(context.period, context.unit, context.others);
  source.add(layout_, sheet);
  const auto& rules = layout_.form().rules;
  for (std::size_t i = 0; i < rules.size(); ++i) {
    const auto& rule = rules[i];
    const auto& reads = reads_[i];
    if (!rule.in_force(context.day) || !touches(rule, reads, key)) continue;
    const bool one_row = rule.scope == RuleScope::kEachRow && !reads.any_row && reads.rows.empty();
    const bool one_column =
        rule.scope == RuleScope::kEachColumn && !reads.any_column && reads.columns.empty();
    if (one_row) {
      if (is_checked_at(layout_, rule, key.row))
        check_rule_at(layout_, rule, context, source, key.row, {}, findings);
    } else if (one_column) {
      if (rule.columns.empty() || has(rule.columns, key.column))
        check_rule_at(layout_, rule, context, source, {}, key.column, findings);
    } else {
      check_rule(layout_, sheet, rule, context, source, findings,
                 [](std::size_t) { return false; });
    }
  }
  for (const auto& rule : layout_.form().outliers)
    if (has(rule.columns, key.column))
      check_outlier(layout_, rule, key, sheet, context, source, findings);
  return findings;
}

}  // namespace girs
