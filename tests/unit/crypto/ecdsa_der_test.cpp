#include "crypto/ecdsa_der.h"

#include <doctest/doctest.h>

#include <random>

using namespace girs;

namespace {

/// An INTEGER of `size` bytes of which the first is `first` and the others are 0x11.
std::string integer(std::size_t size, std::uint8_t first) {
  Bytes content(size, 0x11);
  if (size > 0) content[0] = first;
  return to_hex(Bytes{0x02, static_cast<std::uint8_t>(size)}) + to_hex(content);
}

bool strict(const std::string& r, const std::string& s, const std::string& behind = "") {
  const Bytes inner = *from_hex(r + s);
  const Bytes head{0x30, static_cast<std::uint8_t>(inner.size())};
  return is_strict_ecdsa(*from_hex(to_hex(head) + to_hex(inner) + behind), p256_order());
}

}  // namespace

TEST_CASE("integers of every length up to the order's are strict") {
  for (std::size_t size = 1; size <= 32; ++size)
    CHECK(strict(integer(size, 0x11), integer(size, 0x7f)));
  CHECK(strict("022100fe" + std::string(62, '0'), integer(1, 1)));
  CHECK(strict("022100ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632550", "020101"));
}

TEST_CASE("what is not the one DER form of integers in range is refused") {
  const std::string one = "020101";
  CHECK(!strict(integer(1, 0x80), one));                      // negative
  CHECK(!strict(integer(2, 0x00), one));                      // padded
  CHECK(!strict("0200", one));                                // empty
  CHECK(!strict("020100", one));                              // zero
  CHECK(!strict(one, "020100"));
  CHECK(!strict(integer(33, 0x11), one));                     // too long
  CHECK(!strict(integer(33, 0x00), one));                     // padded to 33 bytes
  CHECK(!strict("022100ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551", one));
  CHECK(!strict("022100ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632552", one));
  CHECK(!strict("02810101", one));                            // long form of a short length
  CHECK(!strict("0280010000", one));                          // indefinite length
  CHECK(!strict("2201010101", one));                          // constructed
  CHECK(!strict(one, one, "00"));                             // behind the sequence
  CHECK(!strict(one, one + "00"));                            // at its end
  CHECK(!strict(one, ""));
  CHECK(!strict("", ""));
}

TEST_CASE("random bytes and cut signatures never read beyond their end") {
  const auto seed = std::random_device{}();
  CAPTURE(seed);
  std::mt19937 random(seed);
  const Bytes kLikely{0x30, 0x02, 0x01, 0x03, 0x06, 0x7f, 0x80};
  for (int i = 0; i < 20'000; ++i) {
    Bytes bytes(random() % 12);
    for (auto& byte : bytes) byte = kLikely[random() % kLikely.size()];
    const Bytes exact(bytes);  // at the end of its allocation, where a sanitizer watches
    const bool accepted = is_strict_ecdsa(exact, p256_order());
    if (accepted) CHECK(exact.size() == exact[1] + 2u);
  }
}
