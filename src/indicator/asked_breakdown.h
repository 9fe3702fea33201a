#pragma once
// Whether an indicator has figures in a breakdown that a question asks for.

#include <optional>

#include "catalog/catalog.h"
#include "indicator/series_value.h"

namespace girs::indicator {

/// Says why it has none; nothing when it has. A series has the dimensions of its definition. A
/// formula has those that it declares, and those that every figure that it reads has while it
/// names none of them itself: doctors over population are not broken down by sex where doctors are
/// not. Reports hold no breakdowns.
std::optional<Message> why_not_broken_down(const Catalog& catalog, const Indicator& indicator,
                                           const Breakdown& breakdown);

}  // namespace girs::indicator
