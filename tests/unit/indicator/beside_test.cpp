// What is said beside a figure over reports whose formula reads other indicators.

#include "monthly_world.h"

using namespace girs;
using namespace girs::testing;

TEST_CASE("a figure over reports is no more final than the series that its formula reads, and says "
          "where that one breaks") {
  Monthly world({});
  const auto& unit = world.communes[0];
  must(world.store->write([&](store::Connection& connection) -> Status {
    indicator::Vintage vintage;
    vintage.indicator = "S.1";
    vintage.unit = unit;
    vintage.vintage = "2026-01-01";
    for (const char* month : {"2025-M08", "2025-M09", "2025-M10"})
      vintage.values.push_back({must(Period::parse(month)), Decimal(100), indicator::ValueStatus::kEstimate});
    GIRS_TRY(const auto row, indicator::put_vintage(connection, *world.catalog.indicator("S.1"), vintage,
                                                    *indicator::published_at("2026-01-01")));
    (void)row;
    return ok();
  }));
  for (const char* month : {"2025-M08", "2025-M09", "2025-M10"}) world.put(unit, month);
  const auto asked = [&](const char* derivation, const std::string& of) {
    indicator::Query query;
    query.indicators = {"T.13"};
    query.units = {of};
    query.from = must(Period::parse("2025-M08"));
    query.to = must(Period::parse("2025-M10"));
    query.derive = {*indicator::Derivation::parse(derivation)};
    std::string said;
    for (const auto& one : must(indicator::ask(world.workspace(), query)).observations)
      said += std::string(indicator::shown_status(one.point)) +
              (one.point.flags.contains(indicator::kBreak) ? " break;" : ";");
    return said;
  };
  for (const auto& of : {unit, std::string("96")}) {
    CAPTURE(of);
    CHECK(asked("value", of) == "estimate;estimate break;estimate;");
    CHECK(asked("growth", of) == ";estimate break;estimate;");
  }
}
