#include "key/verifier_key.h"

#include <doctest/doctest.h>

using namespace girs;

namespace {

// From the tests of Go's golang.org/x/mod/sumdb/note.
constexpr std::string_view kPeter =
    "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";

}  // namespace

TEST_CASE("a verifier key reads and writes its text form") {
  const auto key = VerifierKey::parse(kPeter);
  REQUIRE(key);
  CHECK(key->name == "PeterNeumann");
  CHECK(key->algorithm == NoteAlgorithm::kEd25519);
  CHECK(to_hex(ByteView(key->id())) == "c74f20a3");
  CHECK(key->text() == kPeter);

  VerifierKey witness = *key;
  witness.algorithm = NoteAlgorithm::kCosignature;
  CHECK(witness.id() != key->id());
  const auto again = VerifierKey::parse(witness.text());
  REQUIRE(again);
  CHECK(*again == witness);
}

TEST_CASE("no part of a verifier key and no change of one character is a verifier key") {
  for (std::size_t begin = 0; begin < kPeter.size(); ++begin)
    for (std::size_t size = 0; begin + size <= kPeter.size(); ++size)
      if (size != kPeter.size()) CHECK(!VerifierKey::parse(kPeter.substr(begin, size)));
  for (std::size_t i = 0; i < kPeter.size(); ++i) {
    std::string changed(kPeter);
    ++changed[i];
    CAPTURE(changed);
    CHECK(!VerifierKey::parse(changed));
  }
}

TEST_CASE("verifier keys of a wrong length or unknown type are refused") {
  CHECK(!VerifierKey::parse(
      "PeterNeumann+cc469956+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TWBADKEY=="));
  CHECK(!VerifierKey::parse(
      "PeterNeumann+173116ae+ZRpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"));
  CHECK(!VerifierKey::parse(""));
  CHECK(!VerifierKey::parse("a+b"));
}

TEST_CASE("names of keys have no spaces of any script, no plus sign and no control characters") {
  CHECK(is_note_name("baocao.example.gov.vn/log/2026"));
  CHECK(is_note_name("nhật-ký"));
  for (const std::string_view bad :
       {"", "a b", "a+b", "a\nb", "a\u00a0b", "a\u3000b", "a\u2028b", "\x7f", "\xff"})
    CHECK(!is_note_name(bad));
  CHECK(!is_note_name(std::string(256, 'a')));
}
