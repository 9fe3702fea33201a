// DSSE's pre-authentication encoding.

#include "package/pae.h"

#include <string>

namespace girs::package {

Bytes pae(std::string_view payload_type, ByteView body) {
  std::string head = "DSSEv1 " + std::to_string(payload_type.size()) + ' ';
  head.append(payload_type);
  head += ' ' + std::to_string(body.size()) + ' ';
  Bytes bytes = to_bytes(head);
  bytes.insert(bytes.end(), body.begin(), body.end());
  return bytes;
}

}  // namespace girs::package
