#pragma once
// The columns of a period as bytes for the store. Only units that have reported are in it, by
// their codes, so that a chunk outlives changes of the tree elsewhere; the same figures give the
// same bytes.
//
// Layout: version, reports, then for every form its fixed columns and its list. Numbers of bytes
// and of things are LEB128; a column is its scale, the width of an integer, a bitmap of presence
// unless all are there, a byte for each absent cell saying why, and the integers of the others.

#include "base/bytes.h"
#include "report/period_columns.h"

namespace girs::report {

Bytes encode_columns(const PeriodColumns& columns);

/// kCorrupt for bytes that no columns of these forms are written as; kConflict for columns of
/// another version of a form, of a unit that is not in the tree, or written when other reports
/// counted: they are to be made anew.
/// Memory is bounded by the forms, the tree and the size of `bytes`, whoever wrote them. Figures
/// that were changed read as figures; fsck compares them with the reports.
Result<PeriodColumns> decode_columns(ColumnUnits units, Subject subject, ByteView bytes);

}  // namespace girs::report
