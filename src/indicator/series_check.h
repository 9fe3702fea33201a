#pragma once
// Whether values fit the definition of their indicator: unit, period, breakdown, scale, range,
// frequency. Used for imported files and for signed packages alike.

#include <string>

#include "catalog/catalog.h"
#include "indicator/series_value.h"

namespace girs::indicator {

/// Whether this indicator takes delivered values; kNotFound, kInvalidArgument.
Result<const Indicator*> delivered_indicator(const Catalog& catalog, std::string_view code);

/// Says what is wrong with a breakdown; nothing when it is right.
std::optional<Message> wrong_breakdown(const Catalog& catalog, const Indicator& indicator,
                                       const Breakdown& breakdown);
/// The unit must exist on the last day of the period and be of a kind that delivers, or stand
/// above such units.
std::optional<Message> wrong_unit(const Catalog& catalog, const Indicator& indicator,
                                  const std::string& unit, const Period& period);
std::optional<Message> wrong_period(const Indicator& indicator, const Period& period);
std::optional<Message> wrong_value(const Indicator& indicator, const formula::Value& value);

}  // namespace girs::indicator
