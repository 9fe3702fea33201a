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

LiveRules::LiveRules(const FormLayout& layout) : layout_(layout), columns_(layout) {
  by_place_.resize(columns_.count());
  for (const auto& entry : columns_.entries()) by_place_[entry.place] = entry.column;
  const auto& rules = layout.form().rules;
  for (std::size_t i = 0; i < rules.size(); ++i) {
    reads_.push_back(reads_of(layout, rules[i]));
    linear_.push_back(LinearCheck::of(layout, columns_, rules[i]));
    const auto& reads = reads_.back();
    if (reads.any_row || reads.current_row) {
      of_any_row_.push_back(i);
      continue;
    }
    for (const auto& row : reads.rows)
      if (auto& places = of_row_[row]; places.empty() || places.back() != i) places.push_back(i);
  }
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

std::vector<std::size_t> LiveRules::candidates(const std::string& row) const {
  std::vector<std::size_t> places = of_any_row_;
  const auto named = of_row_.find(row);
  if (named == of_row_.end()) return places;
  places.insert(places.end(), named->second.begin(), named->second.end());
  std::ranges::sort(places);
  return places;
}

bool LiveRules::surely_holds(const LinearCheck& rule, const Sheet& sheet, const CellKey& key) const {
  const auto& fixed = layout_.form().rows.fixed;
  auto sum = rule.begin();
  for (const auto& term : rule.terms()) {
    if (term.row == LinearCheck::kOpenRows) return false;
    const auto& code = term.row == LinearCheck::kHere ? key.row : fixed[term.row].code;
    const auto& column =
        term.column == LinearCheck::kHere ? key.column : by_place_[term.column]->code;
    const auto* row = sheet.row(code);
    const auto cell = row ? row->cells.find(column) : decltype(row->cells.end()){};
    if (!row || cell == row->cells.end()) {
      rule.add(sum, CellTable::State::kMissing, 0, term.factor);
    } else if (const auto* number = std::get_if<Decimal>(&cell->second.value)) {
      const auto figure = columns_.scaled(*number);
      if (!figure) return false;
      rule.add(sum, CellTable::State::kFigure, *figure, term.factor);
    } else {
      const bool nil = cell->second.value == formula::Value(formula::Absent::kNil);
      rule.add(sum, nil ? CellTable::State::kNil : CellTable::State::kOther, 0, term.factor);
    }
    if (!sum.sure) return false;
  }
  return rule.holds(sum);
}

void LiveRules::check_rule_for(std::size_t place, const Sheet& sheet, const CheckContext& context,
                               const formula::CellSource& source, const CellKey& key,
                               std::vector<Finding>& findings) const {
  const auto& rule = layout_.form().rules[place];
  const auto& reads = reads_[place];
  const bool one_row = rule.scope == RuleScope::kEachRow && !reads.any_row && reads.rows.empty();
  const bool one_column =
      rule.scope == RuleScope::kEachColumn && !reads.any_column && reads.columns.empty();
  const bool one_place = one_row || one_column || rule.scope == RuleScope::kForm;
  if (one_place && linear_[place] && surely_holds(*linear_[place], sheet, key)) return;
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

std::vector<Finding> LiveRules::check_cell(const Sheet& sheet, const CheckContext& context,
                                           const CellKey& key) const {
  std::vector<Finding> findings;
  check_one_cell(layout_, sheet, context, key, findings);
  SheetSource source(context.period, context.unit, context.others);
  source.add(layout_, sheet);
  for (const auto place : candidates(key.row)) {
    const auto& rule = layout_.form().rules[place];
    if (rule.in_force(context.day) && touches(rule, reads_[place], key))
      check_rule_for(place, sheet, context, source, key, findings);
  }
  for (const auto& rule : layout_.form().outliers)
    if (has(rule.columns, key.column))
      check_outlier(layout_, rule, key, sheet, context, source, findings);
  return findings;
}

}  // namespace girs
