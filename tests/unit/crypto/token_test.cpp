// Keys on PKCS#11 tokens, with SoftHSM2 as the token.

#include "crypto/token.h"

#include <doctest/doctest.h>

#include "support/soft_token.h"

using namespace girs;

namespace {

constexpr const char* kModule = kTokenModule;

const SoftToken* token() { return SoftToken::get(); }
std::string uri(const std::string& label) { return SoftToken::uri(label); }

}  // namespace

// First in this file: a process that is logged in to a token is not asked for its PIN again.
TEST_CASE("a wrong PIN, no such key, no token and no library are told apart") {
  if (!token()) return;
  const auto wrong = TokenKey::open(kModule, uri("p256"), "4321");
  REQUIRE(!wrong);
  CHECK(wrong.error().code == Code::kUntrusted);
  CHECK(wrong.error().message.en.find("4321") == std::string::npos);
  CHECK(TokenKey::open(kModule, uri("none"), "1234").error().code == Code::kNotFound);
  CHECK(TokenKey::open(kModule, "pkcs11:token=none;object=p256", "1234").error().code == Code::kNotFound);
  CHECK(TokenKey::open("/no/such/library.so", uri("p256"), "1234").error().code == Code::kNotFound);
  for (const char* refused : {"p256", "", "pkcs11:token=girs;object=p256?pin-value=1234", "file:/etc/passwd"})
    CHECK(TokenKey::open(kModule, refused, "1234").error().code == Code::kInvalidArgument);
  CHECK(TokenKey::open(kModule, uri("p256"), "1234"));  // the right PIN after all
}

TEST_CASE("a token signs with each kind of key, and the signature is one of its public key") {
  const auto* const soft = token();
  if (!soft) return;
  for (const auto& kind : {std::pair{"p256", Scheme::kEcdsaP256}, std::pair{"p384", Scheme::kEcdsaP384},
                           std::pair{"rsa", Scheme::kRsaPss}}) {
    const std::string label = kind.first;
    const auto scheme = kind.second;
    CAPTURE(label);
    const auto key = TokenKey::open(kModule, uri(label), "1234");
    INFO((key ? std::string() : key.error().message.en));
    REQUIRE(key);
    CHECK(key->public_key().scheme() == scheme);
    CHECK(key->public_key().spki() == to_bytes(soft->spki(label)));
    for (const std::size_t size : {0u, 1u, 100'000u}) {
      const Bytes message(size, 7);
      const auto signature = key->sign(message);
      REQUIRE(signature);
      CHECK(key->public_key().verify(message, *signature));
    }
  }
}

TEST_CASE("two keys of a token work side by side, and the token again after them") {
  if (!token()) return;
  for (int round = 0; round < 2; ++round) {
    const auto one = TokenKey::open(kModule, uri("p256"), "1234");
    const auto other = TokenKey::open(kModule, uri("p384"), "1234");
    REQUIRE(one);
    REQUIRE(other);
    CHECK(one->public_key().verify(view("a"), *one->sign(view("a"))));
    CHECK(other->public_key().verify(view("b"), *other->sign(view("b"))));
    CHECK(one->public_key().verify(view("c"), *one->sign(view("c"))));
  }
}
