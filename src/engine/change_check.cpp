#include "engine/change_check.h"

#include <map>
#include <tuple>

#include "engine/declared.h"

namespace girs::engine {
namespace {

class ChangeCheck {
 public:
  ChangeCheck(const Plan& plan, const Table& table) : plan_(plan), table_(table) {}

  void list(std::size_t place, const ListChange& one) {
    const auto unit = known_unit(place, one.unit);
    const bool any = !table_.open_columns(one.form, one.period).empty();
    if (!any) no_column(place, {one.form, "*", "*", one.period});
    rows_[{one.form, one.period, unit}] = one.rows.size();
    for (std::size_t row = 0; any && row < one.rows.size(); ++row)
      for (const auto& [column, value] : one.rows[row]) {
        const ColumnKey key{one.form, list_row(row + 1), column, one.period};
        if (!table_.find_open({one.form, "*", column, one.period})) no_column(place, key);
        declared(place, key, one.unit, value);
      }
  }

  void cell(std::size_t place, const CellChange& one) {
    if (!is_there(one.key, known_unit(place, one.unit))) no_column(place, one.key);
    declared(place, one.key, one.unit, one.value);
  }

  Status take() && {
    if (mistakes_.empty()) return ok();
    if (missing_)
      return std::move(mistakes_).to_error(Code::kNotFound, "Some cells to change are not there.",
                                           "Một số ô cần sửa không tồn tại.");
    return std::move(mistakes_).to_error(Code::kInvalidArgument,
                                         "Some cells are not as their forms declare.",
                                         "Một số ô không đúng quy định của biểu mẫu.");
  }

 private:
  std::uint32_t known_unit(std::size_t place, const std::string& code) {
    if (last_ && *last_ == code) return last_unit_;
    const auto unit = table_.units().find(code);
    if (unit != Units::kNone) {
      last_ = &code;
      last_unit_ = unit;
      return unit;
    }
    missing_ = true;
    mistakes_.add("There is no unit " + code + " in the table.",
                  "Bảng không có đơn vị " + code + ".",
                  {{"row", std::to_string(place)}, {"unit", code}});
    return unit;
  }

  /// A list that the same request replaces has the rows that it gives.
  bool is_there(const ColumnKey& key, std::uint32_t unit) const {
    if (table_.find(key)) return true;
    if (!table_.find_open({key.form, "*", key.column, key.period})) return false;
    if (unit == Units::kNone) return true;
    const auto replaced = rows_.find({key.form, key.period, unit});
    if (replaced == rows_.end()) return table_.open_cell(key, unit).has_value();
    const auto row = row_number(key.row);
    return row >= 1 && row <= replaced->second;
  }

  void no_column(std::size_t place, const ColumnKey& key) {
    missing_ = true;
    mistakes_.add("There is no column " + to_text(key) + " to change.",
                  "Không có cột " + to_text(key) + " để sửa.",
                  {{"row", std::to_string(place)}, {"column", to_text(key)}});
  }

  void declared(std::size_t place, const ColumnKey& key, const std::string& unit,
                const formula::Value& value) {
    if (const auto* wanted = declared_of(plan_.shapes(), key.form, key.column))
      check_declared(*wanted, key, unit, value, mistakes_, {{"row", std::to_string(place)}});
  }

  const Plan& plan_;
  const Table& table_;
  std::map<std::tuple<std::string, Period, std::uint32_t>, std::size_t> rows_;   // replaced lists
  const std::string* last_ = nullptr;   // code of the unit asked for last
  std::uint32_t last_unit_ = Units::kNone;
  Mistakes mistakes_;
  bool missing_ = false;
};

}  // namespace

Status check_changes(const Plan& plan, const Table& table, const Changes& changes) {
  ChangeCheck check(plan, table);
  for (std::size_t i = 0; i < changes.lists.size(); ++i) check.list(i, changes.lists[i]);
  for (std::size_t i = 0; i < changes.cells.size(); ++i)
    check.cell(changes.lists.size() + i, changes.cells[i]);
  return std::move(check).take();
}

}  // namespace girs::engine
