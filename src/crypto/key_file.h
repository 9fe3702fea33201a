#pragma once
// Encrypted PKCS#8 files (RFC 5958) with PBES2 (RFC 8018) as text in PEM.

#include <string>
#include <string_view>

#include "base/result.h"
#include "crypto/evp.h"

namespace girs {

/// Reads and decrypts. What the file asks of the key derivation is checked before any of it is
/// done; see PrivateKey::from_pem for the bounds and the errors.
Result<Pkcs8> read_key_file(std::string_view pem, std::string_view passphrase);

/// Encrypts with AES-256-CBC under a key that scrypt derives at a cost of 2^`cost_log2`.
Result<std::string> write_key_file(const Pkcs8& plain, std::string_view passphrase,
                                   int cost_log2);

}  // namespace girs
