#include "crypto/private_key.h"

#include <doctest/doctest.h>

#include <thread>
#include <vector>

#include "unit/crypto/key_files.h"

using namespace girs;

namespace {

constexpr Scheme kSchemes[] = {Scheme::kEd25519, Scheme::kEcdsaP256, Scheme::kEcdsaP384,
                               Scheme::kRsaPss};

}  // namespace

TEST_CASE("a new key signs what its public key verifies, also after a file") {
  for (const auto scheme : kSchemes) {
    CAPTURE(to_text(scheme));
    const auto key = PrivateKey::generate(scheme);
    REQUIRE(key);
    CHECK(key->public_key().scheme() == scheme);
    const auto signature = key->sign(view("báo cáo"));
    REQUIRE(signature);
    CHECK(key->public_key().verify(view("báo cáo"), *signature));
    CHECK(!key->public_key().verify(view("bao cao"), *signature));
    const auto empty = key->sign({});
    REQUIRE(empty);
    CHECK(key->public_key().verify({}, *empty));

    const auto pem = key->to_pem("mật khẩu", 14);
    REQUIRE(pem);
    CHECK(pem->starts_with("-----BEGIN ENCRYPTED PRIVATE KEY-----\n"));
    const auto read = PrivateKey::from_pem(*pem, "mật khẩu");
    REQUIRE(read);
    CHECK(read->public_key() == key->public_key());
    CHECK(key->public_key().verify(view("x"), *read->sign(view("x"))));
  }
}

TEST_CASE("two new keys differ, and so do two files of one key") {
  const auto a = PrivateKey::generate(Scheme::kEd25519);
  const auto b = PrivateKey::generate(Scheme::kEd25519);
  REQUIRE(a);
  REQUIRE(b);
  CHECK(a->public_key() != b->public_key());
  CHECK(*a->to_pem("x", 14) != *a->to_pem("x", 14));
}

TEST_CASE("Ed25519 signs as RFC 8032 says, with a key file that OpenSSL wrote") {
  for (const char* pem : {kEd25519Pbkdf2, kEd25519Scrypt}) {
    const auto key = PrivateKey::from_pem(pem, kFilePassphrase);
    REQUIRE(key);
    CHECK(to_hex(key->public_key().ed25519_raw()) ==
          "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c");
    CHECK(to_hex(*key->sign(Bytes{0x72})) ==
          "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
          "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00");
  }
}

TEST_CASE("an EC key has the same id whether its file holds the point compressed or not") {
  const auto plain = PrivateKey::from_pem(kP256Scrypt, kFilePassphrase);
  const auto compressed = PrivateKey::from_pem(kP256Compressed, kFilePassphrase);
  REQUIRE(plain);
  REQUIRE(compressed);
  CHECK(plain->public_key().keyid() == compressed->public_key().keyid());
  CHECK(plain->public_key().scheme() == Scheme::kEcdsaP256);
}

TEST_CASE("one key signs on several threads at once") {
  const auto key = PrivateKey::generate(Scheme::kEd25519);
  REQUIRE(key);
  std::vector<std::thread> threads;
  std::vector<int> valid(4);
  for (auto& count : valid)
    threads.emplace_back([&] {
      for (int i = 0; i < 20; ++i)
        if (key->public_key().verify(view("m"), *key->sign(view("m")))) ++count;
    });
  for (auto& thread : threads) thread.join();
  CHECK(valid == std::vector<int>(4, 20));
}

TEST_CASE("a key can be moved and goes on signing") {
  auto key = PrivateKey::generate(Scheme::kEd25519);
  REQUIRE(key);
  PrivateKey moved = std::move(*key);
  auto other = PrivateKey::generate(Scheme::kEcdsaP256);
  REQUIRE(other);
  *other = std::move(moved);
  CHECK(other->public_key().verify(view("m"), *other->sign(view("m"))));
}
