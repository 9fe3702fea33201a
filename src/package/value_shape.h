#pragma once
// What values in reports and series have in common: why one is absent, and its flags.

#include <string>
#include <vector>

#include "json/shape.h"

namespace girs::package {

/// "nil", "not-applicable" or "not-available".
std::string read_absent(const json::Node& node);
/// "estimated", "preliminary", "revised", "late", "confidential", each at most once.
std::vector<std::string> read_flags(const json::Node& list);

}  // namespace girs::package
