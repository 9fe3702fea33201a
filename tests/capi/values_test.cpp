// Calls that need no store: version, JSON, periods, windows, due dates.

#include "exchange.h"

using namespace capi;

namespace {

std::string window(const char* rule, const char* period) {
  Given json;
  MUST(girs_calendar_window(rule, GIRS_NUL, period, GIRS_NUL, json.out(), error));
  return json.text();
}

std::string related(const char* period, const char* relation) {
  Given json;
  MUST(girs_period_related(period, GIRS_NUL, relation, GIRS_NUL, json.out(), error));
  return json.text();
}

}  // namespace

TEST_CASE("the library in use tells its version and the number of its interface") {
  CHECK(girs_version() == GIRS_VERSION);
  CHECK(girs_abi() == GIRS_ABI);
  const auto text = std::to_string(GIRS_VERSION / 1000000) + "." + std::to_string(GIRS_VERSION / 1000 % 1000) +
                    "." + std::to_string(GIRS_VERSION % 1000);
  CHECK(girs_version_text() == text);
}

TEST_CASE("an error names the keys of all its details, and so does each of its mistakes") {
  Failure failure;
  CHECK(girs_json_lint("{\"a\":}", GIRS_NUL, 0, failure.out()) == GIRS_INVALID_ARGUMENT);
  std::size_t count = 0;
  for (; girs_error_detail_key(failure, count); ++count)
    CHECK_FALSE(failure.detail(girs_error_detail_key(failure, count)).empty());
  CHECK(count >= 3);  // offset, line, column
  CHECK(girs_error_detail(failure, "no-such-key") == nullptr);
  CHECK(girs_error_mistake_detail_key(failure, 0, 0) == nullptr);
  Given json;
  CHECK(girs_calendar_window(R"({"kind":"closing-day","day":45})", GIRS_NUL, "2026", GIRS_NUL, json.out(),
                             failure.out()) == GIRS_INVALID_ARGUMENT);
  std::string keys;
  for (std::size_t i = 0; girs_error_mistake_detail_key(failure, 0, i); ++i)
    keys += std::string(girs_error_mistake_detail_key(failure, 0, i)) + " ";
  CHECK(keys.find("pointer ") != std::string::npos);
  CHECK(girs_error_mistake_detail_key(failure, 0, 100) == nullptr);
}

TEST_CASE("canonical JSON has its members in order and its numbers in one form") {
  Given canonical;
  Failure failure;
  const std::string text = R"({"b":[1.0,2e1],"a":"\u0061"})";
  MUST(girs_json_canonical(text.data(), text.size(), canonical.out(), error));
  CHECK(canonical.text() == R"({"a":"a","b":[1,20]})");
  CHECK(girs_json_canonical(R"({"a":1,"a":2})", GIRS_NUL, canonical.out(), failure.out()) == GIRS_INVALID_ARGUMENT);
  CHECK(canonical == nullptr);
  CHECK(girs_error_message(failure) == failure.message("en"));
}

TEST_CASE("a window is found for a rule and a period, and for another kind of period is unsupported") {
  CHECK(window(R"({"kind":"nd09"})", "2026-Q2") == R"({"from":"2026-03-15","to":"2026-06-14"})");
  CHECK(window(R"({"kind":"closing-day","day":25,"december":"last-day"})", "2026-M01") ==
        R"({"from":"2026-01-01","to":"2026-01-25"})");
  Given json;
  Failure failure;
  CHECK(girs_calendar_window(R"({"kind":"nd09"})", GIRS_NUL, "2026-W05", GIRS_NUL, json.out(), failure.out()) ==
        GIRS_UNSUPPORTED);
  CHECK(girs_calendar_window(R"({"kind":"closing-day","day":45})", GIRS_NUL, "2026", GIRS_NUL, json.out(),
                             failure.out()) == GIRS_INVALID_ARGUMENT);
  CHECK(failure.mistake(0, "pointer") == "/day");
}

TEST_CASE("periods know their children, parents and neighbours") {
  CHECK(related("2026-C9", "children") == R"(["2026-Q1","2026-Q2","2026-Q3"])");
  CHECK(related("2026-Q3", "parent") == R"(["2026-S2"])");
  CHECK(related("2021-Y5", "next") == R"(["2026-Y5"])");
  CHECK(related("2026-M01", "previous") == R"(["2025-M12"])");
  CHECK(related("2024-D366", "same-last-year") == "[]");
  Given json;
  CHECK(girs_period_related("2026-Q2", GIRS_NUL, "cousin", GIRS_NUL, json.out(), nullptr) == GIRS_INVALID_ARGUMENT);
}

TEST_CASE("a due date moves off days of rest, and in a year without a calendar there is none") {
  Owned<girs_calendar, girs_calendar_free> calendar;
  const std::string document =
      R"({"schema":"girs.calendar/1","code":"t","version":1,"first_year":2025,"last_year":2026,)"
      R"("weekly_rest":[6,7],"days":[{"date":"2026-06-15","kind":"holiday","name":"x"}]})";
  MUST(girs_calendar_read(document.data(), document.size(), calendar.out(), error));
  const auto due = [&](const char* rule, Given& json, Failure& failure) {
    return girs_calendar_due(calendar, rule, GIRS_NUL, "2026-03-15", GIRS_NUL, "2026-06-14", GIRS_NUL, "2026-Q2",
                             GIRS_NUL, json.out(), failure.out());
  };
  Given json;
  Failure failure;
  REQUIRE(due(R"({"kind":"working-days-after","days":1,"time":"17:00"})", json, failure) == GIRS_OK);
  CHECK(json.text() == R"({"due":"2026-06-16","deadline":"2026-06-16T10:00:00Z"})");
  CHECK(due(R"({"kind":"fixed","month":1,"day":5,"years_after":1})", json, failure) == GIRS_NOT_FOUND);
  CHECK(failure.detail("year") == "2027");
}
