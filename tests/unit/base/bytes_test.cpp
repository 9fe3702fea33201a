#include "base/bytes.h"

#include <doctest/doctest.h>

using namespace girs;

TEST_CASE("base64 of the RFC 4648 test vectors reads back to the same bytes") {
  const std::pair<const char*, const char*> vectors[] = {
      {"", ""}, {"f", "Zg=="}, {"fo", "Zm8="}, {"foo", "Zm9v"}, {"foobar", "Zm9vYmFy"}};
  for (const auto& [plain, encoded] : vectors) {
    CHECK(to_base64(view(plain)) == encoded);
    CHECK(*from_base64(encoded) == to_bytes(plain));
  }
}

TEST_CASE("strict base64 refuses missing padding, foreign letters and stray trailing bits") {
  for (const char* bad : {"Zg", "Zg=", "Zg===", "Zh==", "Zm9=", "Zm8_", "Zg==\n", "=", "===="})
    CHECK_MESSAGE(!from_base64(bad), bad);
}

TEST_CASE("base64 of any bytes reads back, and a foreign character is refused wherever it stands") {
  Bytes bytes;
  std::uint32_t state = 1;
  for (std::size_t size = 0; size < 70; ++size) {
    const std::string text = to_base64(bytes);
    CAPTURE(text);
    CHECK(from_base64(text) == bytes);
    CHECK(from_base64_lenient(text) == bytes);
    for (std::size_t i = 0; i < text.size(); ++i)
      for (const char foreign : {'!', '\0', '\x80', '\xff'}) {
        std::string bad = text;
        bad[i] = foreign;
        CHECK(!from_base64(bad));
        CHECK(!from_base64_lenient(bad));
      }
    state = state * 1664525u + 1013904223u;
    bytes.push_back(static_cast<std::uint8_t>(state >> 24));
  }
}

TEST_CASE("lenient base64 takes the url-safe alphabet and no padding, and nothing looser") {
  CHECK(*from_base64_lenient("-_8") == Bytes{0xfb, 0xff});
  CHECK(*from_base64_lenient("+/8=") == Bytes{0xfb, 0xff});
  for (const char* bad : {"Zh", "Z", "Zg=", "Z g=", "Zm9v="}) CHECK_MESSAGE(!from_base64_lenient(bad), bad);
}

TEST_CASE("hex is lower case and of even length") {
  CHECK(to_hex(Bytes{0, 0xab, 0xff}) == "00abff");
  CHECK(*from_hex("00abff") == Bytes{0, 0xab, 0xff});
  CHECK(!from_hex("00A"));
  CHECK(!from_hex("AB"));
}
