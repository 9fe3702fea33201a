#include "engine/change.h"

#include "engine/change_check.h"
#include "engine/wave.h"

namespace girs::engine {
namespace {

using Values = std::vector<formula::Value>;

Values cells_of(const Table& table, const ColumnKey& list, std::uint32_t unit) {
  const OpenColumn& column = *table.find_open(list);
  Values values;
  for (auto i = column.offsets[unit]; i < column.offsets[unit + 1]; ++i)
    values.push_back(column.cells.value(i));
  return values;
}

void write(Table& table, const ListChange& one, Corrected& corrected) {
  const auto unit = table.units().find(one.unit);
  const auto columns = table.open_columns(one.form, one.period);
  std::vector<Values> before;
  for (const auto& column : columns)
    before.push_back(cells_of(table, {one.form, "*", column, one.period}, unit));
  table.replace_rows(one.form, one.period, unit, one.rows);
  for (std::size_t i = 0; i < columns.size(); ++i) {
    const ColumnKey key{one.form, "*", columns[i], one.period};
    corrected.rows = corrected.rows || before[i].size() != one.rows.size();
    if (before[i] != cells_of(table, key, unit)) corrected.cells[key].push_back(unit);
  }
}

void write(Table& table, const CellChange& one, std::uint32_t unit, Corrected& corrected) {
  if (table.put(one.key, unit, one.value) == one.value) return;
  const bool listed = row_number(one.key.row) > 0 && !std::as_const(table).find(one.key);
  ColumnKey key = one.key;
  if (listed) key.row.assign(1, '*');
  corrected.cells[std::move(key)].push_back(unit);
}

}  // namespace

Result<Changed> apply_changes(Run& run, Table& table, const Changes& changes) {
  GIRS_CHECK(run.check_table());
  GIRS_CHECK(check_changes(run.plan(), table, changes));
  Corrected corrected;
  for (const auto& one : changes.lists) write(table, one, corrected);
  const std::string* code = nullptr;   // most changes are of one unit after another
  std::uint32_t unit = Units::kNone;
  for (const auto& one : changes.cells) {
    if (!code || *code != one.unit) unit = table.units().find(one.unit);
    code = &one.unit;
    write(table, one, unit, corrected);
  }
  return Wave(run, table).spread(corrected);
}

}  // namespace girs::engine
