#pragma once
// A private key on a PKCS#11 token (a USB token, a smart card, an HSM), used where it is: it
// never leaves the token. The way there is libp11's engine for OpenSSL.

#include <memory>
#include <string>
#include <string_view>

#include "base/bytes.h"
#include "base/result.h"
#include "crypto/signature.h"

namespace girs {

class TokenKey {
 public:
  /// Opens the key that `uri` names (RFC 7512: "pkcs11:token=...;object=..."), through the
  /// token's own library `module`, with the PIN. Schemes: ECDSA P-256 and P-384, RSA-PSS.
  /// kUnsupported without the engine (Debian: libengine-pkcs11-openssl), kNotFound without the
  /// module, the token or the key, kUntrusted for a PIN that is wrong or locked (detail "reason").
  /// The PIN is asked when the process logs in to the token, and not again while it is logged in.
  /// A URI that holds a PIN itself is refused: it would end up in logs. One module at a time is in
  /// use in a process (kBusy otherwise); several keys of its tokens may be open at once.
  static Result<TokenKey> open(const std::string& module, const std::string& uri,
                               std::string_view pin);

  const PublicKey& public_key() const;
  /// Has the token sign; kIo when it does not (it was taken out, say). Threads wait
  /// for each other.
  Result<Bytes> sign(ByteView message) const;

  TokenKey(TokenKey&&) noexcept;
  TokenKey& operator=(TokenKey&&) noexcept;
  ~TokenKey();

 private:
  struct Session;
  explicit TokenKey(std::unique_ptr<Session> session);
  std::unique_ptr<Session> session_;
};

}  // namespace girs
