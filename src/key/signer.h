#pragma once
// The signer seam: people sign on tokens, machines with keys in memory, tests with either. The
// library hands over the full bytes to be signed and never sees a PIN.

#include <functional>
#include <memory>

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
  /// Whether what `sign` returns is verified before it is given on. A token or a host's function
  /// may sign with another key or return garbage.
  bool checked = true;
  /// Where to sign many messages is quicker while something is kept at hand: keeps it while what it
  /// returns lives. May be empty.
  std::function<std::shared_ptr<const void>()> hold = {};
};

/// A signer that uses `key`, which must outlive it. What an Ed25519 key in memory signs is not
/// verified again, which would take three times as long as signing: its two halves were derived
/// from one seed and are kept together.
Signer signer_of(const PrivateKey& key);

/// Asks `signer` to sign `message` and checks what comes back before giving it on, where
/// `Signer::checked` asks for it: a bad signature must not get into a package.
/// kUntrusted (detail "reason" = "bad-signature") when the signature does not verify.
Result<Bytes> sign_checked(const Signer& signer, ByteView message);

}  // namespace girs
