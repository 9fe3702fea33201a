#pragma once
// What one edit changed in a sheet: kept with the history of a draft, shown, and taken back.

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "base/result.h"
#include "form/entry.h"
#include "form/layout.h"
#include "form/sheet.h"
#include "json/value.h"

namespace girs {

struct SheetChanges {
  std::vector<CellChange> cells;
  std::vector<std::string> rows_added;     // dynamic ones
  std::vector<std::string> rows_removed;
  std::map<std::string, std::pair<std::string, std::string>> fields;  // code -> before, after

  bool empty() const {
    return cells.empty() && rows_added.empty() && rows_removed.empty() && fields.empty();
  }
};
SheetChanges changes_between(const Sheet& before, const Sheet& after);

/// {"cells":[{"row","column","from","to"}],"rows_added":[],"rows_removed":[],
///  "fields":[{"field","from","to"}]}; a cell as in payloads (FORMATS.md 2.1), null when blank.
json::Value to_json(const FormLayout& layout, const SheetChanges& changes);
/// Reads that back; kCorrupt otherwise. Columns and rows that the form has no longer are passed
/// over.
Result<SheetChanges> changes_from_json(const FormLayout& layout, std::string_view text);

/// What takes the changes back: cells, rows and fields as they were before.
Patch reverse(const SheetChanges& changes);

}  // namespace girs
