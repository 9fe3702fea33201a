#pragma once
// Columns of cells over the units of one tree: what a plan runs on. Built by one thread, then
// read by any number.

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/result.h"
#include "engine/column.h"
#include "engine/shape.h"
#include "engine/units.h"

namespace girs::engine {

struct ColumnKey {
  std::string form;     // empty for an indicator
  std::string row;      // "*": the rows of a list, in an OpenColumn
  std::string column;   // "#0501" for an indicator
  Period period;
  auto operator<=>(const ColumnKey&) const = default;
};
/// Rows of a list have no codes of their own: "*1" is a unit's first, so that no row of a form has
/// its name.
std::string list_row(std::size_t number);
/// The number of a row of a list, from 1; 0 when the code is none.
std::size_t row_number(std::string_view code);
std::string to_text(const ColumnKey& key);   // "F!r1.c3 of 2025-Q4"

struct ColumnKeyHash {
  std::size_t operator()(const ColumnKey& key) const noexcept {
    const std::hash<std::string> of_text;
    return ((of_text(key.form) * 31 + of_text(key.row)) * 31 + of_text(key.column)) * 31 +
           std::hash<Period>()(key.period);
  }
};

/// A column of a list: unit u has the cells offsets[u] to offsets[u + 1].
struct OpenColumn {
  std::vector<std::size_t> offsets;
  Column cells;
};

/// A row of a list: values by column.
using ListRow = std::map<std::string, formula::Value>;

class Table {
 public:
  explicit Table(std::shared_ptr<const Units> units) : units_(std::move(units)) {}

  /// kInvalidArgument: not one cell for each unit, or such a column is there already.
  Status add(ColumnKey key, Column column);
  /// kInvalidArgument: offsets that do not fit the units or the cells, or do not agree with the
  /// other columns of the list.
  Status add(ColumnKey key, OpenColumn column);
  /// Sets one cell, in a column that is there or in a new blank one. kNotFound: no such unit.
  Status set(const ColumnKey& key, const std::string& unit, const formula::Value& value);
  void set_parameter(const std::string& name, formula::Value value);

  const Units& units() const { return *units_; }
  const Column* find(const ColumnKey& key) const;
  Column* find(const ColumnKey& key);
  const OpenColumn* find_open(const ColumnKey& key) const;
  /// The place of a cell of a list: row "*1" is the unit's first; nothing when there is none.
  std::optional<std::size_t> open_cell(const ColumnKey& key, std::size_t unit) const;
  /// Sets a cell that is there, in a column or in a list; what it was before.
  formula::Value put(const ColumnKey& key, std::size_t unit, const formula::Value& value);
  /// Columns of the list of `form` in a period, in order.
  std::vector<std::string> open_columns(const std::string& form, const Period& period) const;
  /// Puts other rows in place of all rows of a unit's list; a column that a row leaves out is
  /// blank there. Takes time in proportion to the list.
  void replace_rows(const std::string& form, const Period& period, std::size_t unit,
                    std::span<const ListRow> rows);
  /// Rises with every change of a cell, a column or a parameter.
  std::uint64_t version() const { return version_; }
  /// How many rows the lists of `form` have for one unit.
  std::size_t open_rows(const std::string& form, const Period& period, std::size_t unit) const;
  formula::Value parameter(const std::string& name) const;

 private:
  std::shared_ptr<const Units> units_;
  std::unordered_map<ColumnKey, Column, ColumnKeyHash> columns_;
  std::map<ColumnKey, OpenColumn> open_;
  std::map<std::string, formula::Value> parameters_;
  std::uint64_t version_ = 0;
};

/// A table as the reference evaluator sees it.
class TableSource : public ShapeSource {
 public:
  TableSource(const Shapes& shapes, const Table& table) : ShapeSource(shapes), table_(table) {}
  formula::Value cell(const formula::CellAddress& address) const override;
  formula::Value indicator(const formula::CellAddress& address) const override;
  std::vector<Row> rows(const std::string& form, const Period& period,
                        const std::string& unit) const override;
  formula::Value parameter(const std::string& name, const Period& period) const override;

 protected:
  bool has_indicator(const formula::CellAddress& address) const {
    return table_.find(indicator_key(address)) != nullptr;
  }

 private:
  static ColumnKey indicator_key(const formula::CellAddress& address) {
    return {{}, {}, "#" + address.indicator, address.period};
  }

  const Table& table_;
};

}  // namespace girs::engine
