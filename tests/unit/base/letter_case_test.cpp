#include "base/letter_case.h"

#include <doctest/doctest.h>

using namespace girs;

TEST_CASE("case changes letter by letter and keeps the number of characters") {
  CHECK(upper_case("đặng thị ướt 2a") == "ĐẶNG THỊ ƯỚT 2A");
  CHECK(lower_case("ĐẶNG THỊ ƯỚT 2A") == "đặng thị ướt 2a");
  CHECK(upper_case("ß") == "ẞ");  // one letter stays one
  CHECK(title_case("ĐẮK LẮK, bà rịa-vũng tàu") == "Đắk Lắk, Bà Rịa-Vũng Tàu");
  CHECK(title_case("").empty());
}
