#pragma once
// RFC 8785 (JSON Canonicalization Scheme) bytes.

#include <optional>
#include <string>

#include "base/result.h"
#include "json/value.h"

namespace girs::json {

/// Keys sorted by UTF-16 code units, numbers as ECMAScript prints the double they denote,
/// no space. Fails (kInvalidArgument) on a number that no finite double denotes and on a name
/// that stands twice in an object. Does not normalise and does not check NFC.
Result<std::string> canonical(const Value& value);

/// The same document for people: two spaces of indent, members in their own order.
std::string pretty(const Value& value);
/// One line, members in their own order.
std::string compact(const Value& value);

/// A double as ECMAScript's Number::toString prints it (RFC 8785 section 3.2.2.3); JSON has
/// no text for what is not finite.
std::string number_text(double value);

/// Where text that is not NFC stands (a JSON pointer, RFC 6901), if any: documents are built of
/// NFC text only.
std::optional<std::string> first_not_nfc(const Value& value);

}  // namespace girs::json
