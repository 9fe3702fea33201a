#include "engine/table.h"

#include <algorithm>
#include <charconv>

namespace girs::engine {
namespace {

using formula::Absent;
using formula::Fault;
using formula::Value;

Error refused(const ColumnKey& key, std::string en, std::string vi) {
  return error(Code::kInvalidArgument, "Column " + to_text(key) + " " + en,
               "Cột " + to_text(key) + " " + vi,
               {{"column", to_text(key)}, {"period", key.period.label()}});
}

Error occurs_twice(const ColumnKey& key) {
  return refused(key, "is there already; give each column once.",
                 "đã có; mỗi cột chỉ được đưa vào một lần.");
}

}  // namespace

std::string list_row(std::size_t number) { return '*' + std::to_string(number); }

std::size_t row_number(std::string_view code) {
  std::size_t number = 0;
  if (!code.starts_with('*')) return 0;
  code.remove_prefix(1);
  const char* const end = code.data() + code.size();
  const auto [last, failure] = std::from_chars(code.data(), end, number);
  return failure == std::errc() && last == end ? number : 0;
}

std::string to_text(const ColumnKey& key) {
  std::string text = key.form.empty() ? "" : key.form + "!";
  if (!key.row.empty()) text += "r" + key.row + ".";
  text += key.form.empty() && key.column.starts_with('#') ? key.column : "c" + key.column;
  return text + " of " + key.period.label();
}

Status Table::add(ColumnKey key, Column column) {
  if (column.size() != units_->size())
    return refused(key, "has " + std::to_string(column.size()) + " cells, but there are " +
                            std::to_string(units_->size()) + " units; give one cell a unit.",
                   "có " + std::to_string(column.size()) + " ô, nhưng có " +
                       std::to_string(units_->size()) + " đơn vị; mỗi đơn vị phải có một ô.");
  if (columns_.contains(key)) return occurs_twice(key);
  columns_.emplace(std::move(key), std::move(column));
  ++version_;
  return ok();
}

Status Table::add(ColumnKey key, OpenColumn column) {
  const auto& offsets = column.offsets;
  if (offsets.size() != units_->size() + 1 || offsets.front() != 0 ||
      offsets.back() != column.cells.size() || !std::is_sorted(offsets.begin(), offsets.end()))
    return refused(key, "has offsets that do not fit its cells; give one a unit and one more, "
                        "rising from 0 to the number of cells.",
                   "có vị trí bắt đầu không khớp với số ô; hãy kiểm tra lại.");
  if (open_.contains(key)) return occurs_twice(key);
  for (const auto& [other, list] : open_)
    if (other.form == key.form && other.period == key.period && list.offsets != offsets)
      return refused(key, "has other rows than column " + to_text(other) + "; they are one list.",
                     "có số dòng khác với cột " + to_text(other) + "; đây là cùng một danh sách.");
  open_.emplace(std::move(key), std::move(column));
  ++version_;
  return ok();
}

Status Table::set(const ColumnKey& key, const std::string& unit, const Value& value) {
  const auto place = units_->find(unit);
  if (place == Units::kNone)
    return error(Code::kNotFound, "There is no unit " + unit + " in the table.",
                 "Bảng không có đơn vị " + unit + ".", {{"unit", unit}});
  const auto* number = std::get_if<Decimal>(&value);
  const int scale = number ? std::min(number->scale(), Column::kScaleMax) : 0;
  columns_.try_emplace(key, units_->size(), scale).first->second.set(place, value);
  ++version_;
  return ok();
}

void Table::set_parameter(const std::string& name, Value value) {
  parameters_[name] = std::move(value);
  ++version_;
}

const Column* Table::find(const ColumnKey& key) const {
  const auto found = columns_.find(key);
  return found == columns_.end() ? nullptr : &found->second;
}

Column* Table::find(const ColumnKey& key) {
  const auto found = columns_.find(key);
  return found == columns_.end() ? nullptr : &found->second;
}

const OpenColumn* Table::find_open(const ColumnKey& key) const {
  const auto found = open_.find(key);
  return found == open_.end() ? nullptr : &found->second;
}

std::optional<std::size_t> Table::open_cell(const ColumnKey& key, std::size_t unit) const {
  const auto* list = find_open({key.form, "*", key.column, key.period});
  const std::size_t row = row_number(key.row);
  if (!list || row == 0 || row > list->offsets[unit + 1] - list->offsets[unit])
    return std::nullopt;
  return list->offsets[unit] + row - 1;
}

Value Table::put(const ColumnKey& key, std::size_t unit, const Value& value) {
  ++version_;
  Column* column = find(key);
  if (!column) {
    const auto cell = open_cell(key, unit);
    if (!cell) return Absent::kMissing;
    column = &open_.at({key.form, "*", key.column, key.period}).cells;
    unit = *cell;
  }
  Value before = column->value(unit);
  if (before != value) column->set(unit, value);
  return before;
}

std::vector<std::string> Table::open_columns(const std::string& form,
                                             const Period& period) const {
  std::vector<std::string> columns;
  for (auto it = open_.lower_bound({form, "*", "", {}}); it != open_.end(); ++it) {
    if (it->first.form != form) break;
    if (it->first.period == period) columns.push_back(it->first.column);
  }
  return columns;
}

void Table::replace_rows(const std::string& form, const Period& period, std::size_t unit,
                         std::span<const ListRow> rows) {
  ++version_;
  for (const auto& column : open_columns(form, period)) {
    OpenColumn& list = open_.at({form, "*", column, period});
    std::vector<Value> cells;
    cells.reserve(list.cells.size() + rows.size());
    for (std::size_t i = 0; i < list.offsets[unit]; ++i) cells.push_back(list.cells.value(i));
    for (const auto& row : rows) {
      const auto found = row.find(column);
      cells.push_back(found == row.end() ? Value(Absent::kMissing) : found->second);
    }
    for (std::size_t i = list.offsets[unit + 1]; i < list.cells.size(); ++i)
      cells.push_back(list.cells.value(i));
    const std::size_t before = list.offsets[unit + 1] - list.offsets[unit];
    for (std::size_t u = unit + 1; u < list.offsets.size(); ++u)
      list.offsets[u] = list.offsets[u] - before + rows.size();
    list.cells = Column::of(cells);
  }
}

std::size_t Table::open_rows(const std::string& form, const Period& period,
                             std::size_t unit) const {
  const auto found = open_.lower_bound({form, "*", "", period});
  for (auto it = found; it != open_.end() && it->first.form == form; ++it)
    if (it->first.period == period) return it->second.offsets[unit + 1] - it->second.offsets[unit];
  return 0;
}

Value Table::parameter(const std::string& name) const {
  const auto found = parameters_.find(name);
  return found == parameters_.end() ? Value(Absent::kMissing) : found->second;
}

Value TableSource::cell(const formula::CellAddress& address) const {
  const auto* known = shape(address.form);
  if (!known || std::find(known->columns.begin(), known->columns.end(), address.column) ==
                    known->columns.end())
    return Fault::kReference;
  const auto unit = table_.units().find(address.unit);
  if (unit == Units::kNone) return Absent::kMissing;
  const ColumnKey key{address.form, address.row, address.column, address.period};
  if (const auto* column = table_.find(key)) return column->value(unit);
  const auto place = table_.open_cell(key, unit);
  if (!place) return Absent::kMissing;
  return table_.find_open({key.form, "*", key.column, key.period})->cells.value(*place);
}

Value TableSource::indicator(const formula::CellAddress& address) const {
  const auto* column = table_.find(indicator_key(address));
  const auto unit = table_.units().find(address.unit);
  if (!column || unit == Units::kNone || !address.breakdown.empty()) return Fault::kReference;
  return column->value(unit);
}

std::vector<formula::CellSource::Row> TableSource::rows(const std::string& form,
                                                        const Period& period,
                                                        const std::string& unit) const {
  auto rows = ShapeSource::rows(form, period, unit);
  const auto* known = shape(form);
  const auto place = table_.units().find(unit);
  if (!known || !known->open_rows || place == Units::kNone) return rows;
  const std::size_t count = table_.open_rows(form, period, place);
  for (std::size_t i = 1; i <= count; ++i) rows.push_back({list_row(i), true, false});
  return rows;
}

Value TableSource::parameter(const std::string& name, const Period&) const {
  return table_.parameter(name);
}

}  // namespace girs::engine
