// Putting a patch into a sheet.

#include <algorithm>

#include "form/entry.h"

namespace girs {

Result<Sheet> apply(const FormLayout& layout, const Sheet& sheet, const Patch& patch) {
  auto changed = sheet;
  for (const auto& row : patch.removed) changed.erase_row(row);
  // In the order of the form, so that every new row goes to the end.
  auto rows = patch.rows;
  std::ranges::stable_sort(rows, {}, [&](const std::string& row) { return layout.row_place(row); });
  for (const auto& row : rows) GIRS_CHECK(changed.add_row(layout, row));
  for (const auto& [key, cell] : patch.changes) GIRS_CHECK(changed.set(layout, key, cell));
  for (const auto& [field, text] : patch.fields) GIRS_CHECK(changed.set_header(field, text));
  return changed;
}

}  // namespace girs
