#pragma once
// The authority's log as the files that followers fetch (C2SP tlog-tiles).

#include <string_view>

#include "base/bytes.h"
#include "store/store.h"

namespace girs::central {

/// The tile or bundle of leaves at `path` ("tile/0/000", "tile/entries/000.p/5"), as far as a
/// signed checkpoint covers it; kNotFound otherwise, and for any path that names no such file.
/// What is given never changes: it may be cached for ever.
Result<Bytes> log_file(store::Connection& connection, std::string_view path);

}  // namespace girs::central
