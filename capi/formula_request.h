#pragma once
// A request to evaluate a formula: the cells, parameters and circumstances, as JSON.

#include <string_view>

#include "formula/evaluate.h"
#include "formula/grid_source.h"

namespace girs::capi {

struct FormulaRequest {
  formula::GridSource grid;
  formula::Context context;  // its `cells` are set by whoever evaluates, to `grid` where that stays
};

/// Every mistake of the request at once.
Result<FormulaRequest> read_formula_request(std::string_view text);

}  // namespace girs::capi
