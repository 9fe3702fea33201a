// Fuzzes key files and public keys: a file that opens gives a key that signs, and no parameters
// of key derivation cost more than the bounds allow.

#include "crypto/private_key.h"
#include "fuzz.h"

using namespace girs;
using fuzzing::require;

namespace {

void read_public_key(ByteView der) {
  for (const auto scheme : {Scheme::kEd25519, Scheme::kEcdsaP256, Scheme::kEcdsaP384,
                            Scheme::kRsaPss}) {
    const auto key = PublicKey::from_spki(scheme, der);
    if (!key) continue;
    const auto again = PublicKey::from_spki(scheme, key->spki());
    require(again && again->keyid() == key->keyid());
    require(!key->verify(view("message"), der));
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  read_public_key({data, size});
  const auto key = PrivateKey::from_pem(fuzzing::text_of(data, size), "ngữ-mật");
  if (!key) return 0;
  const auto signature = key->sign(view("message"));
  require(signature && key->public_key().verify(view("message"), *signature));
  return 0;
}
