// No secret stays in memory that is given back: every block that OpenSSL or C++ frees is looked
// at first. (libsodium wipes its own pages, outside the heap.)

#include <doctest/doctest.h>
#include <malloc.h>
#include <openssl/crypto.h>

#include <algorithm>
#include <atomic>
#include <cstdlib>
#include <new>
#include <string>

#include "crypto/private_key.h"
#include "unit/crypto/key_files.h"

using namespace girs;

namespace {

/// The first 16 bytes of the secret that is looked for, in file order and as OpenSSL's big
/// numbers hold it in words of 64 bits (the last 16 bytes of the number, little-endian).
std::uint8_t needles[2][16];
std::atomic<bool> looking = false;
std::atomic<int> found = 0;

void look_at(const void* block) {
  if (!block || !looking) return;
  const auto* bytes = static_cast<const std::uint8_t*>(block);
  const std::size_t size = malloc_usable_size(const_cast<void*>(block));
  for (const auto& needle : needles)
    if (std::search(bytes, bytes + size, needle, needle + sizeof needle) != bytes + size) ++found;
}

void* take(std::size_t size, const char*, int) { return std::malloc(size); }
void give(void* block, const char*, int) {
  look_at(block);
  std::free(block);
}
void* resize(void* block, std::size_t size, const char* file, int line) {
  if (size == 0) {
    give(block, file, line);
    return nullptr;
  }
  void* grown = std::malloc(size);
  if (!grown) return nullptr;
  if (block) {
    const auto* from = static_cast<const char*>(block);
    std::copy_n(from, std::min(size, malloc_usable_size(block)), static_cast<char*>(grown));
  }
  give(block, file, line);
  return grown;
}

// Before OpenSSL allocates anything, which it does at its first use in main().
const bool hooked = CRYPTO_set_mem_functions(take, resize, give) == 1;

void look_for(const std::string& secret_hex) {
  {
    const Bytes secret = *from_hex(secret_hex);
    std::copy_n(secret.begin(), 16, needles[0]);
    std::copy_n(secret.rbegin(), 16, needles[1]);
  }
  found = 0;
  looking = true;
}

int stop_looking() {
  looking = false;
  return found;
}

}  // namespace

void* operator new(std::size_t size) {
  if (void* block = std::malloc(size ? size : 1)) return block;
  throw std::bad_alloc();
}
void operator delete(void* block) noexcept {
  look_at(block);
  std::free(block);
}
void operator delete(void* block, std::size_t) noexcept { operator delete(block); }

TEST_CASE("the watch over freed memory sees a secret that is left there") {
  REQUIRE(hooked);
  const std::string secret = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";
  look_for(secret);
  {
    const Bytes careless = *from_hex(secret);
    CHECK(careless.size() == 32);
  }
  CHECK(stop_looking() > 0);
}

TEST_CASE("an Ed25519 key leaves no seed behind when it is read, used, written and dropped") {
  look_for("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb");
  {
    const auto key = PrivateKey::from_pem(kEd25519Scrypt, kFilePassphrase);
    REQUIRE(key);
    REQUIRE(key->sign(view("m")));
    REQUIRE(key->to_pem("x", 14));
  }
  CHECK(stop_looking() == 0);
}

TEST_CASE("an ECDSA key leaves no scalar behind when it is read, used, written and dropped") {
  look_for("c9afa9d845ba75166b5c215767b1d6934e50c3db36e89b127b8a622b120f6721");
  {
    const auto key = PrivateKey::from_pem(kP256Scrypt, kFilePassphrase);
    REQUIRE(key);
    REQUIRE(key->sign(view("m")));
    REQUIRE(key->to_pem("x", 14));
  }
  CHECK(stop_looking() == 0);
}

TEST_CASE("an RSA key leaves no factor and no exponent behind") {
  const std::string factor =
      "e97a67925df57fc74013c5ac04bbc6d9d949a22ecb471e916759b39a625d7ae4ff9778da6bc5b472"
      "1308e6833357542afde5b4080a01ab51abe9fd1aca33260e0904ac528c4f521599c8e81678602ff8"
      "40da0111e0aa6b901726ad4bc63c32968313821f6cb41172d0a7964f5d01e74af23d9d0f932cc1bf"
      "2bffd14c1555b45b";
  const std::string exponent =
      "1bb995ab01cb663838b0778c269282a087f8f8f67c2dacc5e05c232b833fc8217af8fa0c7f2d0d11"
      "e56e1a4690a376f57c609c3922ea43bef9098f7632a6963f33beca6d2e6b69daeca4f1d684712a5f"
      "6774ee258bb970d2d4d0b1b58c4fb2fa519d7208915314cb0ed71bf927a0bd51746733e0ccc17178"
      "aefc5600fbb701ce916e58bca7ce72c5f8e6bee7c679f08f03ee60c25c72c6c63744a37bc39453d2"
      "be258e45e431ecbe2da9711f35f5b17b76a99102f1f03651f60586d4bd4c28b943b7428479304d10"
      "96a3ff70cdf06cf18949f9224afe865ce816561023b121983c77666291654febbc231d7fe812ff82"
      "eaa3ffea058bd8d06e2e92524f020061";
  for (const auto& secret : {factor, exponent}) {
    look_for(secret);
    {
      const auto key = PrivateKey::from_pem(kRsaScrypt, kFilePassphrase);
      REQUIRE(key);
      REQUIRE(key->sign(view("m")));
      REQUIRE(key->to_pem("x", 14));
    }
    CHECK(stop_looking() == 0);
  }
}
