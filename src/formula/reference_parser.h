#pragma once
// The grammar inside the brackets of a reference (FORMULA.md section 1).

#include <string_view>

#include "base/result.h"
#include "formula/syntax.h"

namespace girs::formula {

/// Reads the reference at `place` of `source`, brackets included: a CellReference or a
/// Parameter.
Result<Node> parse_reference(std::string_view source, Place place);

}  // namespace girs::formula
