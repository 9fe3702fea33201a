#include "crypto/hash.h"

#include <doctest/doctest.h>

using namespace girs;

TEST_CASE("SHA-256 gives the digests of FIPS 180-4") {
  CHECK(to_hex(sha256("abc")) ==
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  CHECK(to_hex(sha256("")) == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  CHECK(to_hex(sha256("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq")) ==
        "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
  CHECK(to_hex(sha256(std::string(1000000, 'a'))) ==
        "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST_CASE("parts are hashed as their concatenation") {
  CHECK(sha256({view("ab"), view(""), view("c")}) == sha256("abc"));
  CHECK(sha256(std::initializer_list<ByteView>{}) == sha256(""));
}

TEST_CASE("a digest reads back from lower-case hex only") {
  const Hash hash = sha256("abc");
  CHECK(hash_from_hex(to_hex(hash)) == hash);
  CHECK(to_digest(hash) == "sha256:" + to_hex(hash));
  CHECK(!hash_from_hex(to_hex(hash).substr(2)));
  CHECK(!hash_from_hex("BA" + to_hex(hash).substr(2)));
  CHECK(!hash_from_hex(to_hex(hash) + "00"));
}

TEST_CASE("comparison in constant time tells bytes and lengths apart") {
  CHECK(equal_constant_time(view("abc"), view("abc")));
  CHECK(equal_constant_time({}, {}));
  CHECK(!equal_constant_time(view("abc"), view("abd")));
  CHECK(!equal_constant_time(view("abc"), view("ab")));
}
