#include "crypto/signature.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <fstream>
#include <thread>

#include "crypto/private_key.h"
#include "json/parse.h"
#include "support/noted.h"
#include "support/source_dir.h"

using namespace girs;

namespace {

Bytes bytes_of(const json::Value& test, std::string_view name) {
  return *from_hex(*test.text(name));
}

Result<PublicKey> key_of(Scheme scheme, ByteView key) {
  return scheme == Scheme::kEd25519 && key.size() == 32 ? PublicKey::from_ed25519(key)
                                                        : PublicKey::from_spki(scheme, key);
}

}  // namespace

TEST_CASE("every scheme has one name, which reads back") {
  for (const auto scheme :
       {Scheme::kEd25519, Scheme::kEcdsaP256, Scheme::kEcdsaP384, Scheme::kRsaPss})
    CHECK(parse_scheme(to_text(scheme)) == scheme);
  CHECK(to_text(Scheme::kRsaPss) == "rsassa-pss-sha256");
  CHECK(!parse_scheme("none"));
  CHECK(!parse_scheme("ED25519"));
  CHECK(!parse_scheme(""));
}

TEST_CASE("signatures are accepted and refused as the vectors say, in every scheme") {
  std::ifstream file(source_path("/tests/conformance/vectors/signatures.jsonl"));
  std::size_t count = 0;
  for (std::string line; std::getline(file, line); ++count) {
    const auto test = json::parse(line);
    REQUIRE(test);
    CAPTURE(*test->text("scheme"));
    CAPTURE(*test->text("name"));
    const auto key = key_of(*parse_scheme(*test->text("scheme")), bytes_of(*test, "key"));
    if (test->find("unsupported")) {
      REQUIRE(!key);
      CHECK(key.error().code == Code::kInvalidArgument);
      CHECK(!key.error().message.vi.empty());
      continue;
    }
    REQUIRE(key);
    const auto message = bytes_of(*test, "msg"), signature = bytes_of(*test, "sig");
    CHECK(key->verify(message, signature) == *test->find("valid")->as_bool());
    CHECK(key->verify(HashedMessage(message), signature) == *test->find("valid")->as_bool());
  }
  CHECK(count == 104);
  noted("signatures", count);
}

TEST_CASE("the id of a key is the SHA-256 of its SPKI") {
  const Bytes raw = *from_hex("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a");
  const auto key = PublicKey::from_ed25519(raw);
  REQUIRE(key);
  CHECK(to_hex(key->spki()) == "302a300506032b6570032100" + to_hex(raw));
  CHECK(key->keyid() == to_hex(sha256(key->spki())));
  CHECK(std::ranges::equal(key->ed25519_raw(), raw));
  const auto same = PublicKey::from_spki(Scheme::kEd25519, key->spki());
  REQUIRE(same);
  CHECK(*same == *key);
}

TEST_CASE("copies of one key verify in many threads at once, and outlive the key they are of") {
  const Bytes message{1, 2, 3}, other{1, 2, 4};
  for (const auto scheme :
       {Scheme::kEd25519, Scheme::kEcdsaP256, Scheme::kEcdsaP384, Scheme::kRsaPss}) {
    CAPTURE(to_text(scheme));
    Bytes signature;
    const PublicKey key = [&] {
      const auto signing = PrivateKey::generate(scheme);
      signature = *signing->sign(message);
      return signing->public_key();
    }();
    int wrong[4] = {};
    std::vector<std::thread> threads;
    for (int& mistakes : wrong)
      threads.emplace_back([&mistakes, key, &message, &other, &signature] {
        for (int i = 0; i < 20; ++i)
          mistakes += !key.verify(message, signature) + key.verify(other, signature);
      });
    for (auto& thread : threads) thread.join();
    for (const int mistakes : wrong) CHECK(mistakes == 0);
  }
}
