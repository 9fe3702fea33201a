#pragma once
// registry.json as bytes (FORMATS.md section 3). Use Registry::parse and Registry::to_bytes.

#include <string>
#include <string_view>

#include "base/result.h"
#include "key/registry.h"

namespace girs {

/// RFC 8785 bytes; kInvalidArgument when text in it is not NFC. The content is not checked.
Result<std::string> write_registry(const RegistryContent& content);
/// Reads canonical bytes; the error carries every mistake with its pointer.
Result<RegistryContent> read_registry(std::string_view bytes);

}  // namespace girs
