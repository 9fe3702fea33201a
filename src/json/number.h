#pragma once
// JSON numbers as text and as the doubles they denote.

#include <optional>
#include <string_view>

namespace girs::json {

/// Whether `text` is a number of RFC 8259 section 6.
bool is_number(std::string_view text);

/// The double nearest to the number `text`; nothing when it is no JSON number or beyond the
/// range of doubles. A number too small for a double is zero, as ECMAScript has it.
std::optional<double> to_double(std::string_view text);

}  // namespace girs::json
