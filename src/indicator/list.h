#pragma once
// The indicators of a catalogue as JSON, for callers.

#include "catalog/catalog.h"
#include "json/value.h"

namespace girs::indicator {

/// As girs_indicator_list() documents it.
json::Value list_json(const Catalog& catalog);

}  // namespace girs::indicator
