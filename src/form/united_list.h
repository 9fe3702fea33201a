#pragma once
// Rows of lists in an aggregate: what makes a row of one unit's list the same as a row of another's.

#include <vector>

#include "form/aggregate.h"

namespace girs {

/// The members' lists with rows named so that equal names mean equal rows. Rows of a code list, and
/// those of a matrix, have such names already. Rows of a free list are the same where the columns
/// that tell its rows apart ("unique") hold the same values; all others are rows of their own, named
/// "<unit>.<row>".
std::vector<Sheet> united_lists(const FormLayout& layout,
                                const std::vector<AggregateMember>& members);

/// What the members that have the row say in a column that does not add up, where they agree.
Cell agreed(const CellKey& key, const std::vector<AggregateMember>& members);

}  // namespace girs
