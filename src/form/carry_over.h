#pragma once
// Cells entered under one version of a form, in another version of it.

#include "form/layout.h"
#include "form/sheet.h"

namespace girs {

/// The cells of `sheet` that the layout's version of the form has too, by row and column, and
/// whose values fit it; the others stay behind (difference(Form, Form) says why).
Sheet carry_over(const FormLayout& layout, const Sheet& sheet);

}  // namespace girs
