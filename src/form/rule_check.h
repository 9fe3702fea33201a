#pragma once
// One rule of a form over the rows or columns of its scope.

#include <functional>
#include <string>
#include <vector>

#include "form/check.h"

namespace girs {

/// Adds what the rule finds; `source` sees the sheet and what lies beyond it. Where it is `held`, as
/// Held says of one rule, it is not evaluated.
void check_rule(const FormLayout& layout, const Sheet& sheet, const Rule& rule,
                const CheckContext& context, const formula::CellSource& source,
                std::vector<Finding>& findings,
                const std::function<bool(std::size_t place)>& held);
/// The same at one row (each-row) or column (each-column) alone.
void check_rule_at(const FormLayout& layout, const Rule& rule, const CheckContext& context,
                   const formula::CellSource& source, const std::string& row,
                   const std::string& column, std::vector<Finding>& findings);
/// Whether an each-row rule is about that row, by its "rows" and "part".
bool is_checked_at(const FormLayout& layout, const Rule& rule, const std::string& row);
/// Whether an each-column rule is about that column.
bool is_checked_at(const Rule& rule, const Column& column);

}  // namespace girs
