#include "crypto/private_key.h"

#include <openssl/core_names.h>
#include <sodium.h>

#include "crypto/guarded.h"
#include "crypto/key_file.h"
#include "crypto/signing.h"
#include "crypto/spki.h"

namespace girs {
namespace {

constexpr std::size_t kSeedSize = crypto_sign_SEEDBYTES;

/// libsodium's secret key: the seed, and the public key derived from it. They are kept together
/// and never taken from two places: signing with another public key gives the seed away.
struct Ed25519Secret {
  GuardedMemory memory{crypto_sign_SECRETKEYBYTES};
  std::array<std::uint8_t, crypto_sign_PUBLICKEYBYTES> public_raw{};

  /// `write_seed` puts 32 secret bytes where it is told; false when it cannot.
  template <class WriteSeed>
  bool fill(const WriteSeed& write_seed) {
    const GuardedMemory seed(kSeedSize);
    const auto from = seed.access();
    if (!write_seed(from.data())) return false;
    const auto to = memory.access();
    return crypto_sign_seed_keypair(public_raw.data(), to.data(), from.data()) == 0;
  }
};

Error failed(std::string en) { return error(Code::kInternal, std::move(en)); }

Result<EvpKey> new_evp_key(Scheme scheme) {
  const QuietErrors quiet;
  EvpKey key(scheme == Scheme::kRsaPss ? EVP_RSA_gen(3072)
             : scheme == Scheme::kEcdsaP256 ? EVP_EC_gen("P-256") : EVP_EC_gen("P-384"));
  if (!key) return failed("OpenSSL could not generate a key.");
  return key;
}

/// The scheme that a key read from a file is for.
std::optional<Scheme> scheme_of(const EVP_PKEY* key) {
  switch (EVP_PKEY_get_base_id(key)) {
    case EVP_PKEY_ED25519: return Scheme::kEd25519;
    case EVP_PKEY_RSA: return Scheme::kRsaPss;
    case EVP_PKEY_EC: {
      char group[32] = {};
      if (EVP_PKEY_get_group_name(key, group, sizeof group, nullptr) != 1) return std::nullopt;
      if (std::string_view(group) == "prime256v1") return Scheme::kEcdsaP256;
      if (std::string_view(group) == "secp384r1") return Scheme::kEcdsaP384;
      return std::nullopt;
    }
    default: return std::nullopt;
  }
}

Result<Bytes> sign_evp(Scheme scheme, EVP_PKEY* key, ByteView message) {
  const QuietErrors quiet;
  const auto context = new_digest_context();
  EVP_PKEY_CTX* parameters = nullptr;
  Bytes signature(static_cast<std::size_t>(EVP_PKEY_get_size(key)));
  std::size_t size = signature.size();
  if (EVP_DigestSignInit_ex(context.get(), &parameters, digest_name(scheme), nullptr, nullptr, key,
                            nullptr) != 1 ||
      !set_padding(scheme, parameters) ||
      EVP_DigestSign(context.get(), signature.data(), &size, message.data(), message.size()) != 1)
    return failed("OpenSSL could not sign.");
  signature.resize(size);
  return signature;
}

}  // namespace

/// Ed25519 keys are libsodium's, the others OpenSSL's, which wipes them when it frees them.
struct PrivateKey::Secret {
  PublicKey public_key;
  std::unique_ptr<Ed25519Secret> ed25519 = nullptr;
  EvpKey evp = nullptr;

