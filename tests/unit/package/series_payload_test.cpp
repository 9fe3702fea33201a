#include "package/series_payload.h"

#include <doctest/doctest.h>

#include <functional>

#include "json/canonical.h"
#include "json/parse.h"
#include "support/package_fixture.h"

using namespace girs;
using namespace girs::package;

namespace {

SeriesPayload series_of(const PackageFixture& fixture) {
  SeriesPayload payload{fixture.head({{"preparer", std::string(64, '1')}}), "96", "XK01"};
  payload.breakdown = {{"sector", "A"}};
  payload.vintage = "2026-03-29";
  payload.values = {{"2025-Q3", "-1234.50", {}, ValueStatus::kOfficial, {"revised"}},
                    {"2025-Q4", {}, "not-available", ValueStatus::kEstimate}};
  return payload;
}

}  // namespace

TEST_CASE("a series reads back as it was built, by period whatever the order given") {
  const PackageFixture fixture;
  const auto payload = series_of(fixture);
  const auto bytes = build(payload);
  REQUIRE(bytes);
  CHECK(*parse_series(*bytes) == payload);
  auto shuffled = payload;
  std::swap(shuffled.values[0], shuffled.values[1]);
  CHECK(*build(shuffled) == *bytes);
  auto second = payload;
  second.rev = 2;
  CHECK(!build(second));
  second.prev = std::string(64, 'a');
  CHECK(*parse_series(*build(second)) == second);
}

TEST_CASE("the figures of a series are decimals in one way of writing") {
  const PackageFixture fixture;
  const auto takes = [&](const std::string& figure) {
    auto payload = series_of(fixture);
    payload.values[0].value = figure;
    return static_cast<bool>(build(payload));
  };
  for (const char* good : {"0", "0.0", "-0.5", "10", "1234567890123456789012345678901234",
                           "0.123456789012345678"}) {
    CAPTURE(good);
    CHECK(takes(good));
  }
  for (const char* bad : {"", "-", "-0", "-0.00", "+1", "01", "1.", ".5", "1,5", "1e3", " 1", "NaN",
                          "12345678901234567890123456789012345", "0.1234567890123456789",
                          "12345678901234567.123456789012345678", "--1", "1.2.3"}) {
    CAPTURE(bad);
    CHECK(!takes(bad));
  }
}

TEST_CASE("a series with a mistake anywhere is refused") {
  const PackageFixture fixture;
  const std::pair<const char*, std::function<void(SeriesPayload&)>> changes[] = {
      {"no unit", [](auto& p) { p.unit = ""; }},
      {"no indicator", [](auto& p) { p.indicator = ""; }},
      {"no vintage", [](auto& p) { p.vintage = ""; }},
      {"no values", [](auto& p) { p.values.clear(); }},
      {"a period twice", [](auto& p) { p.values[1].period = "2025-Q3"; }},
      {"a first revision that follows another", [](auto& p) { p.prev = std::string(64, 'a'); }},
      {"no such absence", [](auto& p) { p.values[1].absent = "lost"; }},
      {"no such flag", [](auto& p) { p.values[0].flags = {"wrong"}; }},
      {"a flag twice", [](auto& p) { p.values[0].flags = {"late", "late"}; }},
      {"an empty member", [](auto& p) { p.breakdown["sector"] = ""; }},
      {"an unnamed dimension", [](auto& p) { p.breakdown[""] = "A"; }},
      {"too many dimensions", [](auto& p) {
         for (int i = 0; i < 17; ++i) p.breakdown["d" + std::to_string(i)] = "A";
       }}};
  for (const auto& change : changes) {
    const std::string what = change.first;
    CAPTURE(what);
    auto payload = series_of(fixture);
    change.second(payload);
    CHECK(!build(payload));
  }
}

TEST_CASE("series bytes with an unknown member, or value and absence at once, are refused") {
  const PackageFixture fixture;
  const auto bytes = *build(series_of(fixture));
  auto root = *json::parse(bytes);
  root.set("note", "x");
  CHECK(!parse_series(*json::canonical(root)));
  auto both = bytes;
  both.replace(both.find("{\"absent\":\"not-available\","), 1, "{");
  both.insert(both.find("}", both.find("2025-Q4")), ",\"value\":\"1\"");
  CHECK(!parse_series(both));
  CHECK(!parse_request(bytes));
  CHECK(!parse_series("{}"));
}
