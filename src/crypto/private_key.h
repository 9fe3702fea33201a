#pragma once
// A private key held in memory, for machines, tests and people who keep their key in a file.
// Files are PKCS#8 in PEM, encrypted with PBES2 (scrypt, AES-256-CBC; RFC 8018, RFC 7914) and
// readable by `openssl pkey`. Tokens stay outside: they sign through a callback.

#include <memory>
#include <string>
#include <string_view>

#include "base/bytes.h"
#include "base/result.h"
#include "crypto/signature.h"

namespace girs {

class PrivateKey {
 public:
  /// A new key: Ed25519, ECDSA P-256 or P-384 (RSA-PSS: 3072 bits).
  static Result<PrivateKey> generate(Scheme scheme);
  /// Reads an encrypted PKCS#8 file. kUntrusted for a wrong passphrase, kInvalidArgument for
  /// another format or for key-derivation parameters beyond the bounds (checked before any
  /// work: scrypt N*r*p at most 2^24 and memory at most 32 MiB, which is what OpenSSL reads;
  /// PBKDF2 at most 10^7 rounds).
  static Result<PrivateKey> from_pem(std::string_view pem, std::string_view passphrase);
  /// The encrypted file's text. `log2_n` is scrypt's cost, 14 to 20: work as of N = 2^log2_n
  /// and r = 8, in the 16 MiB of N = 2^14, so that `openssl pkey` reads the file.
  Result<std::string> to_pem(std::string_view passphrase, int log2_n = 15) const;

  const PublicKey& public_key() const;
  /// Signs `message` (ECDSA: DER; Ed25519: 64 bytes).
  Result<Bytes> sign(ByteView message) const;
  /// Keeps an Ed25519 key's memory readable, not writable, while it lives, for many signatures one after the
  /// other: to open and close it costs more than to sign, since every core is told. Nothing for
  /// another scheme. The key must outlive it.
  std::shared_ptr<const void> hold() const;

  PrivateKey(PrivateKey&&) noexcept;
  PrivateKey& operator=(PrivateKey&&) noexcept;
  ~PrivateKey();

 private:
  struct Secret;
  explicit PrivateKey(std::unique_ptr<Secret> secret);
  std::unique_ptr<Secret> secret_;
};

}  // namespace girs
