// A core file of a process that holds keys has no part of them: what a core file would hold is read
// from the process itself, region by region, but for those that are marked as not to be dumped.

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdio>
#include <fstream>
#include <string>
#include <vector>

#include "crypto/private_key.h"
#include "unit/crypto/key_files.h"

using namespace girs;

namespace {

/// 16 bytes that are looked for, held inverted: the search itself must not put them into memory.
using Needle = std::array<std::uint8_t, 16>;

bool is_at(const std::uint8_t* bytes, const Needle& inverted) {
  for (std::size_t i = 0; i < inverted.size(); ++i)
    if (bytes[i] != static_cast<std::uint8_t>(~inverted[i])) return false;
  return true;
}

int digit(char c) { return c <= '9' ? c - '0' : c - 'a' + 10; }

/// From hex whose digits are each exchanged for 15 less the digit: the inverted bytes.
Needle first_of(const char* inverted_hex) {
  Needle needle;
  for (std::size_t i = 0; i < needle.size(); ++i)
    needle[i] = static_cast<std::uint8_t>(digit(inverted_hex[2 * i]) * 16 + digit(inverted_hex[2 * i + 1]));
  return needle;
}
/// The last 16 bytes of 32, backwards: how OpenSSL's big numbers lie in memory.
Needle last_of(const char* inverted_hex) {
  Needle needle = first_of(inverted_hex + 32);
  std::ranges::reverse(needle);
  return needle;
}

/// How often one of them lies in memory that a core file would hold.
int dumped(const std::vector<Needle>& needles) {
  std::ifstream maps("/proc/self/smaps");
  std::FILE* memory = std::fopen("/proc/self/mem", "rb");
  REQUIRE(memory);
  struct Region { std::uint64_t begin = 0, end = 0; };
  std::vector<Region> regions;
  Region region;
  bool readable = false;
  for (std::string line; std::getline(maps, line);) {
    char mode[8] = {};
    unsigned long long begin = 0, end = 0;
    if (std::sscanf(line.c_str(), "%llx-%llx %4s", &begin, &end, mode) == 3) {
      region = {begin, end};
      readable = mode[0] == 'r' && mode[1] == 'w' && end - begin < (1ull << 30);
    } else if (line.starts_with("VmFlags:")) {
      if (readable && line.find(" dd") == std::string::npos) regions.push_back(region);
    }
  }
  int found = 0;
  static std::vector<std::uint8_t> block(1 << 20);
  for (const auto& one : regions) {
    const auto begin = one.begin, end = one.end;
    for (std::uint64_t at = begin; at < end; at += block.size() - 16) {
      if (std::fseek(memory, static_cast<long>(at), SEEK_SET) != 0) break;
      const auto want = std::min<std::uint64_t>(block.size(), end - at);
      const auto read = std::fread(block.data(), 1, want, memory);
      for (std::size_t i = 0; i + 16 <= read; ++i)
        for (const auto& needle : needles)
          if (is_at(block.data() + i, needle)) ++found;
    }
    std::ranges::fill(block, std::uint8_t{0});
  }
  std::fclose(memory);
  return found;
}

// The secrets of key_files.h with every hex digit exchanged for 15 less it; of the RSA key the first
// and the last 16 bytes of a factor.
constexpr const char* kSeed = "b332f764d700692562493cb913eeb1f0a475ce60ca5459db25730912b0475904";
constexpr const char* kScalar = "36505627ba458ae994a3dea8984e296cb1af3c24c91764ed84759dd4edf098de";
constexpr const char* kFactor = "1685986da20a8038bfec3a53fb4439260dc262f06cd33e40d4002eb3eaaa4ba4";

}  // namespace

TEST_CASE("what a core file would hold is seen to have a secret that lies in plain memory") {
  Bytes careless(64);
  for (std::size_t i = 0; i < 16; ++i) careless[20 + i] = static_cast<std::uint8_t>(~first_of(kSeed)[i]);
  CHECK(dumped({first_of(kSeed)}) > 0);
  std::ranges::fill(careless, std::uint8_t{0});
}

TEST_CASE("a process that holds keys and has signed with them has no part of them in its core file") {
  const auto ed25519 = PrivateKey::from_pem(kEd25519Scrypt, kFilePassphrase);
  const auto p256 = PrivateKey::from_pem(kP256Scrypt, kFilePassphrase);
  const auto rsa = PrivateKey::from_pem(kRsaScrypt, kFilePassphrase);
  for (const auto* key : {&ed25519, &p256, &rsa}) {
    REQUIRE(*key);
    REQUIRE((*key)->sign(view("m")));
  }
  CHECK(dumped({first_of(kSeed), last_of(kSeed)}) == 0);
  CHECK(dumped({first_of(kScalar), last_of(kScalar)}) == 0);
  CHECK(dumped({first_of(kFactor), last_of(kFactor)}) == 0);
}
