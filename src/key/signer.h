#pragma once
// The signer seam: people sign on tokens, machines with keys in memory, tests with either. The
// library hands over the full bytes to be signed and never sees a PIN.

#include <functional>

#include "base/bytes.h"
#include "base/result.h"
#include "crypto/private_key.h"
#include "crypto/signature.h"

namespace girs {

/// Somebody who can sign with one key. `sign` gets the whole message, not its hash, so that a
/// token can show it; it returns the raw signature in the form PublicKey::verify reads.
struct Signer {
  Scheme scheme;
  PublicKey key;
  std::function<Result<Bytes>(ByteView tbs)> sign;
};

/// A signer that uses `key`, which must outlive it.
Signer signer_of(const PrivateKey& key);

/// Asks `signer` to sign `message` and checks what comes back before giving it on: a token that
/// signs with another key or returns garbage must not put a bad signature into a package.
/// kUntrusted (detail "reason" = "bad-signature") when the signature does not verify.
Result<Bytes> sign_checked(const Signer& signer, ByteView message);

}  // namespace girs
