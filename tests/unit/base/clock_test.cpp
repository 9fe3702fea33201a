#include "base/clock.h"

#include <doctest/doctest.h>

using namespace girs;

TEST_CASE("a time reads back from its RFC 3339 text, in UTC and with an offset") {
  const auto time = from_rfc3339("2025-12-15T02:03:04Z");
  REQUIRE(time);
  CHECK(to_rfc3339(*time) == "2025-12-15T02:03:04Z");
  CHECK(from_rfc3339("2025-12-15T09:03:04+07:00") == time);
  CHECK(to_vietnam_text(*time) == "2025-12-15 09:03");
}

TEST_CASE("a time that does not exist is refused") {
  for (const char* bad : {"2025-02-29T00:00:00Z", "2025-12-15 02:03:04Z", "2025-12-15T24:00:00Z",
                          "2025-12-15T02:03:04", "2025-12-15T02:03:04+7", "", "x"})
    CHECK_MESSAGE(!from_rfc3339(bad), bad);
}

TEST_CASE("random bytes have the length asked for and do not repeat") {
  CHECK(random_bytes(32)->size() == 32);
  CHECK(*random_bytes(16) != *random_bytes(16));
}
