#pragma once
// Numbers in files whose point may separate groups of digits instead of decimals.

#include <string_view>

namespace girs {

/// Whether a plain number looks as if its point stood for thousands: "1.234", but not "0.125".
bool looks_like_thousands(std::string_view text, char separator);

}  // namespace girs
