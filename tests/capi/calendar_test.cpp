// Calendars, windows and due dates as a host has them: its own days off over the national ones.

#include <string>

#include "exchange.h"

using namespace capi;

namespace {

using Calendar = Owned<girs_calendar, girs_calendar_free>;

std::string document(const std::string& members) {
  return R"({"schema":"girs.calendar/1","version":1,"weekly_rest":[6,7],)" + members + "}";
}

Calendar national() {
  Calendar calendar;
  const auto text = document(R"("code":"vn","first_year":2025,"last_year":2026,
      "days":[{"date":"2026-09-02","kind":"holiday","name":"Quốc khánh"}])");
  MUST(girs_calendar_read(text.data(), text.size(), calendar.out(), error));
  return calendar;
}

girs_status due(const Calendar& calendar, const char* rule, const char* level,
                const char* members_due, Given& given, Failure& failure) {
  return girs_calendar_due_for(calendar, rule, GIRS_NUL, "2025-12-15", GIRS_NUL, "2026-03-14",
                               GIRS_NUL, "2026-Q1", GIRS_NUL, level, GIRS_NUL, members_due,
                               GIRS_NUL, given.out(), failure.out());
}

constexpr const char* kLevels =
    R"({"levels":{"province":{"kind":"day-of-month","day":20},"commune":{"kind":"day-of-month","day":16}}})";
constexpr const char* kAfterMembers = R"({"kind":"after-members","working_days":1})";

}  // namespace

TEST_CASE("a host's calendar lies over the national one, which stays as it is") {
  const auto base = national();
  const auto own = document(R"("code":"tinh","over":"vn","first_year":2026,"last_year":2027,
      "days":[{"date":"2026-09-03","kind":"holiday","name":"bão"}])");
  Calendar both;
  MUST(girs_calendar_overlay(base, own.data(), own.size(), both.out(), error));
  Given given;
  MUST(girs_calendar_working(both, "2026-09-03", GIRS_NUL, given.out(), error));
  CHECK(given.text().find("false") != std::string::npos);
  MUST(girs_calendar_working(both, "2027-09-03", GIRS_NUL, given.out(), error));
  CHECK(given.text().find("true") != std::string::npos);
  MUST(girs_calendar_working(base, "2026-09-03", GIRS_NUL, given.out(), error));
  CHECK(given.text().find("true") != std::string::npos);

  Calendar alone;
  Failure failure;
  CHECK(girs_calendar_read(own.data(), own.size(), alone.out(), failure.out()) ==
        GIRS_INVALID_ARGUMENT);
  CHECK(failure.mistake(0, "pointer") == "/over");
  CHECK(girs_calendar_overlay(both, "{}", GIRS_NUL, alone.out(), failure.out()) ==
        GIRS_INVALID_ARGUMENT);
  CHECK(failure.mistakes() > 1);
}

TEST_CASE("a rule by level needs a level, and one that waits for members their due date") {
  const auto calendar = national();
  Given given;
  Failure failure;
  REQUIRE(due(calendar, kLevels, "2", nullptr, given, failure) == GIRS_OK);
  CHECK(given.text() == R"({"due":"2026-03-16","deadline":"2026-03-16T17:00:00Z"})");
  REQUIRE(due(calendar, kLevels, "province", nullptr, given, failure) == GIRS_OK);
  CHECK(given.text().find("2026-03-20") != std::string::npos);
  CHECK(due(calendar, kLevels, nullptr, nullptr, given, failure) == GIRS_NOT_FOUND);
  CHECK(static_cast<const girs_bytes*>(given) == nullptr);
  REQUIRE(due(calendar, kAfterMembers, nullptr, "2026-03-20", given, failure) == GIRS_OK);
  CHECK(given.text().find("2026-03-23") != std::string::npos);
  CHECK(due(calendar, kAfterMembers, nullptr, nullptr, given, failure) == GIRS_INVALID_ARGUMENT);
  CHECK(due(calendar, kAfterMembers, nullptr, "2026-12-31", given, failure) == GIRS_NOT_FOUND);
  CHECK(failure.detail("year") == "2027");
}

TEST_CASE("the periods of a regime come as labels") {
  const auto calendar = national();
  Given given;
  const auto periods = [&](const char* frequency, const char* rule, girs_error** error) {
    return girs_calendar_periods(calendar, frequency, GIRS_NUL, rule, GIRS_NUL, "2026-09-01",
                                 GIRS_NUL, "2026-09-14", GIRS_NUL, given.out(), error);
  };
  MUST(periods("\"quarter\"", R"({"kind":"nd09"})", error));
  CHECK(given.text() == R"(["2026-Q3"])");
  MUST(periods(R"({"kind":"day","working_days_only":true})", R"({"kind":"calendar"})", error));
  CHECK(given.text().find("2026-D244") != std::string::npos);
  CHECK(given.text().find("2026-D245") == std::string::npos);   // National Day
  Failure failure;
  CHECK(periods("\"years\"", R"({"kind":"calendar"})", failure.out()) == GIRS_INVALID_ARGUMENT);
  CHECK(periods("quarter", R"({"kind":"nd09"})", failure.out()) == GIRS_INVALID_ARGUMENT);
}
