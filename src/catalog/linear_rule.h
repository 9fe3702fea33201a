#pragma once
// A rule as a linear constraint over the figures of one row (each-row) or one column
// (each-column), where it is one.

#include <optional>

#include "catalog/form.h"
#include "catalog/linear_system.h"

namespace girs {

/// The constraint that a rule of class "error" sets for every row or column of its scope: its
/// figures are the columns "3" or the rows "T", and other cells by their reference. Nothing for
/// rules that are narrowed, tolerant, not linear, or of the scope "form"; "<" and ">" keep a
/// distance of the smallest unit of the figures.
std::optional<LinearConstraint> linear_constraint(const Form& form, const Rule& rule);

}  // namespace girs
