// What is refused in key files, and that it costs nothing.

#include <doctest/doctest.h>

#include "crypto/private_key.h"
#include "unit/crypto/key_files.h"

using namespace girs;

namespace {

std::string tlv(const std::string& tag, const std::string& content) {
  const std::size_t size = content.size() / 2;
  const auto byte = [](std::size_t value) {
    return to_hex(Bytes{static_cast<std::uint8_t>(value)});
  };
  return tag + (size < 0x80 ? byte(size) : "82" + byte(size >> 8) + byte(size & 0xff)) + content;
}

const std::string kSalt = tlv("04", "0011223344556677");
const std::string kScrypt = "06092b06010401da47040b";
const std::string kPbkdf2 = "06092a864886f70d01050c";
const std::string kAes = tlv("30", "060960864801650304012a" + tlv("04", std::string(32, '0')));

std::string scrypt_with(const std::string& n, const std::string& r, const std::string& p) {
  return tlv("30", kScrypt + tlv("30", kSalt + tlv("02", n) + tlv("02", r) + tlv("02", p)));
}
std::string pbkdf2_with(const std::string& rounds) {
  return tlv("30", kPbkdf2 + tlv("30", kSalt + tlv("02", rounds)));
}

/// An encrypted key of 64 bytes of nothing, with this derivation and cipher, in PEM.
std::string file_with(const std::string& derivation, const std::string& cipher = kAes) {
  const std::string der =
      tlv("30", tlv("30", "06092a864886f70d01050d" + tlv("30", derivation + cipher)) +
                    tlv("04", std::string(128, '5')));
  const std::string base64 = to_base64(*from_hex(der));
  std::string pem = "-----BEGIN ENCRYPTED PRIVATE KEY-----\n";
  for (std::size_t i = 0; i < base64.size(); i += 64) pem += base64.substr(i, 64) + "\n";
  return pem + "-----END ENCRYPTED PRIVATE KEY-----\n";
}

Code refusal(std::string_view pem, std::string_view passphrase = "x") {
  const auto key = PrivateKey::from_pem(pem, passphrase);
  REQUIRE(!key);
  CHECK(!key.error().message.vi.empty());
  return key.error().code;
}

std::string sentence(std::string_view pem) {
  return PrivateKey::from_pem(pem, "x").error().message.en;
}

const std::string kTooCostly = "The key file asks for more key derivation work than is allowed.";

}  // namespace

TEST_CASE("a wrong passphrase is told apart from a wrong file") {
  CHECK(refusal(kEd25519Scrypt, "wrong") == Code::kUntrusted);
  CHECK(refusal(kEd25519Scrypt, "") == Code::kUntrusted);
  CHECK(refusal(kEd25519Scrypt, std::string(5000, 'x')) == Code::kUntrusted);
  CHECK(refusal(kP256Scrypt, kFilePassphrase + "\n") == Code::kUntrusted);
  // The files built here are well formed: they get as far as the passphrase.
  CHECK(refusal(file_with(scrypt_with("4000", "08", "01"))) == Code::kUntrusted);
  CHECK(refusal(file_with(pbkdf2_with("0800"))) == Code::kUntrusted);
}

TEST_CASE("derivation beyond the bounds is refused at once") {
  CHECK(sentence(file_with(scrypt_with("40000000", "08", "01"))) == kTooCostly);    // N = 2^30
  CHECK(sentence(file_with(scrypt_with("0100000000000000", "08", "01"))) == kTooCostly);
  CHECK(sentence(file_with(scrypt_with("00ffffffffffffffff", "00ffffffffffffffff",
                                       "00ffffffffffffffff"))) == kTooCostly);
  CHECK(sentence(file_with(scrypt_with("4000", "7fffffff", "01"))) == kTooCostly);  // r
  CHECK(sentence(file_with(scrypt_with("4000", "08", "7fffffff"))) == kTooCostly);  // p
  CHECK(sentence(file_with(scrypt_with("100000", "08", "01"))) == kTooCostly);      // 1 GiB
  CHECK(sentence(file_with(scrypt_with("008000", "08", "01"))) == kTooCostly);      // 32 MiB
  CHECK(sentence(file_with(scrypt_with("02", "01", "400000"))) == kTooCostly);      // 512 MiB
  CHECK(sentence(file_with(scrypt_with("4001", "08", "01"))) == kTooCostly);        // no power of 2
  CHECK(sentence(file_with(pbkdf2_with("00989681"))) == kTooCostly);             // 10^7 + 1
  CHECK(sentence(file_with(pbkdf2_with("7fffffffffffffff"))) == kTooCostly);
}

