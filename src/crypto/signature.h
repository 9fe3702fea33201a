#pragma once
// Signature schemes by name, and their one verifier each: Ed25519 by libsodium alone, ECDSA and
// RSA-PSS by OpenSSL. The scheme comes from a registry, never from the message.

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/bytes.h"
#include "base/result.h"
#include "crypto/hash.h"

struct evp_pkey_st;  // OpenSSL's EVP_PKEY

namespace girs {

enum class Scheme { kEd25519, kEcdsaP256, kEcdsaP384, kRsaPss };

std::string_view to_text(Scheme scheme);   // "ed25519", "ecdsa-sha2-nistp256", ...
std::optional<Scheme> parse_scheme(std::string_view name);

/// What signatures are over, with its SHA-256: most schemes begin with it, and it is made once for
/// all who have signed.
struct HashedMessage {
  explicit HashedMessage(ByteView message) : bytes(message), digest(sha256(message)) {}
  ByteView bytes;
  Hash digest;
};

/// A public key: its SubjectPublicKeyInfo (RFC 5280), checked to fit the scheme. Copies share
/// OpenSSL's object, which nothing changes: any number of threads may verify with one key.
class PublicKey {
 public:
  /// kInvalidArgument when the key does not parse, is not canonical DER, is of another kind,
  /// or is weak (RSA below 2048 or above 4096 bits, exponent other than 65537).
  static Result<PublicKey> from_spki(Scheme scheme, ByteView der);
  static Result<PublicKey> from_ed25519(ByteView raw32);

  Scheme scheme() const { return scheme_; }
  const Bytes& spki() const { return spki_; }
  /// hex SHA-256 of the SPKI: the keyid of FORMATS.md 2.2.
  const std::string& keyid() const { return keyid_; }
  /// The 32 raw bytes of an Ed25519 key.
  ByteView ed25519_raw() const;

  /// Whether `signature` is valid: Ed25519 of 64 bytes; ECDSA in strict DER (no negative or
  /// padded integers, no trailing bytes, s in 1..n-1); RSA-PSS with SHA-256, MGF1-SHA-256 and
  /// a salt of 32 bytes.
  bool verify(ByteView message, ByteView signature) const;
  bool verify(const HashedMessage& message, ByteView signature) const;

  bool operator==(const PublicKey& other) const {
    return scheme_ == other.scheme_ && spki_ == other.spki_;
  }

 private:
  bool has_right_form(ByteView signature) const;
  PublicKey(Scheme scheme, Bytes spki, std::shared_ptr<evp_pkey_st> prepared);
  Scheme scheme_;
  Bytes spki_;
  std::string keyid_;
  std::shared_ptr<evp_pkey_st> prepared_;  // made once, when the key is read; null for Ed25519
};

}  // namespace girs
