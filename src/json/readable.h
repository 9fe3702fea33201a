#pragma once
// Whether a document that was built can be read again, without reading it.

#include <string_view>

#include "base/result.h"
#include "json/parse.h"
#include "json/value.h"

namespace girs::json {

/// Fails as parse(canonical, limits) would, where `canonical` are the bytes that canonical() gave for
/// `document`: too large, deep or many for the limits, or with characters that strict reading refuses.
Status check_readable(const Value& document, std::string_view canonical, const Limits& limits = {});

}  // namespace girs::json
