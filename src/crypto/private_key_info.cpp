#include "crypto/private_key_info.h"

#include <openssl/core_names.h>
#include <openssl/ec.h>

#include <algorithm>
#include <bit>

#include "crypto/der.h"
#include "crypto/ecdsa_der.h"
#include "crypto/secret_bytes.h"
#include "crypto/spki.h"

namespace girs {
namespace {

using BigNumber = std::unique_ptr<BIGNUM, FreedBy<BN_clear_free>>;

/// RSAPrivateKey's integers in their order in the file, by OpenSSL's names.
constexpr const char* kRsaParts[] = {
    OSSL_PKEY_PARAM_RSA_N,         OSSL_PKEY_PARAM_RSA_E,         OSSL_PKEY_PARAM_RSA_D,
    OSSL_PKEY_PARAM_RSA_FACTOR1,   OSSL_PKEY_PARAM_RSA_FACTOR2,   OSSL_PKEY_PARAM_RSA_EXPONENT1,
    OSSL_PKEY_PARAM_RSA_EXPONENT2, OSSL_PKEY_PARAM_RSA_COEFFICIENT1};
constexpr std::size_t kRsaPartSizeMax = 512;

struct Curve {
  int nid;
  const char* name;
  ByteView order;
};
Curve curve_of(Scheme scheme) {
  if (scheme == Scheme::kEcdsaP256) return {NID_X9_62_prime256v1, "P-256", p256_order()};
  return {NID_secp384r1, "P-384", p384_order()};
}

/// The content of the OCTET STRING privateKey.
ByteView octets_of(const PKCS8_PRIV_KEY_INFO* info) {
  const unsigned char* octets = nullptr;
  int size = 0;
  if (PKCS8_pkey_get0(nullptr, &octets, &size, nullptr, info) != 1 || size < 0) return {};
  return {octets, static_cast<std::size_t>(size)};
}

Pkcs8 info_with(int algorithm, int parameter_type, void* parameter, const SecretBytes& content) {
  Pkcs8 info(PKCS8_PRIV_KEY_INFO_new());
  auto* octets = static_cast<unsigned char*>(OPENSSL_malloc(content.size()));
  if (!info || !octets) throw std::bad_alloc();
  std::ranges::copy(content, octets);
  if (PKCS8_pkey_set0(info.get(), OBJ_nid2obj(algorithm), 0, parameter_type, parameter, octets,
                      static_cast<int>(content.size())) != 1) {
    OPENSSL_clear_free(octets, content.size());
    throw std::bad_alloc();
  }
  return info;  // owns the octets and wipes them
}

EvpKey key_from(const char* type, OSSL_PARAM* parameters) {
  const std::unique_ptr<EVP_PKEY_CTX, FreedBy<EVP_PKEY_CTX_free>> context(
      EVP_PKEY_CTX_new_from_name(nullptr, type, nullptr));
  EVP_PKEY* key = nullptr;
  if (!context || EVP_PKEY_fromdata_init(context.get()) != 1 ||
      EVP_PKEY_fromdata(context.get(), &key, EVP_PKEY_KEYPAIR, parameters) != 1)
    return nullptr;
  return EvpKey(key);
}

/// A number as OpenSSL's parameters hold it: in the machine's byte order.
SecretBytes in_native_order(ByteView magnitude) {
  if (std::endian::native == std::endian::big) return {magnitude.begin(), magnitude.end()};
  return {magnitude.rbegin(), magnitude.rend()};
}

/// The public point of a secret scalar, uncompressed; empty when memory is exhausted.
Bytes point_of(const Curve& curve, ByteView scalar) {
  const std::unique_ptr<EC_GROUP, FreedBy<EC_GROUP_free>> group(
      EC_GROUP_new_by_curve_name(curve.nid));
  const BigNumber secret(BN_bin2bn(scalar.data(), static_cast<int>(scalar.size()), nullptr));
  const std::unique_ptr<EC_POINT, FreedBy<EC_POINT_free>> point(
      group ? EC_POINT_new(group.get()) : nullptr);
  Bytes bytes(1 + 2 * scalar.size());
  if (!secret || !point ||
      EC_POINT_mul(group.get(), point.get(), secret.get(), nullptr, nullptr, nullptr) != 1 ||
      EC_POINT_point2oct(group.get(), point.get(), POINT_CONVERSION_UNCOMPRESSED, bytes.data(),
                         bytes.size(), nullptr) != bytes.size())
    return {};
  return bytes;
}

/// Whether the point that a file carries, compressed or not, is `point`.
bool is_same_point(ByteView written, ByteView point) {
  if (written.size() == point.size()) return std::ranges::equal(written, point);
  const std::size_t size = (point.size() - 1) / 2;
  return written.size() == 1 + size && written[0] == (point.back() & 1 ? 3 : 2) &&
         std::ranges::equal(written.subspan(1), point.subspan(1, size));
}

EvpKey ec_key(Scheme scheme, ByteView octets, Halves halves) {
  const Curve curve = curve_of(scheme);
  ByteView fields, version, scalar, optional, bits;
  if (!der::take(octets, der::kSequence, fields) || !octets.empty() ||
      !der::take_unsigned(fields, version) || !der::take(fields, der::kOctetString, scalar) ||
      scalar.size() != curve.order.size() || !der::is_below(scalar, curve.order) ||
      std::ranges::all_of(scalar, [](std::uint8_t byte) { return byte == 0; }))
    return nullptr;
  der::take(fields, 0xa0, optional);  // the curve again; PrivateKeyInfo has named it
  const bool carries_point = der::take(fields, 0xa1, optional);
  if (carries_point && (!der::take(optional, der::kBitString, bits) || bits.empty())) return nullptr;
  Bytes point;
  if (carries_point && halves == Halves::kOfOneKey) {
    point.assign(bits.begin() + 1, bits.end());
  } else {
    point = point_of(curve, scalar);
    if (point.empty()) throw std::bad_alloc();
    if (carries_point && !is_same_point(bits.subspan(1), point)) return nullptr;
  }
  SecretBytes number = in_native_order(scalar);
  OSSL_PARAM parameters[] = {
      OSSL_PARAM_construct_utf8_string(OSSL_PKEY_PARAM_GROUP_NAME,
                                       const_cast<char*>(curve.name), 0),
      OSSL_PARAM_construct_octet_string(OSSL_PKEY_PARAM_PUB_KEY, point.data(), point.size()),
      OSSL_PARAM_construct_BN(OSSL_PKEY_PARAM_PRIV_KEY, number.data(), number.size()),
      OSSL_PARAM_construct_end()};
  return key_from("EC", parameters);
}

EvpKey rsa_key(ByteView octets, Halves halves) {
  ByteView fields, version;
  if (!der::take(octets, der::kSequence, fields) || !octets.empty() ||
      !der::take_unsigned(fields, version) || !version.empty())  // 0: two primes
    return nullptr;
  std::vector<SecretBytes> numbers;
  std::vector<OSSL_PARAM> parameters;
  for (const char* name : kRsaParts) {
    ByteView magnitude;
    if (!der::take_unsigned(fields, magnitude) || magnitude.empty() ||
        magnitude.size() > kRsaPartSizeMax)
      return nullptr;
    auto& number = numbers.emplace_back(in_native_order(magnitude));
    parameters.push_back(OSSL_PARAM_construct_BN(name, number.data(), number.size()));
  }
  parameters.push_back(OSSL_PARAM_construct_end());
  if (!fields.empty()) return nullptr;
  EvpKey key = key_from("RSA", parameters.data());
  if (!key || halves == Halves::kOfOneKey) return key;
  const std::unique_ptr<EVP_PKEY_CTX, FreedBy<EVP_PKEY_CTX_free>> checking(
      EVP_PKEY_CTX_new_from_pkey(nullptr, key.get(), nullptr));
  if (!checking) throw std::bad_alloc();
  if (EVP_PKEY_pairwise_check(checking.get()) != 1) return nullptr;
  return key;
}

/// A number of a key, big-endian, in `size` bytes.
SecretBytes number_of(const EVP_PKEY* key, const char* name, std::size_t size) {
  BIGNUM* taken = nullptr;
  const int found = EVP_PKEY_get_bn_param(key, name, &taken);
  const BigNumber number(taken);
  SecretBytes bytes(size);
  if (found != 1 || BN_bn2binpad(number.get(), bytes.data(), static_cast<int>(size)) < 0)
    throw std::bad_alloc();  // keys of these kinds have all their numbers
  return bytes;
}

void append_integer(SecretBytes& out, SecretBytes number) {
  const auto first = std::ranges::find_if(number, [](std::uint8_t byte) { return byte != 0; });
  number.erase(number.begin(), first);
  if (number.empty() || number[0] >= 0x80) number.insert(number.begin(), 0);
  der::append(out, der::kInteger, number);
}

}  // namespace

std::optional<Scheme> scheme_of(const PKCS8_PRIV_KEY_INFO* info) {
  const ASN1_OBJECT* kind = nullptr;
  const X509_ALGOR* algorithm = nullptr;
  if (PKCS8_pkey_get0(&kind, nullptr, nullptr, &algorithm, info) != 1) return std::nullopt;
  switch (OBJ_obj2nid(kind)) {
    case NID_ED25519: return Scheme::kEd25519;
    case NID_rsaEncryption: return Scheme::kRsaPss;
    case NID_X9_62_id_ecPublicKey: break;
    default: return std::nullopt;
  }
  int type = 0;
  const void* curve = nullptr;
  X509_ALGOR_get0(nullptr, &type, &curve, algorithm);
  if (type != V_ASN1_OBJECT) return std::nullopt;  // explicit parameters are not read
  switch (OBJ_obj2nid(static_cast<const ASN1_OBJECT*>(curve))) {
    case NID_X9_62_prime256v1: return Scheme::kEcdsaP256;
    case NID_secp384r1: return Scheme::kEcdsaP384;
    default: return std::nullopt;
  }
}

ByteView ed25519_seed(const PKCS8_PRIV_KEY_INFO* info) {
  ByteView octets = octets_of(info), seed;
  if (!der::take(octets, der::kOctetString, seed) || !octets.empty() || seed.size() != 32)
    return {};
  return seed;
}

Pkcs8 info_of_seed(ByteView seed) {
  SecretBytes content;
  der::append(content, der::kOctetString, seed);
  return info_with(NID_ED25519, V_ASN1_UNDEF, nullptr, content);
}

EvpKey key_of_info(Scheme scheme, const PKCS8_PRIV_KEY_INFO* info, Halves halves) {
  const ByteView octets = octets_of(info);
  return scheme == Scheme::kRsaPss ? rsa_key(octets, halves) : ec_key(scheme, octets, halves);
}

Pkcs8 info_of_key(Scheme scheme, const EVP_PKEY* key) {
  SecretBytes fields, content;
  if (scheme == Scheme::kRsaPss) {
    append_integer(fields, SecretBytes{0});
    for (const char* name : kRsaParts)
      append_integer(fields, number_of(key, name, kRsaPartSizeMax));
    der::append(content, der::kSequence, fields);
    return info_with(NID_rsaEncryption, V_ASN1_NULL, nullptr, content);
  }
  const Curve curve = curve_of(scheme);
  append_integer(fields, SecretBytes{1});
  der::append(fields, der::kOctetString,
              number_of(key, OSSL_PKEY_PARAM_PRIV_KEY, curve.order.size()));
  // The SPKI of these curves ends in the BIT STRING that belongs here (RFC 5915 section 3).
  const Bytes spki = spki_of_key(key);
  const std::size_t bits_size = 2 + 1 + 1 + 2 * curve.order.size();
  der::append(fields, 0xa1, ByteView(spki).last(bits_size));
  der::append(content, der::kSequence, fields);
  return info_with(NID_X9_62_id_ecPublicKey, V_ASN1_OBJECT, OBJ_nid2obj(curve.nid), content);
}

}  // namespace girs
