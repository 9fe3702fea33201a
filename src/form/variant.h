#pragma once
// A local form's figures in the national form, column by column, as the local form maps them.

#include <vector>

#include "form/layout.h"
#include "form/sheet.h"
#include "json/value.h"

namespace girs {

/// A cell of the local form that the national one has no place for.
struct LeftBehind {
  CellKey key;
  Message reason;
};

struct Converted {
  Sheet sheet;                     // of the national form; only cells that the mapping reaches
  std::vector<LeftBehind> left = {};  // cells that hold something and went nowhere
};

/// [{"row","column","reason_en","reason_vi"}]
json::Value to_json(const std::vector<LeftBehind>& left);

/// kInvalidArgument unless `local` is a variant of `national` and of that version. A cell keeps its
/// flags and note; two local cells that go to one national cell are added up where that is a flow or
/// a stock, and refused (kConflict, details "row", "column") where it is not.
Result<Converted> to_national(const FormLayout& local, const FormLayout& national,
                              const Sheet& sheet);

}  // namespace girs
