#pragma once
// Strings as every writer of this module prints them.

#include <string>
#include <string_view>

namespace girs::json {

/// Appends `text` in quotes with the escapes of RFC 8785 section 3.2.2.2: the shortest ones,
/// and only where they must be.
void append_quoted(std::string& out, std::string_view text);

}  // namespace girs::json
