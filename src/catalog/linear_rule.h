#pragma once
// Rules, computed cells and ranges of columns as linear constraints over a form's cells, where they
// are such.

#include <string>
#include <vector>

#include "catalog/form.h"
#include "catalog/linear_system.h"

namespace girs {

/// Where a formula stands: a row, a column, both, or neither.
struct LintPlace {
  std::string row;
  std::string column;
};

/// The name of a cell in constraints.
std::string cell_name(const std::string& row, const std::string& column);

/// What a rule demands there: one constraint, or two where it tolerates a difference. Figures are
/// the form's cells by cell_name(), others by their reference. Empty for rules that are not linear
/// or tolerate a share; "<" and ">" keep a distance of the smallest unit of the figures.
std::vector<LinearConstraint> constraints_of(const Form& form, const Rule& rule,
                                             const LintPlace& place);

/// What a computed cell is: its formula, or as near to it as rounding allows.
std::vector<LinearConstraint> constraints_of(const Form& form, const Computed& computed,
                                             const Column& column, const LintPlace& place);

/// The smallest and largest value that a column allows in a row.
std::vector<LinearConstraint> range_of(const Column& column, const std::string& row);

}  // namespace girs
