#pragma once
// What somebody may do to a report by the registry of keys: the roles of the keys that they hold.

#include <string>
#include <string_view>

#include "base/clock.h"
#include "base/result.h"
#include "key/registry.h"
#include "store/reports.h"

namespace girs::report {

/// The roles as Actor takes them, "preparer,approver", that the registry grants `who` (the
/// identifier of a person, or a key's) for the report's unit and regime at that moment.
/// kUntrusted when it grants none.
Result<std::string> registered_roles(const Registry& registry, std::string_view who,
                                     const store::ReportKey& key, Time at);

}  // namespace girs::report
