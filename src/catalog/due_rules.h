#pragma once
// The due rules of a regime by kind of unit. A rule names kinds ("province", "commune"); the
// numbers of levels are aliases, because texts count levels. A number alone is ambiguous:
// communes were level 3 until the districts were abolished on 2025-07-01, and are level 2 since
// (Law 72/2025/QH15). So "1" is the province, "2" the district and "3" the commune, and "2" also
// speaks for communes where the rule says nothing else of them. "*" is any other kind.

#include <map>
#include <string>
#include <string_view>

#include "calendar/due.h"

namespace girs {

/// By key as written: a kind of unit, "1", "2", "3" or "*".
using DueRules = std::map<std::string, DueRule>;

/// The kind of unit that a key names; "district" for "2".
std::string kind_of_key(const std::string& key);

/// The rule for a kind of unit: its own, that of its number, that of "*"; nullptr when there is
/// none of them.
const DueRule* due_for_kind(const DueRules& rules, std::string_view unit_kind);

/// The rule for a kind of unit, or for a level by number as units were counted on `day`; a number
/// that the rule itself uses is taken as it stands. An empty `level` will do where one rule is
/// for all. kNotFound says what the rules tell apart.
Result<DueRule> get_due(const DueRules& rules, std::string_view level, Date day);

}  // namespace girs
