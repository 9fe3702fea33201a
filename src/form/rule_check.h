#pragma once
// One rule of a form over the rows or columns of its scope.

#include <vector>

#include "form/check.h"

namespace girs {

/// Adds what the rule finds; `source` sees the sheet and what lies beyond it.
void check_rule(const FormLayout& layout, const Sheet& sheet, const Rule& rule,
                const CheckContext& context, const formula::CellSource& source,
                std::vector<Finding>& findings);

}  // namespace girs
