#pragma once
// SubjectPublicKeyInfo (RFC 5280 section 4.1.2.7): one encoding for each key, so that one key
// has one id.

#include "base/bytes.h"
#include "base/result.h"
#include "crypto/evp.h"
#include "crypto/signature.h"

namespace girs {

/// Ed25519's SPKI is this and the 32 raw bytes (RFC 8410 section 4).
ByteView ed25519_spki_prefix();

/// The key of `der`, null for Ed25519, which is not OpenSSL's; kInvalidArgument when it is not the
/// canonical SPKI of a key that fits `scheme`. EC keys are named-curve and uncompressed, RSA keys
/// rsaEncryption.
Result<EvpKey> read_spki(Scheme scheme, ByteView der);

/// The SPKI of a key; empty when it has none.
Bytes spki_of_key(const EVP_PKEY* key);

}  // namespace girs
