#include "form/united_list.h"

#include <map>

namespace girs {
namespace {

/// What tells a row apart from others, as one text; empty when it holds nothing of that.
std::string key_of(const SheetRow& row, const std::vector<std::vector<std::string>>& unique) {
  std::string key;
  bool any = false;
  for (const auto& columns : unique)
    for (const auto& column : columns) {
      const auto cell = row.cells.find(column);
      const auto text = cell == row.cells.end() ? std::string() : formula::shown(cell->second.value);
      any = any || !text.empty();
      key += text;
      key += '\0';
    }
  return any ? key : std::string();
}

}  // namespace

std::vector<Sheet> united_lists(const FormLayout& layout,
                                const std::vector<AggregateMember>& members) {
  const auto& rows = layout.form().rows;
  const bool free_rows = layout.form().kind == FormKind::kList && rows.dynamic && !layout.row_list();
  std::map<std::string, std::string> names;  // key -> name of the row in the aggregate
  std::vector<Sheet> united;
  for (const auto& member : members) {
    united.push_back(member.sheet && !free_rows ? *member.sheet : Sheet::make(layout));
    if (!member.sheet || !free_rows) continue;
    for (const auto& row : member.sheet->rows()) {
      auto name = row.dynamic ? member.unit + "." + row.code : row.code;
      if (const auto key = row.dynamic ? key_of(row, rows.unique) : std::string(); !key.empty())
        name = names.emplace(key, name).first->second;
      // Names and cells were good in the member's sheet, so nothing is refused but a name that has
      // become too long, whose row would be lost: it keeps its own.
      if (!united.back().add_row(layout, name)) name = row.code;
      for (const auto& [column, cell] : row.cells)
        (void)united.back().set(layout, {name, column}, cell);
    }
  }
  return united;
}

Cell agreed(const CellKey& key, const std::vector<AggregateMember>& members) {
  Cell common;
  for (const auto& member : members) {
    const auto* row = member.sheet ? member.sheet->row(key.row) : nullptr;
    if (!row) continue;
    const auto cell = member.sheet->get(key);
    if (cell.is_blank()) continue;
    if (common.is_blank()) common = cell;
    else if (common.value != cell.value) return {};
  }
  return common;
}

}  // namespace girs
