#pragma once
// Two editors of one draft: whose cells meet.

#include "form/changes.h"
#include "form/layout.h"
#include "store/edits.h"
#include "store/reports.h"

namespace girs::report {

/// kConflict, with every cell and field that somebody else gave another value since version
/// `base` of the draft: details "row", "column" or "field", "base", "theirs", "yours", "actor".
/// Nothing to refuse where base is 0 or the edits do not meet.
Status refuse_conflict(store::Connection& connection, const FormLayout& layout,
                       const store::ReportRow& row, const SheetChanges& changes,
                       std::int64_t base);

}  // namespace girs::report
