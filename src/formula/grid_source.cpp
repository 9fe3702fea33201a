#include "formula/grid_source.h"

#include <algorithm>
#include <set>

#include "base/text.h"
#include "formula/lexer.h"

namespace girs::formula {

bool GridSource::NumericOrder::operator()(const std::string& a, const std::string& b) const {
  const auto is_number = [](const std::string& code) {
    return !code.empty() && std::all_of(code.begin(), code.end(), is_digit);
  };
  if (!is_number(a) || !is_number(b)) return is_number(a) != is_number(b) ? is_number(a) : a < b;
  const auto digits = [](const std::string& code) {
    return code.substr(std::min(code.find_first_not_of('0'), code.size()));
  };
  const std::string x = digits(a);
  const std::string y = digits(b);
  if (x.size() != y.size()) return x.size() < y.size();
  return x != y ? x < y : a < b;
}

Status GridSource::set_cell(std::string_view key, Value value) {
  std::string_view row;
  std::string_view column = key;
  if (key.starts_with('r')) {
    const auto dot = key.rfind(".c");
    if (dot != std::string_view::npos) {
      row = key.substr(1, dot - 1);
      column = key.substr(dot + 1);
    }
  }
  if (!column.starts_with('c') || !is_code(column.substr(1)) ||
      (column.size() != key.size() && !is_code(row)))
    return error(Code::kInvalidArgument,
                 "The key \"" + std::string(key) + "\" is not of the form c3 or r1.c3.",
                 "Khóa \"" + std::string(key) + "\" không có dạng c3 hoặc r1.c3.",
                 {{"key", std::string(key)}});
  cells_[std::string(row)][std::string(column.substr(1))] = std::move(value);
  return ok();
}

void GridSource::set_parameter(std::string name, Value value) {
  parameters_[std::move(name)] = std::move(value);
}

Value GridSource::cell(const CellAddress& address) const {
  if (address.form != form_ || address.column.empty()) return Fault::kReference;
  if (address.period != period_ || address.unit != unit_) return Absent::kMissing;
  const auto row = cells_.find(address.row);
  if (row == cells_.end()) return Absent::kMissing;
  const auto cell = row->second.find(address.column);
  return cell == row->second.end() ? Value(Absent::kMissing) : cell->second;
}

std::vector<CellSource::Row> GridSource::rows(const std::string& form, const Period& period,
                                              const std::string& unit) const {
  std::vector<Row> rows;
  if (form != form_ || period != period_ || unit != unit_) return rows;
  for (const auto& [code, cells] : cells_)
    if (!code.empty()) rows.push_back({code, true, false});
  return rows;
}

std::vector<std::string> GridSource::columns(const std::string& form) const {
  std::set<std::string, NumericOrder> columns;
  if (form == form_)
    for (const auto& [row, cells] : cells_)
      for (const auto& [column, value] : cells) columns.insert(column);
  return {columns.begin(), columns.end()};
}

Value GridSource::parameter(const std::string& name, const Period&) const {
  const auto found = parameters_.find(name);
  return found == parameters_.end() ? Value(Absent::kMissing) : found->second;
}

}  // namespace girs::formula
