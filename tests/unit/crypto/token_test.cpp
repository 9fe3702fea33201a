// Keys on PKCS#11 tokens, with SoftHSM2 as the token.

#include "crypto/token.h"

#include <doctest/doctest.h>

#include <cstdlib>
#include <filesystem>

#include "base/file.h"
#include "support/temporary.h"

using namespace girs;

namespace {

constexpr const char* kModule = "/usr/lib/softhsm/libsofthsm2.so";

bool runs(const std::string& command) { return std::system((command + " >/dev/null 2>&1").c_str()) == 0; }

/// A token in a folder of its own with a key of each kind; made once, SoftHSM reads its
/// configuration once.
class SoftToken {
 public:
  SoftToken() {
    std::filesystem::create_directory(folder_ / "tokens");
    REQUIRE(write_file(folder_ / "conf", "directories.tokendir = " + (folder_ / "tokens") + "\nlog.level = ERROR\n"));
    setenv("SOFTHSM2_CONF", (folder_ / "conf").c_str(), 1);
    REQUIRE(runs("softhsm2-util --init-token --free --label girs --so-pin 87654321 --pin 1234"));
    add("p256", "01", "-algorithm EC -pkeyopt ec_paramgen_curve:P-256");
    add("p384", "02", "-algorithm EC -pkeyopt ec_paramgen_curve:P-384");
    add("rsa", "03", "-algorithm RSA -pkeyopt rsa_keygen_bits:2048");
  }
  Bytes spki(const std::string& label) const { return to_bytes(*read_file(folder_ / (label + ".spki"), 4096)); }

 private:
  void add(const std::string& label, const std::string& id, const std::string& options) {
    const auto pem = folder_ / (label + ".pem");
    REQUIRE(runs("openssl genpkey " + options + " -out " + pem));
    REQUIRE(runs("openssl pkey -in " + pem + " -pubout -outform DER -out " + (folder_ / (label + ".spki"))));
    REQUIRE(runs("softhsm2-util --import " + pem + " --token girs --label " + label + " --id " + id + " --pin 1234"));
  }
  TemporaryFolder folder_;
};

const SoftToken* token() {
  if (!std::filesystem::exists(kModule) || !runs("softhsm2-util --version") || !runs("openssl version")) {
    MESSAGE("skipped: SoftHSM2 or openssl is not installed");
    return nullptr;
  }
  static const SoftToken made;
  return &made;
}

std::string uri(const std::string& label) { return "pkcs11:token=girs;object=" + label; }

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
  for (const auto& [label, scheme] : {std::pair{"p256", Scheme::kEcdsaP256}, std::pair{"p384", Scheme::kEcdsaP384},
                                      std::pair{"rsa", Scheme::kRsaPss}}) {
    CAPTURE(label);
    const auto key = TokenKey::open(kModule, uri(label), "1234");
    INFO((key ? std::string() : key.error().message.en));
    REQUIRE(key);
    CHECK(key->public_key().scheme() == scheme);
    CHECK(key->public_key().spki() == soft->spki(label));
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
