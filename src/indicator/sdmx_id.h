#pragma once
// Codes of the catalogue as SDMX writes them. An id of SDMX has letters, digits, "_", "@", "$" and
// "-" of ASCII alone; any other byte of a code, and "$" itself, is "$" with two hexadecimal digits:
// KSTT.01 is KSTT$2E01.

#include <string>
#include <string_view>

namespace girs::indicator {

std::string to_sdmx_id(std::string_view code);
/// Back again; what no to_sdmx_id() wrote stays as it is.
std::string from_sdmx_id(std::string_view id);

}  // namespace girs::indicator
