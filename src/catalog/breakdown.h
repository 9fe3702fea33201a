#pragma once
// Breakdowns (phân tổ) of a form's figures. A form prints a part beside its whole, "trong đó: nữ":
// a column of its own, or a row. A form that says so lets formulas name the part by what it is,
// [c3{gioi_tinh=nu}], and a new column then breaks no formula.

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace girs {

struct Form;

/// A column (or row) that holds a part of another one.
struct PartOfWhole {
  bool of_rows = false;                  // rows; else columns
  std::string whole;                     // code of the column or row
  std::map<std::string, std::string> by; // dimension -> member
  std::string part;
};

struct RowAndColumn {
  std::string row;
  std::string column;
};

/// Where the part of a cell stands that `breakdown` (dimension, member) names: in another column,
/// another row, or both. An empty row or "*" is any. Nothing when the form has no such part.
std::optional<RowAndColumn> part_of(
    const Form& form, const RowAndColumn& whole,
    const std::vector<std::pair<std::string, std::string>>& breakdown);

}  // namespace girs
