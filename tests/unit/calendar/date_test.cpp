#include "calendar/date.h"

#include <doctest/doctest.h>

namespace girs {

TEST_CASE("a date reads and writes as ISO 8601") {
  CHECK(to_text(make_date(2025, 12, 15)) == "2025-12-15");
  CHECK(parse_date("2025-12-15") == make_date(2025, 12, 15));
  CHECK(parse_date("2024-02-29") == make_date(2024, 2, 29));
  CHECK(to_text(*parse_date("0001-01-01")) == "0001-01-01");
  CHECK(to_text(*parse_date("9999-12-31")) == "9999-12-31");
}

TEST_CASE("a day that does not exist or is written otherwise is not a date") {
  for (const char* text : {"2025-02-29", "1900-02-29", "2025-13-01", "2025-00-10", "2025-04-31",
                           "2025-01-00", "0000-01-01", "2025-1-01", "2025-01-1", "20250101",
                           "2025-01-01 ", " 2025-01-01", "2025/01/01", "+025-01-01", "2025-01--1",
                           "15-12-2025", "", "2025-12-15T00:00:00Z"}) {
    CAPTURE(text);
    CHECK_FALSE(parse_date(text));
  }
}

TEST_CASE("every day over four centuries reads back from its text") {
  for (Date day = make_date(1900, 1, 1); day <= make_date(2300, 1, 1); day += std::chrono::days{1})
    REQUIRE(parse_date(to_text(day)) == day);
}

TEST_CASE("the end of a month knows leap years") {
  CHECK(month_end(2024, 2) == make_date(2024, 2, 29));
  CHECK(month_end(2100, 2) == make_date(2100, 2, 28));
  CHECK(month_end(2000, 2) == make_date(2000, 2, 29));
  CHECK(month_end(2025, 12) == make_date(2025, 12, 31));
}

TEST_CASE("a range holds both of its ends") {
  const DateRange range{make_date(2025, 12, 15), make_date(2026, 3, 14)};
  CHECK(range.contains(range.from));
  CHECK(range.contains(range.to));
  CHECK_FALSE(range.contains(make_date(2026, 3, 15)));
  CHECK_FALSE(range.contains(make_date(2025, 12, 14)));
}

}  // namespace girs
