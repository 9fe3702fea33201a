#pragma once
// The figures of one sheet by place, as integers in the smallest unit of the form: what checks run
// over that look at every cell. Figures too large for that, texts and flags stay in the sheet.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "form/layout.h"
#include "form/sheet.h"

namespace girs {

/// Of a form, worked out once: its columns in order of code, in which a row keeps its cells.
class TableColumns {
 public:
  explicit TableColumns(const FormLayout& layout);

  struct Entry {
    const Column* column = nullptr;
    std::uint32_t place = 0;               // in printed order, among columns that hold cells
    bool is_number = false;
    std::optional<std::int64_t> min = {};  // in the smallest unit; none: no limit, or too large
    std::optional<std::int64_t> max = {};
    bool is_simple = true;                 // both limits, if there are any, fit
  };
  const std::vector<Entry>& entries() const { return entries_; }
  std::size_t count() const { return entries_.size(); }
  /// Decimals of the smallest unit.
  int scale() const { return scale_; }
  /// The place of a column that holds cells.
  std::optional<std::uint32_t> place(std::string_view code) const;
  /// A figure in the smallest unit, where that is a whole number of less than 18 digits.
  std::optional<std::int64_t> scaled(const Decimal& figure) const;

 private:
  std::vector<Entry> entries_;  // by code
  int scale_ = 0;
  Decimal factor_{1};           // 10^scale
};

class CellTable {
 public:
  enum class State : std::uint8_t {
    kMissing, kNil, kFigure,
    kOther   // not applicable, not available, a text, a figure too large
  };
  /// Rows stand as in the sheet.
  CellTable(const FormLayout& layout, const TableColumns& columns, const Sheet& sheet);

  State state(std::size_t row, std::size_t column) const { return states_[row * width_ + column]; }
  /// 0 unless it is a figure.
  std::int64_t figure(std::size_t row, std::size_t column) const {
    return figures_[row * width_ + column];
  }
  /// Whether the fixed rows stand where the form has them, so that their places are the form's.
  bool has_fixed_rows_in_place() const { return in_place_; }

  /// Rows with a cell that may not be what the form demands of it; all others are.
  const std::vector<std::size_t>& doubtful_rows() const { return doubtful_; }

 private:
  bool take_row(const FormLayout& layout, const TableColumns& columns, const SheetRow& row,
                std::size_t place);
  bool take(const TableColumns& columns, const TableColumns::Entry& entry, const Cell& cell,
            std::size_t at);

  std::size_t width_;
  std::vector<std::int64_t> figures_;
  std::vector<State> states_;
  std::vector<std::size_t> doubtful_;
  bool in_place_ = true;
};

}  // namespace girs
