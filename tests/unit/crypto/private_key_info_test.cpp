#include "crypto/private_key_info.h"

#include <doctest/doctest.h>

#include "crypto/der.h"
#include "crypto/spki.h"

using namespace girs;

namespace {

constexpr const char* kP256 = "301306072a8648ce3d020106082a8648ce3d030107";
const std::string kOrder = "ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551";
/// The key of RFC 6979 section A.2.5.
const std::string kScalar = "c9afa9d845ba75166b5c215767b1d6934e50c3db36e89b127b8a622b120f6721";
const std::string kX = "60fed4ba255a9d31c961eb74c6356d68c049b8923b61fa6ce669622e60f29fb6";
const std::string kY = "7903fe1008b8bc99a41ae9e95628bc64f2f1b20c2d7e9f5177a3c294d4462299";

std::string wrap(std::uint8_t tag, const std::string& content) {
  Bytes out;
  der::append(out, tag, *from_hex(content));
  return to_hex(out);
}

/// The PrivateKeyInfo of `octets` under an algorithm, both in hex.
Pkcs8 info_of(const std::string& algorithm, const std::string& octets) {
  const Bytes bytes = *from_hex(wrap(der::kSequence, "020100" + algorithm + wrap(0x04, octets)));
  const unsigned char* at = bytes.data();
  Pkcs8 info(d2i_PKCS8_PRIV_KEY_INFO(nullptr, &at, static_cast<long>(bytes.size())));
  REQUIRE(info);
  return info;
}

/// The SPKI of the P-256 key in an ECPrivateKey with these fields; empty when it is refused.
std::string spki_of_ec(const std::string& fields, const std::string& behind = "") {
  const auto info = info_of(kP256, wrap(der::kSequence, fields) + behind);
  CHECK(scheme_of(info.get()) == Scheme::kEcdsaP256);
  const EvpKey key = key_of_info(Scheme::kEcdsaP256, info.get());
  return key ? to_hex(spki_of_key(key.get())) : "";
}

std::string bit_string(const std::string& point) { return wrap(0xa1, wrap(0x03, "00" + point)); }

}  // namespace

TEST_CASE("the public half of an EC key is computed, and checked where the file carries it") {
  const std::string head = "020101" + wrap(0x04, kScalar);
  const std::string expected = "3059301306072a8648ce3d020106082a8648ce3d03010703420004" + kX + kY;
  CHECK(spki_of_ec(head) == expected);
  CHECK(spki_of_ec(head + bit_string("04" + kX + kY)) == expected);
  CHECK(spki_of_ec(head + bit_string("03" + kX)) == expected);
  CHECK(spki_of_ec(head + wrap(0xa0, "06082a8648ce3d030107") + bit_string("04" + kX + kY)) ==
        expected);
  CHECK(spki_of_ec(head + bit_string("02" + kX)).empty());
  CHECK(spki_of_ec(head + bit_string("04" + kY + kX)).empty());
  CHECK(spki_of_ec(head + bit_string("")).empty());
  CHECK(spki_of_ec(head + wrap(0xa1, "")).empty());
}

TEST_CASE("a scalar must have the curve's length and be from 1 to n - 1") {
  const auto accepted = [](const std::string& scalar) {
    return !spki_of_ec("020101" + wrap(0x04, scalar)).empty();
  };
  CHECK(accepted(std::string(63, '0') + "1"));
  CHECK(accepted(kOrder.substr(0, 63) + "0"));
  CHECK(!accepted(kOrder));
  CHECK(!accepted(std::string(64, 'f')));
  CHECK(!accepted(std::string(64, '0')));
  CHECK(!accepted("01"));
  CHECK(!accepted(kScalar + "00"));
  CHECK(!accepted("00" + kScalar));
  CHECK(spki_of_ec("").empty());
  CHECK(spki_of_ec("020101").empty());
  CHECK(spki_of_ec("020101" + wrap(0x04, kScalar), "00").empty());  // bytes behind the key
}

TEST_CASE("an Ed25519 seed has 32 bytes and nothing behind it") {
  const std::string seed(64, '7');
  const auto seed_in = [](const std::string& octets) {
    const auto info = info_of("300506032b6570", octets);
    CHECK(scheme_of(info.get()) == Scheme::kEd25519);
    return to_hex(ed25519_seed(info.get()));
  };
  CHECK(seed_in("0420" + seed) == seed);
  CHECK(seed_in("0420" + seed + "00").empty());
  CHECK(seed_in("041f" + seed.substr(2)).empty());
  CHECK(seed_in("0421" + seed + "00").empty());
  CHECK(seed_in(seed).empty());
}

TEST_CASE("keys of other kinds have no scheme") {
  CHECK(!scheme_of(info_of("300506032b656e", "0400").get()));                        // X25519
  CHECK(!scheme_of(info_of("301006072a8648ce3d020106052b8104000a", "0400").get()));  // secp256k1
  CHECK(!scheme_of(info_of("300906072a8648ce3d0201", "0400").get()));                // no curve
}

TEST_CASE("an RSA key is nine positive numbers that belong together") {
  const EvpKey key(EVP_RSA_gen(2048));
  REQUIRE(key);
  const Pkcs8 info = info_of_key(Scheme::kRsaPss, key.get());
  CHECK(scheme_of(info.get()) == Scheme::kRsaPss);
  const EvpKey read = key_of_info(Scheme::kRsaPss, info.get());
  REQUIRE(read);
  CHECK(spki_of_key(read.get()) == spki_of_key(key.get()));

  constexpr const char* kRsa = "300d06092a864886f70d0101010500";
  const auto refused = [&](const std::string& octets) {
    return key_of_info(Scheme::kRsaPss, info_of(kRsa, octets).get()) == nullptr;
  };
  CHECK(refused(""));
  CHECK(refused(wrap(der::kSequence, "020100")));
  CHECK(refused(wrap(der::kSequence, "020100020103020103020103020103020103020103020103020103")));
  std::string zeros = "020100";
  for (int i = 0; i < 8; ++i) zeros += "020100";
  CHECK(refused(wrap(der::kSequence, zeros)));
  std::string huge = "020100";
  for (int i = 0; i < 8; ++i) huge += wrap(der::kInteger, std::string(2000, '1'));
  CHECK(refused(wrap(der::kSequence, huge)));
}

TEST_CASE("DER lengths have one form each") {
  const auto content_size = [](const std::string& hex) -> long {
    const Bytes bytes = *from_hex(hex);
    ByteView rest = bytes, content;
    return der::take(rest, 0x04, content) && rest.empty() ? static_cast<long>(content.size()) : -1;
  };
  for (const std::size_t size : {0u, 1u, 127u, 128u, 255u, 256u, 4000u}) {
    CAPTURE(size);
    CHECK(content_size(wrap(0x04, std::string(2 * size, '1'))) == static_cast<long>(size));
  }
  CHECK(content_size("04810111") == -1);
  CHECK(content_size("0482000111") == -1);
  CHECK(content_size("0482") == -1);
  CHECK(content_size("0481") == -1);
  CHECK(content_size("04") == -1);
  CHECK(content_size("0480110000") == -1);
  CHECK(content_size("04840000000111") == -1);
}
