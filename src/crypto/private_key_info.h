#pragma once
// PrivateKeyInfo (PKCS#8, RFC 5208) of each kind of key, read and written by hand: OpenSSL's own
// decoders and encoders leave the plain key in memory that they give back (3.0 was measured;
// tests/unit/crypto/freed_memory_test.cpp watches).

#include <optional>

#include "crypto/evp.h"
#include "crypto/signature.h"

namespace girs {

/// The scheme that a key is for; nothing when it is of another kind.
std::optional<Scheme> scheme_of(const PKCS8_PRIV_KEY_INFO* info);

/// The 32 secret bytes of an Ed25519 key (RFC 8410 section 7), within `info`; empty when it is
/// not well formed.
ByteView ed25519_seed(const PKCS8_PRIV_KEY_INFO* info);
Pkcs8 info_of_seed(ByteView seed);

/// An ECDSA key (RFC 5915) or an RSA key (RFC 8017 A.1.2); null when it is not well formed or
/// when a public half that the file carries is not that of the secret one. What info_of_key() made of
/// a key here needs no such comparison (RSA's takes a hundred milliseconds).
enum class Halves { kCompared, kOfOneKey };
EvpKey key_of_info(Scheme scheme, const PKCS8_PRIV_KEY_INFO* info, Halves halves = Halves::kCompared);
Pkcs8 info_of_key(Scheme scheme, const EVP_PKEY* key);

}  // namespace girs
