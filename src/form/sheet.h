#pragma once
// The cells of one form of one report: a value type that owns what it holds. Fixed rows are
// always there, in template order; dynamic rows follow in the order of their code list, or of
// entry when there is none. A blank cell is not stored.

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "form/cell.h"
#include "form/layout.h"
#include "form/row_cells.h"

namespace girs {

struct SheetRow {
  std::string code;
  bool dynamic = false;
  RowCells cells = {};  // never a blank one
  bool operator==(const SheetRow&) const = default;
};

class Sheet {
 public:
  /// An empty sheet of a form: its fixed rows without cells.
  static Sheet make(const FormLayout& layout);

  const std::string& form() const { return form_; }
  int version() const { return version_; }
  /// Of the form's definition, "sha256:<hex>".
  const std::string& digest() const { return digest_; }

  const std::vector<SheetRow>& rows() const { return rows_; }
  const SheetRow* row(std::string_view code) const;
  /// The cell, blank when there is none.
  Cell get(const CellKey& key) const;
  /// Number of cells that are not blank.
  std::size_t cell_count() const;

  /// Puts a cell; a number is written with the column's decimals. A blank cell erases. Adds the
  /// dynamic row when it is new. Refuses (kInvalidArgument, kNotFound; details "row", "column")
  /// a row or column that the form does not have and a value that does not fit the column's
  /// type or decimals; what is_storable() or off the code list is a finding instead.
  Status set(const FormLayout& layout, const CellKey& key, Cell cell);
  /// Adds an empty dynamic row, if it is not there.
  Status add_row(const FormLayout& layout, std::string_view code);
  /// Blanks a cell; nothing happens when it is blank.
  void erase(const CellKey& key);
  /// Removes a dynamic row, or blanks a fixed one.
  void erase_row(std::string_view code);

  /// Fields above the table (a name, a place), or the sections of an outline, by code; text in
  /// NFC, as read_field() gives it.
  const std::map<std::string, std::string>& header() const { return header_; }
  Status set_header(std::string_view field, std::string_view text);

  bool operator==(const Sheet&) const = default;

 private:
  friend class SheetReader;  // puts what the store holds right into rows (packed_sheet.cpp)
  SheetRow* find_row(std::string_view code);
  SheetRow& insert_row(const FormLayout& layout, std::string_view code);
  void index_from(std::size_t position);

  std::string form_;
  int version_ = 1;
  std::string digest_;
  std::map<std::string, std::string> header_;
  std::vector<SheetRow> rows_;
  std::map<std::string, std::size_t, std::less<>> index_;  // code of a row -> place in rows_
};

/// One cell that differs between two sheets; blank on the side that has none.
struct CellChange {
  CellKey key;
  Cell before;
  Cell after;
  bool operator==(const CellChange&) const = default;
};
/// Cells that differ: rows in the order of `after`, then those only in `before`; columns in
/// order of code.
std::vector<CellChange> difference(const Sheet& before, const Sheet& after);

}  // namespace girs
