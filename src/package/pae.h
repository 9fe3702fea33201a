#pragma once
// DSSE's pre-authentication encoding: the bytes that are signed.

#include <string_view>

#include "base/bytes.h"

namespace girs::package {

/// "DSSEv1" SP len(type) SP type SP len(body) SP body; lengths are decimal byte counts.
Bytes pae(std::string_view payload_type, ByteView body);

}  // namespace girs::package