  static Result<PrivateKey> of_ed25519(std::unique_ptr<Ed25519Secret> secret) {
    GIRS_TRY(PublicKey public_key, PublicKey::from_ed25519(secret->public_raw));
    return PrivateKey(
        std::make_unique<Secret>(Secret{std::move(public_key), std::move(secret), nullptr}));
  }
  static Result<PrivateKey> of_evp(Scheme scheme, EvpKey key) {
    GIRS_TRY(PublicKey public_key, PublicKey::from_spki(scheme, spki_of_key(key.get())));
    return PrivateKey(
        std::make_unique<Secret>(Secret{std::move(public_key), nullptr, std::move(key)}));
  }
};

PrivateKey::PrivateKey(std::unique_ptr<Secret> secret) : secret_(std::move(secret)) {}
PrivateKey::PrivateKey(PrivateKey&&) noexcept = default;
PrivateKey& PrivateKey::operator=(PrivateKey&&) noexcept = default;
PrivateKey::~PrivateKey() = default;

const PublicKey& PrivateKey::public_key() const { return secret_->public_key; }

Result<PrivateKey> PrivateKey::generate(Scheme scheme) {
  if (scheme != Scheme::kEd25519) {
    GIRS_TRY(EvpKey key, new_evp_key(scheme));
    return Secret::of_evp(scheme, std::move(key));
  }
  auto secret = std::make_unique<Ed25519Secret>();
  secret->fill([](std::uint8_t* seed) {
    randombytes_buf(seed, kSeedSize);
    return true;
  });
  return Secret::of_ed25519(std::move(secret));
}

Result<PrivateKey> PrivateKey::from_pem(std::string_view pem, std::string_view passphrase) {
  GIRS_TRY(EvpKey key, read_key_file(pem, passphrase));
  const QuietErrors quiet;
  const auto scheme = scheme_of(key.get());
  if (!scheme)
    return error(Code::kInvalidArgument,
                 "The key file holds no Ed25519, ECDSA P-256, ECDSA P-384 or RSA key.",
                 "Tệp khóa không chứa khóa Ed25519, ECDSA P-256, ECDSA P-384 hoặc RSA.");
  if (*scheme == Scheme::kEd25519) {
    auto secret = std::make_unique<Ed25519Secret>();
    const bool filled = secret->fill([&](std::uint8_t* seed) {
      std::size_t size = kSeedSize;
      return EVP_PKEY_get_raw_private_key(key.get(), seed, &size) == 1 && size == kSeedSize;
    });
    if (!filled) return failed("OpenSSL gave no seed of an Ed25519 key.");
    return Secret::of_ed25519(std::move(secret));
  }
  // The file carries the public key beside the secret one; they must belong together.
  const std::unique_ptr<EVP_PKEY_CTX, FreedBy<EVP_PKEY_CTX_free>> checking(
      EVP_PKEY_CTX_new_from_pkey(nullptr, key.get(), nullptr));
  if (!checking) throw std::bad_alloc();
  if (EVP_PKEY_pairwise_check(checking.get()) != 1)
    return error(Code::kInvalidArgument, "The two halves of the key in the file do not match.",
                 "Hai nửa của khóa trong tệp không khớp nhau.");
  if (*scheme != Scheme::kRsaPss)  // a file may hold the point compressed; our SPKI never does
    EVP_PKEY_set_utf8_string_param(key.get(), OSSL_PKEY_PARAM_EC_POINT_CONVERSION_FORMAT,
                                   OSSL_PKEY_EC_POINT_CONVERSION_FORMAT_UNCOMPRESSED);
  return Secret::of_evp(*scheme, std::move(key));
}

Result<std::string> PrivateKey::to_pem(std::string_view passphrase, int log2_n) const {
  if (secret_->evp) return write_key_file(secret_->evp.get(), passphrase, log2_n);
  EvpKey key;
  {
    const QuietErrors quiet;
    const auto secret = secret_->ed25519->memory.access();  // opens with the seed
    key.reset(EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, nullptr, secret.data(), kSeedSize));
  }
  if (!key) return failed("OpenSSL could not take an Ed25519 seed.");
  return write_key_file(key.get(), passphrase, log2_n);
}

Result<Bytes> PrivateKey::sign(ByteView message) const {
  if (secret_->evp) return sign_evp(public_key().scheme(), secret_->evp.get(), message);
  Bytes signature(crypto_sign_BYTES);
  const auto secret = secret_->ed25519->memory.access();
  crypto_sign_detached(signature.data(), nullptr, message.data(), message.size(), secret.data());
  return signature;
}

}  // namespace girs
