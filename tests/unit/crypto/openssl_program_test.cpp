// The `openssl` program reads our key files and accepts our signatures.

#include <doctest/doctest.h>

#include <cstdlib>

#include "base/file.h"
#include "crypto/private_key.h"
#include "support/temporary.h"

using namespace girs;

namespace {

bool runs(const std::string& command) {
  return std::system((command + " >/dev/null 2>&1").c_str()) == 0;
}

bool has_openssl() {
  const bool found = runs("openssl version");
  if (!found) MESSAGE("skipped: there is no openssl program on the PATH");
  return found;
}

}  // namespace

TEST_CASE("openssl reads a key file of every scheme, with the right passphrase only") {
  if (!has_openssl()) return;
  const TemporaryFolder folder;
  for (const auto scheme :
       {Scheme::kEd25519, Scheme::kEcdsaP256, Scheme::kEcdsaP384, Scheme::kRsaPss}) {
    CAPTURE(to_text(scheme));
    const auto key = PrivateKey::generate(scheme);
    REQUIRE(key);
    const std::string path = folder / std::string(to_text(scheme));
    REQUIRE(write_file(path, *key->to_pem("right"), 0600));
    CHECK(runs("openssl pkey -in " + path + " -passin pass:right -noout"));
    CHECK(!runs("openssl pkey -in " + path + " -passin pass:wrong -noout"));
    REQUIRE(runs("openssl pkey -in " + path + " -passin pass:right -pubout -outform DER -out " +
                 path + ".spki"));
    CHECK(*read_file(path + ".spki", 4096) == text_of(key->public_key().spki()));
  }
}

TEST_CASE("openssl accepts our ECDSA and RSA-PSS signatures, and we accept its own") {
  if (!has_openssl()) return;
  const TemporaryFolder folder;
  REQUIRE(write_file(folder / "message", "báo cáo quý"));
  for (const auto scheme : {Scheme::kEcdsaP256, Scheme::kEcdsaP384, Scheme::kRsaPss}) {
    CAPTURE(to_text(scheme));
    const auto key = PrivateKey::generate(scheme);
    REQUIRE(key);
    const auto signature = key->sign(view("báo cáo quý"));
    REQUIRE(signature);
    REQUIRE(write_file(folder / "key", *key->to_pem("x"), 0600));
    REQUIRE(write_file(folder / "spki", text_of(key->public_key().spki())));
    REQUIRE(write_file(folder / "signature", text_of(*signature)));
    std::string options = scheme == Scheme::kEcdsaP384 ? " -sha384" : " -sha256";
    if (scheme == Scheme::kRsaPss)
      options += " -sigopt rsa_padding_mode:pss -sigopt rsa_pss_saltlen:32";
    CHECK(runs("openssl dgst" + options + " -verify " + (folder / "spki") +
               " -keyform DER -signature " + (folder / "signature") + " " + (folder / "message")));
    REQUIRE(runs("openssl dgst" + options + " -sign " + (folder / "key") + " -passin pass:x -out " +
                 (folder / "theirs") + " " + (folder / "message")));
    CHECK(key->public_key().verify(view("báo cáo quý"), view(*read_file(folder / "theirs", 4096))));
  }
}
