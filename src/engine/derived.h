#pragma once
// Columns that are sums of others: over the units below, over the rows of a list, over the
// periods of a year. Each unit's figure is one SUM (or, of periods, one chain of +), so that
// kernels read it as any other cell.

#include <vector>

#include "engine/column.h"
#include "engine/graph.h"
#include "engine/table.h"

namespace girs::engine {

/// SUM over the units right below each unit, or over the lowest ones below it.
Column summed_below(const Column& column, const Units& units, Reach reach);
/// SUM over each unit's rows of a list.
Column summed_rows(const OpenColumn& column);
/// The periods added up; a missing one is missing from the total, or 0 where `partial_counts`.
/// Nothing when one of them is not applicable somewhere: only the reference evaluator knows then
/// whether the unit has reported anything.
std::optional<Column> added_up(const std::vector<const Column*>& periods, bool partial_counts);

// The figure of one unit, the same as in the column.
formula::Value summed_below_at(const Column& column, const Units& units, Reach reach,
                               std::size_t unit);
formula::Value summed_rows_at(const OpenColumn& column, std::size_t unit);
/// A period without a column is blank.
std::optional<formula::Value> added_up_at(const std::vector<const Column*>& periods,
                                          bool partial_counts, std::size_t unit);

}  // namespace girs::engine
