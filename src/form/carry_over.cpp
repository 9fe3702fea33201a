#include "form/carry_over.h"

namespace girs {

Sheet carry_over(const FormLayout& layout, const Sheet& sheet) {
  Sheet carried = Sheet::make(layout);
  // Header fields were text in form NFC before, so they still are.
  for (const auto& [field, text] : sheet.header()) (void)carried.set_header(field, text);
  for (const auto& row : sheet.rows()) {
    if (!layout.accepts_row(row.code)) continue;
    if (row.dynamic) (void)carried.add_row(layout, row.code);
    for (const auto& [column, cell] : row.cells)
      if (layout.column(column)) (void)carried.set(layout, {row.code, column}, cell);
  }
  return carried;
}

}  // namespace girs
