#pragma once
// The DSSE envelope: a payload, its type, and one to sixteen signatures (FORMATS.md 2.2).

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.h"
#include "base/result.h"
#include "json/value.h"
#include "key/signer.h"

namespace girs::package {

inline constexpr std::size_t kEnvelopeSizeMax = 32u << 20;
inline constexpr std::size_t kSignaturesMax = 16;

/// One signature. `keyid` is a hint that nobody has signed: it never decides what is trusted.
struct Signature {
  std::string keyid;
  Bytes sig;
  bool operator==(const Signature&) const = default;
};

/// What an envelope's signatures are over, made once for all who look at it.
class SignedBytes {
 public:
  explicit SignedBytes(Bytes tbs) : tbs_(std::move(tbs)), message_(tbs_) {}
  SignedBytes(const SignedBytes&) = delete;
  SignedBytes& operator=(const SignedBytes&) = delete;
  const HashedMessage& message() const { return message_; }
  std::string pid() const { return to_hex(message_.digest); }

 private:
  Bytes tbs_;
  HashedMessage message_;   // views tbs_
};

struct Envelope {
  std::string payload_type;
  Bytes payload;
  std::vector<Signature> signatures = {};

  /// Reads an envelope as DSSE asks: standard or url-safe base64, unknown members ignored, keyid
  /// optional; refuses anything but 1 to 16 signatures. With kAwaited there may be none yet: it is
  /// on its way from one signer to the next.
  enum Signing { kSigned, kAwaited };
  static Result<Envelope> parse(std::string_view json, Signing signing = kSigned);
  static Result<Envelope> from_json(const json::Value& document, Signing signing = kSigned);
  /// The normal form: three members, padded base64, signatures sorted and without repetition.
  json::Value to_json() const;
  /// RFC 8785 bytes of the normal form.
  std::string text() const;

  /// The bytes that each signature is over.
  Bytes tbs() const;
  SignedBytes signed_bytes() const { return SignedBytes(tbs()); }
  /// The identity of what is signed: hex SHA-256 of tbs(). Never depends on signatures.
  std::string pid() const;
  /// The identity of this envelope with its signatures: hex SHA-256 of text().
  std::string env_digest() const;

  /// Adds the signer's signature, checked. kConflict when that key has signed already or there
  /// are sixteen.
  Status sign(const Signer& signer);
  /// Whether one of the signatures was made by `key`.
  bool is_signed_by(const PublicKey& key) const { return is_signed_by(key, signed_bytes()); }
  bool is_signed_by(const PublicKey& key, const SignedBytes& own_bytes) const {
    return signature_of(key, own_bytes).has_value();
  }
  /// Which of the signatures was made by `key`.
  std::optional<std::size_t> signature_of(const PublicKey& key, const SignedBytes& own_bytes) const;

  bool operator==(const Envelope&) const = default;
};

}  // namespace girs::package
