#pragma once
// What a form demands as a whole, before any rule: its fields, how many rows, rows that must
// differ, computed cells that are as computed.

#include <vector>

#include "form/check.h"
#include "form/finding.h"

namespace girs {

/// A finding of the form itself about a cell, a row or a field.
Finding demand(const FormLayout& layout, const CheckContext& context, std::string rule,
               std::string row, std::string column, Label message,
               formula::Value value = formula::Absent::kMissing);

/// What one cell must be, before any rule (check.cpp).
void check_one_cell(const FormLayout& layout, const Sheet& sheet, const CheckContext& context,
                    const CellKey& key, std::vector<Finding>& findings);
/// "required", "unknown-field", "length", "type"...: header fields, sections of an outline.
void check_fields(const FormLayout& layout, const Sheet& sheet, const CheckContext& context,
                  std::vector<Finding>& findings);
/// "row-count", "duplicate": the dynamic rows.
void check_rows(const FormLayout& layout, const Sheet& sheet, const CheckContext& context,
                std::vector<Finding>& findings);
/// "computed": cells that are not what the form computes.
void check_computed_cells(const FormLayout& layout, const Sheet& sheet,
                          const CheckContext& context, std::vector<Finding>& findings);

}  // namespace girs
