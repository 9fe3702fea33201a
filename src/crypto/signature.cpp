#include "crypto/signature.h"

#include <openssl/rsa.h>
#include <sodium.h>

#include <algorithm>

#include "crypto/ecdsa_der.h"
#include "crypto/evp.h"
#include "crypto/guarded.h"
#include "crypto/signing.h"
#include "crypto/spki.h"

namespace girs {
namespace {

struct Name {
  Scheme scheme;
  std::string_view text;
};
constexpr Name kNames[] = {{Scheme::kEd25519, "ed25519"},
                           {Scheme::kEcdsaP256, "ecdsa-sha2-nistp256"},
                           {Scheme::kEcdsaP384, "ecdsa-sha2-nistp384"},
                           {Scheme::kRsaPss, "rsassa-pss-sha256"}};

bool verify_ed25519(ByteView raw_key, ByteView message, ByteView signature) {
  ensure_sodium();
  return crypto_sign_verify_detached(signature.data(), message.data(), message.size(),
                                     raw_key.data()) == 0;
}

bool verify_evp(Scheme scheme, EVP_PKEY* key, ByteView message, ByteView signature) {
  const QuietErrors quiet;
  const auto context = new_digest_context();
  EVP_PKEY_CTX* parameters = nullptr;
  return EVP_DigestVerifyInit_ex(context.get(), &parameters, digest_name(scheme), nullptr, nullptr,
                                 key, nullptr) == 1 &&
         set_padding(scheme, parameters) &&
         EVP_DigestVerify(context.get(), signature.data(), signature.size(), message.data(),
                          message.size()) == 1;
}

/// As verify_evp(), from the message's SHA-256 on.
bool verify_evp_digest(Scheme scheme, EVP_PKEY* key, const Hash& digest, ByteView signature) {
  const QuietErrors quiet;
  const std::unique_ptr<EVP_PKEY_CTX, FreedBy<EVP_PKEY_CTX_free>> context(
      EVP_PKEY_CTX_new_from_pkey(nullptr, key, nullptr));
  if (!context) throw std::bad_alloc();
  return EVP_PKEY_verify_init(context.get()) == 1 && set_padding(scheme, context.get()) &&
         EVP_PKEY_CTX_set_signature_md(context.get(), EVP_sha256()) == 1 &&
         EVP_PKEY_verify(context.get(), signature.data(), signature.size(), digest.data(),
                         digest.size()) == 1;
}

}  // namespace

std::string_view to_text(Scheme scheme) {
  for (const auto& name : kNames)
    if (name.scheme == scheme) return name.text;
  return {};
}

std::optional<Scheme> parse_scheme(std::string_view text) {
  for (const auto& name : kNames)
    if (name.text == text) return name.scheme;
  return std::nullopt;
}

const char* digest_name(Scheme scheme) {
  return scheme == Scheme::kEcdsaP384 ? "SHA384" : "SHA256";
}

bool set_padding(Scheme scheme, EVP_PKEY_CTX* parameters) {
  if (scheme != Scheme::kRsaPss) return true;
  return EVP_PKEY_CTX_set_rsa_padding(parameters, RSA_PKCS1_PSS_PADDING) == 1 &&
         EVP_PKEY_CTX_set_rsa_mgf1_md_name(parameters, "SHA256", nullptr) == 1 &&
         EVP_PKEY_CTX_set_rsa_pss_saltlen(parameters, 32) == 1;
}

PublicKey::PublicKey(Scheme scheme, Bytes spki, std::shared_ptr<evp_pkey_st> prepared)
    : scheme_(scheme),
      spki_(std::move(spki)),
      keyid_(to_hex(sha256(spki_))),
      prepared_(std::move(prepared)) {}

Result<PublicKey> PublicKey::from_spki(Scheme scheme, ByteView der) {
  GIRS_TRY(EvpKey prepared, read_spki(scheme, der));
  return PublicKey(scheme, Bytes(der.begin(), der.end()), std::move(prepared));
}

Result<PublicKey> PublicKey::from_ed25519(ByteView raw32) {
  const ByteView prefix = ed25519_spki_prefix();
  Bytes spki(prefix.begin(), prefix.end());
  spki.insert(spki.end(), raw32.begin(), raw32.end());
  return from_spki(Scheme::kEd25519, spki);
}

ByteView PublicKey::ed25519_raw() const {
  if (scheme_ != Scheme::kEd25519) return {};
  return ByteView(spki_).subspan(ed25519_spki_prefix().size());
}

/// As verify() asks; OpenSSL takes more forms than one.
bool PublicKey::has_right_form(ByteView signature) const {
  switch (scheme_) {
    case Scheme::kEd25519: return signature.size() == crypto_sign_BYTES;
    case Scheme::kEcdsaP256: return is_strict_ecdsa(signature, p256_order());
    case Scheme::kEcdsaP384: return is_strict_ecdsa(signature, p384_order());
    // OpenSSL takes an RSA signature without its leading zero bytes; RFC 8017 section 8.1.2 does not.
    case Scheme::kRsaPss:
      return signature.size() == static_cast<std::size_t>(EVP_PKEY_get_size(prepared_.get()));
  }
  return false;
}

bool PublicKey::verify(ByteView message, ByteView signature) const {
  if (!has_right_form(signature)) return false;
  if (scheme_ == Scheme::kEd25519) return verify_ed25519(ed25519_raw(), message, signature);
  return verify_evp(scheme_, prepared_.get(), message, signature);
}

bool PublicKey::verify(const HashedMessage& message, ByteView signature) const {
  const bool begins_with_sha256 = scheme_ == Scheme::kEcdsaP256 || scheme_ == Scheme::kRsaPss;
  if (!begins_with_sha256) return verify(message.bytes, signature);
  return has_right_form(signature) &&
         verify_evp_digest(scheme_, prepared_.get(), message.digest, signature);
}

}  // namespace girs
