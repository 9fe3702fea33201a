#include "http/digest.h"

#include <doctest/doctest.h>

using namespace girs;
using namespace girs::http;

namespace {

// RFC 9530 appendix B.1: the body {"hello": "world"} and a line feed.
constexpr const char* kBody = "{\"hello\": \"world\"}\n";
constexpr const char* kDigest = "sha-256=:RK/0qy18MlBSVnWgjwz6lZEWjP/lF5HF9bvEF8FabDg=:";

DigestCheck check(std::string value, std::string_view body = kBody) {
  return check_digest({{"content-type", "a/b"}, {"content-digest", std::move(value)}}, body);
}

}  // namespace

TEST_CASE("the digest of RFC 9530's example is computed and accepted") {
  CHECK(content_digest(kBody) == kDigest);
  CHECK(check(kDigest) == DigestCheck::kRight);
  CHECK(check(content_digest(""), "") == DigestCheck::kRight);
}

TEST_CASE("one changed byte makes the digest wrong") {
  CHECK(check(kDigest, "{\"hello\": \"World\"}\n") == DigestCheck::kWrong);
  CHECK(check(kDigest, "") == DigestCheck::kWrong);
}

TEST_CASE("other algorithms, parameters and spaces around members are passed over") {
  CHECK(check("sha-512=:AAAA:, " + std::string(kDigest)) == DigestCheck::kRight);
  CHECK(check(std::string(kDigest) + ";a=1 ,\tmd5=:AAAA:") == DigestCheck::kRight);
  CHECK(check("sha-512=:AAAA:") == DigestCheck::kAbsent);
  CHECK(check_digest({}, kBody) == DigestCheck::kAbsent);
}

TEST_CASE("several fields count as one dictionary and the last member of a name decides") {
  const std::string wrong = content_digest("other");
  CHECK(check_digest({{"content-digest", wrong}, {"content-digest", kDigest}}, kBody) ==
        DigestCheck::kRight);
  CHECK(check(std::string(kDigest) + ", " + wrong) == DigestCheck::kWrong);
}

TEST_CASE("what is no dictionary of byte sequences is wrong, not absent") {
  for (const auto* value : {"", "sha-256", "sha-256=", "sha-256=::x", "sha-256=AAAA",
                            "sha-256=:AAAA", "sha-256=:A:", "sha-256=:AAA!:", "=:AAAA:",
                            "sha-256=:AAAA:,", "sha-256=:AAAA:x", "sha 256=:AAAA:"}) {
    CAPTURE(value);
    CHECK(check(value) == DigestCheck::kWrong);
  }
  CHECK(check("sha-256=::") == DigestCheck::kWrong);  // well formed, of no SHA-256's length
}
