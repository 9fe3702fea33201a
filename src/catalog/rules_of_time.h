#pragma once
// Reading frequencies, window rules and due rules: the parts of a regime that say when.

#include "calendar/frequency.h"
#include "calendar/window.h"
#include "catalog/due_rules.h"
#include "json/shape.h"

namespace girs {

/// "quarter", {"kind":"day","working_days_only":true}, {"kind":"years","years":5,
/// "first_year":2021} or {"kind":"campaign","code":"bao-12"}.
Frequency read_frequency(const json::Node& node);
/// "quarter", as read_frequency() reads it.
std::string_view word_of(PeriodKind kind);
/// {"kind":"nd09"} and the other shapes of a window.
WindowRule read_window(const json::Node& node);
/// {"kind":"working-days-after","days":2} and the other shapes of a due date.
DueRule read_due(const json::Node& node);
/// One rule for all ("*"), or {"levels":{kind of unit or number of a level: rule}}.
DueRules read_due_levels(const json::Node& node);

}  // namespace girs
