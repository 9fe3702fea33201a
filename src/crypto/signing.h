#pragma once
// What signing and verifying through OpenSSL have in common.

#include "crypto/evp.h"
#include "crypto/signature.h"

namespace girs {

/// The hash of a scheme of OpenSSL (RFC 5656 section 6.2.1 pairs P-384 with SHA-384).
const char* digest_name(Scheme scheme);

/// RSA-PSS: MGF1 with SHA-256 and a salt of exactly 32 bytes. Nothing to set for the others.
bool set_padding(Scheme scheme, EVP_PKEY_CTX* parameters);

}  // namespace girs
