#pragma once
// Live findings while one cell is entered: only the demands and rules that the cell touches.

#include <cstddef>
#include <map>
#include <optional>
#include <string>
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
  /// Places of the rules that may read a cell of that row, ascending.
  std::vector<std::size_t> candidates(const std::string& row) const;
  void check_rule_for(std::size_t place, const Sheet& sheet, const CheckContext& context,
                      const formula::CellSource& source, const CellKey& key,
                      std::vector<Finding>& findings) const;
  /// Whether the rule surely holds at the row or column of `key`, or as a whole.
  bool surely_holds(const LinearCheck& rule, const Sheet& sheet, const CellKey& key) const;

  const FormLayout& layout_;
  TableColumns columns_;
  std::vector<const Column*> by_place_;              // of the table's columns
  std::vector<Reads> reads_;                         // of each rule of the form
  std::vector<std::optional<LinearCheck>> linear_;   // likewise
  std::map<std::string, std::vector<std::size_t>, std::less<>> of_row_;  // rules that name rows
  std::vector<std::size_t> of_any_row_;              // all others
};

}  // namespace girs
