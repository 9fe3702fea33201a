#include "base/text.h"

#include <doctest/doctest.h>

using namespace girs;

TEST_CASE("the first byte that is not UTF-8 is named") {
  CHECK(!first_invalid_utf8("Tỉnh Cà Mau"));
  CHECK(first_invalid_utf8("ab\xff") == 2);
  CHECK(first_invalid_utf8("a\xc0\x80") == 1);      // overlong
  CHECK(first_invalid_utf8("\xed\xa0\x80") == 0);   // surrogate
  CHECK(first_invalid_utf8("\xe1\xba") == 0);       // cut short
}

TEST_CASE("composed Vietnamese is NFC and decomposed is not") {
  CHECK(is_nfc("Huế"));
  CHECK(!is_nfc("Hue\xcc\x82\xcc\x81"));
  CHECK(to_nfc("Hue\xcc\x82\xcc\x81") == "Huế");
}

TEST_CASE("names compare without case and can be found without diacritics") {
  CHECK(fold_case("THÀNH PHỐ") == fold_case("thành phố"));
  CHECK(fold_diacritics("Đắk Lắk") == "dak lak");
  CHECK(fold_diacritics("Thừa Thiên Huế") == "thua thien hue");
}

TEST_CASE("a code is NFC text of 1 to 128 bytes without control characters") {
  CHECK(is_code("II.06a/VPCP/KSTT"));
  CHECK(is_code("Lĩnh vực"));
  CHECK(!is_code(""));
  CHECK(!is_code(std::string(129, 'a')));
  CHECK(!is_code("a\nb"));
  CHECK(!is_code("a\xc2\x85"));
  CHECK(!is_code("\xff"));
}

TEST_CASE("the nearest name is offered when it is a likely slip") {
  CHECK(nearest("propagte", {"zero", "propagate"}) == "propagate");
  CHECK(!nearest("xyz", {"zero", "propagate"}));
}
