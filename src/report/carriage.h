#pragma once
// A package of the store as one file for carriage without a network (FORMATS.md 2.6).

#include <optional>
#include <string>

#include "package/bundle.h"
#include "store/connection.h"

namespace girs::report {

/// The submission that a store's row holds, with its receipt and with the attachments that its report
/// names, as far as the store has them and they fit within the file (kBundleInlineMax in all): others
/// travel apart, by their digest.
Result<package::Bundle> bundle_of(store::Connection& connection, ByteView stored,
                                  const std::optional<std::string>& receipt);

}  // namespace girs::report
