#pragma once
// Reading window rules and due rules: the two parts of a regime that say when.

#include <map>
#include <string>

#include "calendar/due.h"
#include "calendar/window.h"
#include "json/shape.h"

namespace girs {

/// {"kind":"nd09"} and the other shapes of a window.
WindowRule read_window(const json::Node& node);
/// {"kind":"working-days-after","days":2} and the other shapes of a due date.
DueRule read_due(const json::Node& node);
/// One rule for all ("*"), or {"levels":{kind of unit: rule}}; the keys 1, 2 and 3 are aliases of
/// province, district and commune.
std::map<std::string, DueRule> read_due_levels(const json::Node& node);

}  // namespace girs
