#pragma once
// What a formula is and gives, as JSON (include/girs/formula.h says how).

#include "formula/explain.h"
#include "json/value.h"

namespace girs::capi {

/// A result: blank and not available both are "missing" (FORMULA.md section 4).
json::Value view_of_result(const formula::Value& value);
json::Value view_of(const formula::Expression& expression);
json::Value view_of(const formula::Explanation& explanation);

}  // namespace girs::capi
