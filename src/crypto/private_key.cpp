#include "crypto/private_key.h"

#include <sodium.h>

#include <algorithm>

#include "crypto/guarded.h"
#include "crypto/key_file.h"
#include "crypto/private_key_info.h"
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

  void derive(ByteView seed) {
    crypto_sign_seed_keypair(public_raw.data(), memory.writing().data(), seed.data());
  }
};

/// The plain PKCS#8 of a key of OpenSSL's, which is made of it for the time of one signature: a core
/// file of the process has no part of a key that only waits.
class KeptKey {
 public:
  explicit KeptKey(const PKCS8_PRIV_KEY_INFO* info)
      : size_(static_cast<std::size_t>(std::max(0, i2d_PKCS8_PRIV_KEY_INFO(info, nullptr)))), memory_(size_) {
    const auto access = memory_.writing();
    unsigned char* at = access.data();
    i2d_PKCS8_PRIV_KEY_INFO(info, &at);
  }
  Pkcs8 info() const {
    const auto access = memory_.access();
    const unsigned char* at = access.data();
    return Pkcs8(d2i_PKCS8_PRIV_KEY_INFO(nullptr, &at, static_cast<long>(size_)));
  }

 private:
  std::size_t size_;
  GuardedMemory memory_;
};

Error failed(std::string en) { return error(Code::kInternal, std::move(en)); }

Result<PrivateKey> malformed() {
  return error(Code::kInvalidArgument,
               "The private key in the file is not well formed, or its two halves do not match.",
               "Khóa riêng trong tệp sai định dạng hoặc hai nửa của khóa không khớp nhau.");
}

Result<EvpKey> new_evp_key(Scheme scheme) {
  const QuietErrors quiet;
  EvpKey key(scheme == Scheme::kRsaPss ? EVP_RSA_gen(3072)
             : scheme == Scheme::kEcdsaP256 ? EVP_EC_gen("P-256") : EVP_EC_gen("P-384"));
  if (!key) return failed("OpenSSL could not generate a key.");
  return key;
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

struct Hold {
  GuardedMemory::Access access;
  explicit Hold(const GuardedMemory& memory) : access(memory.access()) {}
};

}  // namespace

/// Ed25519 keys are libsodium's, the others OpenSSL's.
struct PrivateKey::Secret {
  PublicKey public_key;
  std::unique_ptr<Ed25519Secret> ed25519 = nullptr;
  std::unique_ptr<KeptKey> kept = nullptr;

  static Result<PrivateKey> of_seed(ByteView seed) {
    auto secret = std::make_unique<Ed25519Secret>();
    secret->derive(seed);
    GIRS_TRY(PublicKey public_key, PublicKey::from_ed25519(secret->public_raw));
    return PrivateKey(
        std::make_unique<Secret>(Secret{std::move(public_key), std::move(secret), nullptr}));
  }
  static Result<PrivateKey> of_evp(Scheme scheme, const EvpKey& key) {
    GIRS_TRY(PublicKey public_key, PublicKey::from_spki(scheme, spki_of_key(key.get())));
    auto kept = std::make_unique<KeptKey>(info_of_key(scheme, key.get()).get());
    return PrivateKey(
        std::make_unique<Secret>(Secret{std::move(public_key), nullptr, std::move(kept)}));
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
    return Secret::of_evp(scheme, key);
  }
  GuardedMemory seed(kSeedSize);
  const auto fresh = seed.writing();
  randombytes_buf(fresh.data(), kSeedSize);
  return Secret::of_seed({fresh.data(), kSeedSize});
}

Result<PrivateKey> PrivateKey::from_pem(std::string_view pem, std::string_view passphrase) {
  GIRS_TRY(const Pkcs8 info, read_key_file(pem, passphrase));
  const QuietErrors quiet;
  const auto scheme = scheme_of(info.get());
  if (!scheme)
    return error(Code::kInvalidArgument,
                 "The key file holds no Ed25519, ECDSA P-256, ECDSA P-384 or RSA key.",
                 "Tệp khóa không chứa khóa Ed25519, ECDSA P-256, ECDSA P-384 hoặc RSA.");
  if (*scheme == Scheme::kEd25519) {
    const ByteView seed = ed25519_seed(info.get());
    return seed.empty() ? malformed() : Secret::of_seed(seed);
  }
  EvpKey key = key_of_info(*scheme, info.get());
  return key ? Secret::of_evp(*scheme, key) : malformed();
}

Result<std::string> PrivateKey::to_pem(std::string_view passphrase, int log2_n) const {
  if (secret_->kept) return write_key_file(secret_->kept->info(), passphrase, log2_n);
  Pkcs8 info;
  {
    const auto secret = secret_->ed25519->memory.access();  // it opens with the seed
    info = info_of_seed({secret.data(), kSeedSize});
  }
  return write_key_file(info, passphrase, log2_n);
}

Result<Bytes> PrivateKey::sign(ByteView message) const {
  if (secret_->kept) {
    const auto scheme = public_key().scheme();
    const EvpKey key = key_of_info(scheme, secret_->kept->info().get(), Halves::kOfOneKey);
    return key ? sign_evp(scheme, key.get(), message) : Result<Bytes>(failed("OpenSSL lost a key."));
  }
  Bytes signature(crypto_sign_BYTES);
  const auto secret = secret_->ed25519->memory.access();
  crypto_sign_detached(signature.data(), nullptr, message.data(), message.size(), secret.data());
  return signature;
}

std::shared_ptr<const void> PrivateKey::hold() const {
  if (!secret_->ed25519) return nullptr;
  return std::make_shared<const Hold>(secret_->ed25519->memory);
}

}  // namespace girs
