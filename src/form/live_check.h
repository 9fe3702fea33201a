#pragma once
// Live findings while one cell is entered: only the demands and rules that the cell touches.

#include <cstddef>
#include <vector>

#include "form/check.h"

namespace girs {

/// What each rule of a form reads of the form itself, worked out once for a layout.
class LiveRules {
 public:
  /// Borrows the layout.
  explicit LiveRules(const FormLayout& layout);

  /// The findings about the cell: what it must be, and every rule that reads it, where it does.
  /// Rules over ranges are checked wherever the range may hold the cell.
  std::vector<Finding> check_cell(const Sheet& sheet, const CheckContext& context,
                                  const CellKey& key) const;

 private:
  /// One rule: codes that it names, or any of them.
  struct Reads {
    bool any_row = false;
    bool any_column = false;
    bool current_row = false;      // a reference that names no row, under each-row
    bool current_column = false;
    std::vector<std::string> rows;
    std::vector<std::string> columns;
  };
  static Reads reads_of(const FormLayout& layout, const Rule& rule);
  bool touches(const Rule& rule, const Reads& reads, const CellKey& key) const;

  const FormLayout& layout_;
  std::vector<Reads> reads_;   // of each rule of the form
};

}  // namespace girs
