#include "form/layout.h"

#include <algorithm>

#include "base/suggestion.h"
#include "base/text.h"

namespace girs {

FormLayout::FormLayout(const Form& form, const Catalog& catalog)
    : form_(&form), catalog_(&catalog) {
  const auto add_list = [&](const std::string& code) {
    if (const auto* list = code.empty() ? nullptr : catalog.code_list(code))
      lists_.emplace(code, list);
  };
  for (std::size_t i = 0; i < form.columns.size(); ++i) {
    if (form.columns[i].entered) columns_.emplace(form.columns[i].code, i);
    add_list(form.columns[i].code_list);
  }
  for (const auto& [code, place] : columns_) entered_.push_back(&form.columns[place]);
  for (const auto& field : form.fields) add_list(field.value.code_list);
  for (const auto& part : form.parts) {
    for (const auto& row : part.rows) parts_.emplace(row, &part);
    if (part.dynamic) dynamic_part_ = &part;
  }
  for (const auto& row : form.rows.fixed) rows_.emplace(row.code, rows_.size());
  if (!form.rows.dynamic) return;
  add_list(form.rows.code_list);
  if (const auto found = lists_.find(form.rows.code_list); found != lists_.end())
    row_list_ = found->second;
  for (std::size_t i = 0; row_list_ && i < row_list_->items.size(); ++i)
    rows_.emplace(row_list_->items[i].code, rows_.size());
}

const Column* FormLayout::column(std::string_view code) const {
  const auto found = columns_.find(code);
  return found == columns_.end() ? nullptr : &form_->columns[found->second];
}

std::size_t FormLayout::column_place(std::string_view code) const {
  const auto found = columns_.find(code);
  return found == columns_.end() ? form_->columns.size() : found->second;
}

Result<const Column*> FormLayout::find_column(std::string_view name) const {
  if (const auto* found = column(name)) return found;
  if (name.starts_with('c'))
    if (const auto* found = column(name.substr(1))) return found;
  std::vector<std::string> names;
  for (const auto& candidate : form_->columns) {
    if (!candidate.entered) continue;
    if (!candidate.key.empty() && candidate.key == name) return &candidate;
    names.push_back("c" + candidate.code);
    if (!candidate.key.empty()) names.push_back(candidate.key);
  }
  const std::string wanted(name);
  const auto hint = did_you_mean(name, names);
  return error(Code::kNotFound,
               "Form " + form_->code + " has no column \"" + wanted + "\"" + hint.en,
               "Biểu mẫu " + form_->code + " không có cột \"" + wanted + "\"" + hint.vi,
               {{"column", wanted}});
}

bool FormLayout::is_fixed_row(std::string_view code) const {
  const auto found = rows_.find(code);
  return found != rows_.end() && found->second < form_->rows.fixed.size();
}

bool FormLayout::is_total_row(std::string_view code) const {
  const auto* row = form_->fixed_row(code);
  return row && row->total;
}

bool FormLayout::accepts_row(std::string_view code) const {
  return is_fixed_row(code) || (form_->rows.dynamic && is_code(code));
}

bool FormLayout::knows_row(std::string_view code) const {
  return rows_.find(code) != rows_.end() || (form_->rows.dynamic && !row_list_ && is_code(code));
}

const Part* FormLayout::part_of(std::string_view row) const {
  if (form_->parts.empty()) return nullptr;
  const auto found = parts_.find(row);
  return found == parts_.end() ? dynamic_part_ : found->second;
}

bool FormLayout::has_cell(std::string_view row, std::string_view column) const {
  const auto* part = part_of(row);
  return !part || std::ranges::find(part->columns, column) != part->columns.end();
}

bool FormLayout::is_computed(std::string_view row, const Column& column) const {
  if (column.computed) return true;
  const auto* fixed = column.type == CellType::kNumber ? form_->fixed_row(row) : nullptr;
  return fixed && fixed->computed;
}

Result<const Field*> FormLayout::find_field(std::string_view code) const {
  if (const auto* field = form_->field(code)) return field;
  std::vector<std::string> codes;
  for (const auto& field : form_->fields) codes.push_back(field.value.code);
  const std::string wanted(code);
  const auto hint = did_you_mean(code, codes);
  return error(Code::kNotFound,
               "Form " + form_->code + " has no field or section \"" + wanted + "\"" + hint.en,
               "Biểu mẫu " + form_->code + " không có trường hoặc mục \"" + wanted + "\"" + hint.vi,
               {{"field", wanted}});
}

std::size_t FormLayout::row_place(std::string_view code) const {
  const auto found = rows_.find(code);
  return found == rows_.end() ? rows_.size() : found->second;
}

Error FormLayout::unknown_row(std::string_view code, bool suggest) const {
  std::vector<std::string> codes;
  if (suggest)
    for (const auto& [known, place] : rows_) codes.push_back(known);
  const std::string wanted(code);
  const auto hint = did_you_mean(code, codes);
  return error(Code::kNotFound,
               "Form " + form_->code + " has no row \"" + wanted + "\"" + hint.en,
               "Biểu mẫu " + form_->code + " không có dòng \"" + wanted + "\"" + hint.vi,
               {{"row", wanted}});
}

const CodeList* FormLayout::code_list(const Column& column) const {
  const auto found = lists_.find(column.code_list);
  return found == lists_.end() ? nullptr : found->second;
}

}  // namespace girs
