#pragma once
// Cells that nobody enters: computed columns and rows, automatic fields, and what a new row
// begins with.

#include <vector>

#include "base/result.h"
#include "form/check.h"
#include "form/entry.h"
#include "form/layout.h"
#include "form/sheet.h"

namespace girs {

/// Whether the form has cells that it computes.
bool has_computed(const Form& form);
/// The sheet with its computed cells worked out anew, in whatever order they need each other (a
/// circle is a remark of catalog/lint.h). A result is rounded half away
/// from zero to the column's decimals; without one (missing, an error) the cell is blank.
Sheet with_computed(const FormLayout& layout, const Sheet& sheet, const CheckContext& context);

/// Computed cells that change, or may, when this cell does.
std::vector<CellKey> computed_from(const FormLayout& layout, const CellKey& key);

/// A sheet as a draft begins: fixed rows with the defaults of their columns, fields with theirs.
Sheet new_sheet(const FormLayout& layout);
/// The defaults of the rows in `after` that `before` does not have, where cells are blank.
Result<Sheet> with_defaults(const FormLayout& layout, const Sheet& before, const Sheet& after);

/// kInvalidArgument with every cell of the patch that gives a computed cell another value than
/// `computed` has: a file may repeat what is computed, as an exported one does.
Status check_computed(const FormLayout& layout, const Patch& patch, const Sheet& computed);

}  // namespace girs
