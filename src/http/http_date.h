#pragma once
// Dates as HTTP writes them (RFC 9110 section 5.6.7): "Sun, 06 Nov 1994 08:49:37 GMT".

#include <optional>
#include <string>
#include <string_view>

#include "base/clock.h"

namespace girs::http {

std::string to_http_date(Time time);
/// Reads that one form, which is all that may be sent; nothing for the two old ones.
std::optional<Time> from_http_date(std::string_view text);

}  // namespace girs::http
