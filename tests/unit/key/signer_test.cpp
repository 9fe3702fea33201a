#include "key/signer.h"

#include <doctest/doctest.h>

using namespace girs;

TEST_CASE("a signer of a key signs, in every scheme, what its public key verifies") {
  for (const Scheme scheme :
       {Scheme::kEd25519, Scheme::kEcdsaP256, Scheme::kEcdsaP384, Scheme::kRsaPss}) {
    CAPTURE(to_text(scheme));
    const auto key = PrivateKey::generate(scheme);
    REQUIRE(key);
    const auto signature = sign_checked(signer_of(*key), view("báo cáo"));
    REQUIRE(signature);
    CHECK(key->public_key().verify(view("báo cáo"), *signature));
  }
}

TEST_CASE("a signature that does not verify is never handed on") {
  const auto key = PrivateKey::generate(Scheme::kEd25519);
  const auto other = PrivateKey::generate(Scheme::kEd25519);
  REQUIRE(key);
  REQUIRE(other);
  Signer wrong_key = signer_of(*other);
  wrong_key.key = key->public_key();
  Signer garbage = signer_of(*key);
  garbage.sign = [](ByteView) -> Result<Bytes> { return Bytes(64, 7); };
  Signer nothing = signer_of(*key);
  nothing.sign = [](ByteView) -> Result<Bytes> { return Bytes{}; };
  Signer other_message = signer_of(*key);
  other_message.sign = [&](ByteView) { return key->sign(view("something else")); };
  for (const Signer& signer : {wrong_key, garbage, nothing, other_message}) {
    const auto signature = sign_checked(signer, view("message"));
    REQUIRE(!signature);
    CHECK(signature.error().code == Code::kUntrusted);
    CHECK(*detail_of(signature.error().details, "reason") == "bad-signature");
  }
}

TEST_CASE("the error of a token comes through as it is") {
  const auto key = PrivateKey::generate(Scheme::kEd25519);
  REQUIRE(key);
  Signer signer = signer_of(*key);
  signer.sign = [](ByteView) -> Result<Bytes> { return error(Code::kBusy, "The token is out."); };
  CHECK(sign_checked(signer, view("m")).error().code == Code::kBusy);
  signer.sign = nullptr;
  CHECK(sign_checked(signer, view("m")).error().code == Code::kInvalidArgument);
  signer = signer_of(*key);
  signer.scheme = Scheme::kRsaPss;
  CHECK(sign_checked(signer, view("m")).error().code == Code::kInvalidArgument);
}
