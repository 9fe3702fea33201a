#include "indicator/sdmx_id.h"

#include <doctest/doctest.h>

#include <map>
#include <random>

using namespace girs;

TEST_CASE("codes outside SDMX's alphabet come back from their SDMX ids, whatever they are") {
  CHECK(indicator::to_sdmx_id("KSTT.01") == "KSTT$2E01");
  CHECK(indicator::to_sdmx_id("A-b_9@") == "A-b_9@");
  CHECK(indicator::to_sdmx_id("II.06a/VPCP") == "II$2E06a$2FVPCP");
  CHECK(indicator::to_sdmx_id("Đ$") == "$C4$90$24");
  CHECK(indicator::to_sdmx_id("").empty());
  // What nobody wrote that way stays as it is.
  for (const char* id : {"A$", "A$2", "A$2e", "A$G0", "$$"}) CHECK(indicator::from_sdmx_id(id) == id);
  const unsigned seed = 20251128;
  CAPTURE(seed);
  std::mt19937 random(seed);
  std::map<std::string, std::string> ids;
  for (int i = 0; i < 2000; ++i) {
    std::string code;
    for (auto length = random() % 12; length > 0; --length)
      code += random() % 2 ? static_cast<char>(random() % 256) : "$2E.4-"[random() % 6];
    const auto id = indicator::to_sdmx_id(code);
    CHECK(id.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_@$-") ==
          std::string::npos);
    CHECK(indicator::from_sdmx_id(id) == code);
    CHECK(ids.try_emplace(id, code).first->second == code);   // no two codes have one id
  }
}