TEST_CASE("parameters that are no positive numbers are refused") {
  for (const auto& derivation :
       {scrypt_with("00", "08", "01"), scrypt_with("ff", "08", "01"),
        scrypt_with("4000", "00", "01"), scrypt_with("4000", "08", "00"),
        scrypt_with("4000", "f8", "01"), scrypt_with("010000000000000000", "08", "01"),
        pbkdf2_with("00"), pbkdf2_with("ff"), tlv("30", kScrypt + "0500"), tlv("30", kScrypt),
        tlv("30", kPbkdf2)})
    CHECK(refusal(file_with(derivation)) == Code::kInvalidArgument);
}

TEST_CASE("only PBES2 with scrypt or PBKDF2 and AES is read") {
  CHECK(refusal(kP256Pbe1, kFilePassphrase) == Code::kInvalidArgument);
  CHECK(refusal(kP256Des3, kFilePassphrase) == Code::kInvalidArgument);
  CHECK(refusal(kEd25519Plain, kFilePassphrase) == Code::kInvalidArgument);
  CHECK(refusal(kP256Traditional, kFilePassphrase) == Code::kInvalidArgument);
  const std::string sha1 = tlv("30", "06052b0e03021a0500");
  CHECK(refusal(file_with(sha1)) == Code::kInvalidArgument);
  CHECK(refusal(file_with(scrypt_with("4000", "08", "01"), sha1)) == Code::kInvalidArgument);
}

TEST_CASE("what is no key file is refused") {
  CHECK(refusal("") == Code::kInvalidArgument);
  CHECK(refusal("{}") == Code::kInvalidArgument);
  CHECK(refusal(std::string(1 << 20, 'A')) == Code::kInvalidArgument);
  const std::string pem = kEd25519Scrypt;
  for (std::size_t size = 0; size + 2 < pem.size(); size += 7)
    CHECK(refusal(pem.substr(0, size), kFilePassphrase) == Code::kInvalidArgument);
  std::string encrypted_twice = pem;
  encrypted_twice.insert(encrypted_twice.find('\n') + 1,
                         "Proc-Type: 4,ENCRYPTED\nDEK-Info: AES-256-CBC,"
                         "A6FFFB4D6A195A910C2B2B889F8252C7\n\n");
  CHECK(refusal(encrypted_twice, kFilePassphrase) == Code::kInvalidArgument);
}

TEST_CASE("keys of other kinds and halves that do not match are refused") {
  CHECK(refusal(kSecp256k1, kFilePassphrase) == Code::kInvalidArgument);
  CHECK(refusal(kP256Mismatched, kFilePassphrase) == Code::kInvalidArgument);
}

TEST_CASE("a file is written with a passphrase and a cost within bounds only") {
  const auto key = PrivateKey::generate(Scheme::kEd25519);
  REQUIRE(key);
  CHECK(key->to_pem("").error().code == Code::kInvalidArgument);
  CHECK(key->to_pem(std::string(1025, 'x')).error().code == Code::kInvalidArgument);
  CHECK(key->to_pem("x", 13).error().code == Code::kInvalidArgument);
  CHECK(key->to_pem("x", 21).error().code == Code::kInvalidArgument);
  const auto costly = key->to_pem("x", 16);
  REQUIRE(costly);
  CHECK(PrivateKey::from_pem(*costly, "x"));
}
