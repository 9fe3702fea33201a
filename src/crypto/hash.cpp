#include "crypto/hash.h"

#include <algorithm>

#include "crypto/evp.h"

namespace girs {
namespace {

/// Fetched once: looking an algorithm up costs more than hashing a leaf. Never freed, so that
/// hashing works as long as the program runs.
const EVP_MD* sha256_algorithm() {
  static const EVP_MD* const algorithm = EVP_MD_fetch(nullptr, "SHA256", nullptr);
  if (!algorithm) throw std::bad_alloc();  // OpenSSL's default provider always has it
  return algorithm;
}

}  // namespace

Hash sha256(std::initializer_list<ByteView> parts) {
  const auto context = new_digest_context();
  Hash hash;
  bool done = EVP_DigestInit_ex2(context.get(), sha256_algorithm(), nullptr) == 1;
  for (const ByteView part : parts)
    done = done && EVP_DigestUpdate(context.get(), part.data(), part.size()) == 1;
  if (!done || EVP_DigestFinal_ex(context.get(), hash.data(), nullptr) != 1)
    throw std::bad_alloc();  // the only way in which hashing memory can fail
  return hash;
}

Hash sha256(ByteView bytes) { return sha256({bytes}); }

std::string to_hex(const Hash& hash) { return to_hex(ByteView(hash)); }

std::string to_digest(const Hash& hash) { return "sha256:" + to_hex(hash); }

std::optional<Hash> hash_from_hex(std::string_view text) {
  const auto bytes = from_hex(text);
  Hash hash;
  if (!bytes || bytes->size() != hash.size()) return std::nullopt;
  std::copy(bytes->begin(), bytes->end(), hash.begin());
  return hash;
}

bool equal_constant_time(ByteView a, ByteView b) {
  return a.size() == b.size() && CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0;
}

}  // namespace girs
