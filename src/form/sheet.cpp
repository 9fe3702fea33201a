#include "form/sheet.h"

#include <algorithm>
#include <set>

#include "base/text.h"

namespace girs {
namespace {

Error no_cell(const CellKey& key, Error error) {
  error.details = {{"row", key.row}, {"column", key.column}};
  return error;
}

/// The column that `key` names, and the cell as it is to be stored.
Result<Cell> fitted(const FormLayout& layout, const CellKey& key, Cell cell) {
  const auto* column = layout.column(key.column);
  if (!column) {
    auto unknown = layout.find_column(key.column);
    if (unknown)  // another name of a column: here only its code will do
      return error(Code::kNotFound, "Name the column by its code, \"" + (*unknown)->code + "\".",
                   "Hãy gọi cột theo mã \"" + (*unknown)->code + "\".");
    return std::move(unknown).error();
  }
  if (!layout.accepts_row(key.row)) return layout.unknown_row(key.row);
  if (!layout.has_cell(key.row, key.column))
    return error(Code::kNotFound,
                 "Row " + key.row + " has no cell in column " + key.column + ": it is in another "
                 "part of the form.",
                 "Dòng " + key.row + " không có ô ở cột " + key.column + ": dòng thuộc phần khác "
                 "của biểu mẫu.");
  const auto problem = problem_of(*column, cell);
  if (problem && !problem->is_storable())
    return error(Code::kInvalidArgument, problem->message.en, problem->message.vi);
  if (auto* number = std::get_if<Decimal>(&cell.value))
    *number = quantize(*number, column->scale).value_or(*number);
  return cell;
}

}  // namespace

Sheet Sheet::make(const FormLayout& layout) {
  Sheet sheet;
  const auto& form = layout.form();
  sheet.form_ = form.code;
  sheet.version_ = form.version;
  sheet.digest_ = form.digest;
  sheet.rows_.reserve(form.rows.fixed.size());
  for (const auto& row : form.rows.fixed) sheet.rows_.push_back({row.code, false});
  sheet.index_from(0);
  return sheet;
}

void Sheet::index_from(std::size_t position) {
  for (auto i = position; i < rows_.size(); ++i) index_[rows_[i].code] = i;
}

const SheetRow* Sheet::row(std::string_view code) const {
  const auto found = index_.find(code);
  return found == index_.end() ? nullptr : &rows_[found->second];
}

SheetRow* Sheet::find_row(std::string_view code) {
  const auto found = index_.find(code);
  return found == index_.end() ? nullptr : &rows_[found->second];
}

SheetRow& Sheet::insert_row(const FormLayout& layout, std::string_view code) {
  if (auto* there = find_row(code)) return *there;
  const auto place = std::ranges::upper_bound(
      rows_, layout.row_place(code), {},
      [&](const SheetRow& other) { return layout.row_place(other.code); });
  const auto position = static_cast<std::size_t>(place - rows_.begin());
  rows_.insert(place, SheetRow{std::string(code), true});
  index_from(position);
  return rows_[position];
}

Cell Sheet::get(const CellKey& key) const {
  const auto* found = row(key.row);
  if (!found) return {};
  const auto cell = found->cells.find(key.column);
  return cell == found->cells.end() ? Cell{} : cell->second;
}

std::size_t Sheet::cell_count() const {
  std::size_t count = 0;
  for (const auto& row : rows_) count += row.cells.size();
  return count;
}

Status Sheet::set(const FormLayout& layout, const CellKey& key, Cell cell) {
  auto stored = fitted(layout, key, std::move(cell));
  if (!stored) return no_cell(key, std::move(stored).error());
  auto& row = insert_row(layout, key.row);
  if (stored->is_blank())
    row.cells.erase(key.column);
  else
    row.cells.insert_or_assign(key.column, *std::move(stored));
  return ok();
}

Status Sheet::add_row(const FormLayout& layout, std::string_view code) {
  if (!layout.accepts_row(code)) return layout.unknown_row(code);
  insert_row(layout, code);
  return ok();
}

void Sheet::erase(const CellKey& key) {
  if (auto* found = find_row(key.row)) found->cells.erase(key.column);
}

void Sheet::erase_row(std::string_view code) {
  const auto found = index_.find(code);
  if (found == index_.end()) return;
  const auto position = found->second;
  rows_[position].cells.clear();
  if (!rows_[position].dynamic) return;
  index_.erase(found);
  rows_.erase(rows_.begin() + static_cast<std::ptrdiff_t>(position));
  index_from(position);
}

Status Sheet::set_header(std::string_view field, std::string_view text) {
  const std::string name(field);
  if (!is_code(field))
    return error(Code::kInvalidArgument, "\"" + name + "\" is no name of a header field.",
                 "\"" + name + "\" không phải là tên trường ở phần đầu biểu.", {{"field", name}});
  if (first_invalid_utf8(text) || !is_nfc(text))
    return error(Code::kInvalidArgument,
                 "The header field \"" + name + "\" must be UTF-8 in composed form (NFC).",
                 "Trường \"" + name + "\" ở phần đầu biểu phải là UTF-8 dựng sẵn (NFC).",
                 {{"field", name}});
  if (text.empty())
    header_.erase(name);
  else
    header_.insert_or_assign(name, std::string(text));
  return ok();
}

std::vector<CellChange> difference(const Sheet& before, const Sheet& after) {
  std::vector<CellChange> changes;
  const auto compare_row = [&](const std::string& row) {
    std::set<std::string> columns;
    for (const auto* sheet : {&before, &after})
      if (const auto* found = sheet->row(row))
        for (const auto& [column, cell] : found->cells) columns.insert(column);
    for (const auto& column : columns) {
      const CellKey key{row, column};
      auto old_cell = before.get(key);
      auto new_cell = after.get(key);
      if (!(old_cell == new_cell))
        changes.push_back({key, std::move(old_cell), std::move(new_cell)});
    }
  };
  for (const auto& row : after.rows()) compare_row(row.code);
  for (const auto& row : before.rows())
    if (!after.row(row.code)) compare_row(row.code);
  return changes;
}

}  // namespace girs
