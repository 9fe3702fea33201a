#pragma once
// Why identities fail: the single cells that, changed by so much, would satisfy all of the
// identities that fail together and break nothing else. A proposal for people, never applied.

#include <string>
#include <vector>

#include "form/check.h"

namespace girs {

struct CellCause {
  CellKey key;
  formula::Value from;
  Decimal to;
  Decimal by;              // to - from
  std::vector<std::string> also = {};  // ids of findings outside the group that it mends too
};

/// Findings that share cells, and so may share their cause.
struct CauseGroup {
  std::vector<std::string> findings;  // ids
  std::vector<CellCause> cells;       // each of them alone would do; empty: no single cell would
};

/// Groups of the failed identities ("=") among `findings`, which check() gave for the same sheet.
/// Only cells of the sheet that are entered are proposed, and only values that fit their column.
std::vector<CauseGroup> propose_causes(const FormLayout& layout, const Sheet& sheet,
                                       const CheckContext& context,
                                       const std::vector<Finding>& findings);

/// [{"findings":["total/LV01/"],"cells":[{"row","column","from","to","by","also"}]}]; "also" only where there is any
json::Value to_json(const std::vector<CauseGroup>& groups);

}  // namespace girs
