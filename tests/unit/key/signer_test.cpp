#include "key/signer.h"

#include <doctest/doctest.h>

#include <atomic>
#include <thread>
#include <vector>

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
  for (Signer signer : {wrong_key, garbage, nothing, other_message}) {
    signer.checked = true;  // as every signer that is not a key in memory
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

TEST_CASE("a key that is held signs as before, on several threads and after it is let go") {
  const auto key = PrivateKey::generate(Scheme::kEd25519);
  REQUIRE(key);
  const auto signer = signer_of(*key);
  const auto signs = [&] {
    const auto signature = sign_checked(signer, view("báo cáo"));
    return signature && key->public_key().verify(view("báo cáo"), *signature);
  };
  {
    const auto held = signer.hold();
    REQUIRE(held);
    std::atomic<int> good{0};
    std::vector<std::thread> threads;
    for (int i = 0; i < 4; ++i)
      threads.emplace_back([&] {
        for (int n = 0; n < 50; ++n) good += signs();
      });
    for (auto& thread : threads) thread.join();
    CHECK(good == 200);
  }
  CHECK(signs());
  for (const Scheme scheme : {Scheme::kEcdsaP256, Scheme::kRsaPss}) {
    const auto other = PrivateKey::generate(scheme);
    REQUIRE(other);
    CHECK(!signer_of(*other).hold);
    CHECK(signer_of(*other).checked);
  }
}
