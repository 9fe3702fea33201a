#pragma once
// Content-Digest (RFC 9530): every body of the exchange carries the SHA-256 of its bytes, so
// that a gateway which rewrites bodies is found out before anything else is judged.

#include <string>
#include <string_view>

#include "sync/transport.h"

namespace girs::http {

/// The field's value for `body`: "sha-256=:<base64>:".
std::string content_digest(std::string_view body);

enum class DigestCheck {
  kRight,
  kAbsent,  // no Content-Digest, or none with sha-256
  kWrong,   // another body's, or not a dictionary of byte sequences (RFC 8941)
};

/// Compares `body` with the sha-256 member of Content-Digest; other algorithms are passed over.
DigestCheck check_digest(const sync::Headers& headers, std::string_view body);

}  // namespace girs::http
