#pragma once
// Summing the sheets of several units into one. Nothing turns into something else on the way:
// nothing occurred everywhere stays nil, reported nowhere stays missing.

#include <string>
#include <vector>

#include "base/result.h"
#include "form/layout.h"
#include "form/sheet.h"

namespace girs {

struct AggregateMember {
  std::string unit;
  const Sheet* sheet = nullptr;  // null: this unit has reported nothing
};

/// A column that was not summed, and why.
struct ColumnLeftBlank {
  std::string column;
  Message reason;
};

/// A cell that some members have not given.
struct PartialCell {
  CellKey key;
  std::size_t counted = 0;         // members with a value or nil
  std::vector<std::string> missing;  // the others, but those where it is not applicable
};

struct Aggregate {
  Sheet sheet;
  std::vector<ColumnLeftBlank> left_blank;  // rates, measures "none", columns of text
  std::vector<PartialCell> partial;         // summed cells with members missing, in sheet order
};

/// Adds flows and stocks over the members, row by row (dynamic rows by key; total rows like any
/// other; rows of lists are united as united_list.h says, with the texts on which members agree). nil + nil = nil, missing is skipped, all missing = missing, not applicable is skipped
/// unless it is everywhere. A sum of an estimated, preliminary or confidential figure is so
/// flagged itself. Fails (kInvalidArgument, details "row", "column") when a sum needs more than
/// 34 digits, and kConflict when a member's sheet is of another version of the form.
Result<Aggregate> aggregate(const FormLayout& layout, const std::vector<AggregateMember>& members);

}  // namespace girs
