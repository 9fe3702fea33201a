#include "crypto/spki.h"

#include <openssl/core_names.h>

#include <algorithm>
#include <memory>

namespace girs {
namespace {

// AlgorithmIdentifier and the head of the BIT STRING; "04" opens an uncompressed point
// (RFC 5480 section 2). The rest is the raw key.
constexpr std::uint8_t kEd25519Prefix[] = {0x30, 0x2a, 0x30, 0x05, 0x06, 0x03,
                                           0x2b, 0x65, 0x70, 0x03, 0x21, 0x00};
constexpr std::uint8_t kP256Prefix[] = {0x30, 0x59, 0x30, 0x13, 0x06, 0x07, 0x2a, 0x86, 0x48,
                                        0xce, 0x3d, 0x02, 0x01, 0x06, 0x08, 0x2a, 0x86, 0x48,
                                        0xce, 0x3d, 0x03, 0x01, 0x07, 0x03, 0x42, 0x00, 0x04};
constexpr std::uint8_t kP384Prefix[] = {0x30, 0x76, 0x30, 0x10, 0x06, 0x07, 0x2a, 0x86,
                                        0x48, 0xce, 0x3d, 0x02, 0x01, 0x06, 0x05, 0x2b,
                                        0x81, 0x04, 0x00, 0x22, 0x03, 0x62, 0x00, 0x04};

Error unfit(Scheme scheme, std::string why_en, std::string why_vi) {
  const std::string name(to_text(scheme));
  return error(Code::kInvalidArgument, "The public key does not fit " + name + ": " + why_en + ".",
               "Khóa công khai không phù hợp với " + name + ": " + why_vi + ".");
}

bool has_form(ByteView der, ByteView prefix, std::size_t raw_size) {
  return der.size() == prefix.size() + raw_size &&
         std::ranges::equal(der.first(prefix.size()), prefix);
}

Status check_rsa(Scheme scheme, ByteView der, const EvpKey& key) {
  if (EVP_PKEY_get_base_id(key.get()) != EVP_PKEY_RSA)
    return unfit(scheme, "it is a key of another kind", "khóa thuộc loại khác");
  // Longer or shorter lengths, missing parameters and trailing bytes do not survive this.
  if (!std::ranges::equal(spki_of_key(key.get()), der))
    return unfit(scheme, "its encoding is not DER", "mã hóa không đúng chuẩn DER");
  const int bits = EVP_PKEY_get_bits(key.get());
  if (bits < 2048 || bits > 4096)
    return unfit(scheme, "RSA keys must have 2048 to 4096 bits", "khóa RSA phải dài 2048-4096 bit");
  BIGNUM* exponent = nullptr;
  if (EVP_PKEY_get_bn_param(key.get(), OSSL_PKEY_PARAM_RSA_E, &exponent) != 1)
    throw std::bad_alloc();
  const std::unique_ptr<BIGNUM, FreedBy<BN_free>> owned(exponent);
  if (!BN_is_word(exponent, RSA_F4))
    return unfit(scheme, "RSA's public exponent must be 65537",
                 "số mũ công khai RSA phải là 65537");
  return ok();
}

/// Null when the point is not on the curve.
EvpKey ec_public_key(const char* curve, ByteView point) {
  const std::unique_ptr<EVP_PKEY_CTX, FreedBy<EVP_PKEY_CTX_free>> making(
      EVP_PKEY_CTX_new_from_name(nullptr, "EC", nullptr));
  OSSL_PARAM parameters[] = {
      OSSL_PARAM_construct_utf8_string(OSSL_PKEY_PARAM_GROUP_NAME, const_cast<char*>(curve), 0),
      OSSL_PARAM_construct_octet_string(OSSL_PKEY_PARAM_PUB_KEY, const_cast<std::uint8_t*>(point.data()),
                                        point.size()),
      OSSL_PARAM_construct_end()};
  EVP_PKEY* key = nullptr;
  if (!making || EVP_PKEY_fromdata_init(making.get()) != 1 ||
      EVP_PKEY_fromdata(making.get(), &key, EVP_PKEY_PUBLIC_KEY, parameters) != 1)
    return nullptr;
  return EvpKey(key);
}

/// Null when it cannot be read.
EvpKey key_of_spki(ByteView der) {
  // OpenSSL's decoders take twice the time of a verification.
  if (has_form(der, kP256Prefix, 64)) return ec_public_key("P-256", der.last(1 + 64));
  if (has_form(der, kP384Prefix, 96)) return ec_public_key("P-384", der.last(1 + 96));
  const unsigned char* at = der.data();
  return EvpKey(d2i_PUBKEY(nullptr, &at, static_cast<long>(der.size())));
}

}  // namespace

ByteView ed25519_spki_prefix() { return kEd25519Prefix; }

Result<EvpKey> read_spki(Scheme scheme, ByteView der) {
  const auto wrong_form = [&] {
    return unfit(scheme, "it is a key of another kind or not in its canonical DER form",
                 "khóa thuộc loại khác hoặc không ở dạng DER chuẩn tắc");
  };
  if (scheme == Scheme::kEd25519) {
    if (!has_form(der, kEd25519Prefix, 32)) return wrong_form();
    return EvpKey();
  }
  if (scheme == Scheme::kEcdsaP256 && !has_form(der, kP256Prefix, 64)) return wrong_form();
  if (scheme == Scheme::kEcdsaP384 && !has_form(der, kP384Prefix, 96)) return wrong_form();
  if (der.size() > 1024) return wrong_form();  // RSA of 4096 bits has 550 bytes
  const QuietErrors quiet;
  EvpKey key = key_of_spki(der);
  if (!key) return unfit(scheme, "it cannot be read", "không đọc được khóa");
  // An EC key that was read is a point on the named curve, whose group has a prime order.
  if (scheme == Scheme::kRsaPss) GIRS_CHECK(check_rsa(scheme, der, key));
  return key;
}

Bytes spki_of_key(const EVP_PKEY* key) {
  unsigned char* der = nullptr;
  const int size = i2d_PUBKEY(key, &der);
  if (size <= 0) return {};
  Bytes bytes(der, der + size);
  OPENSSL_free(der);
  return bytes;
}

}  // namespace girs
