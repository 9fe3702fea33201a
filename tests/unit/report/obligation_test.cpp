#include "report/obligation.h"

#include <doctest/doctest.h>

#include "support/world.h"

using namespace girs;
using namespace girs::testing;

TEST_CASE("every commune and province of the day owes the quarter, provinces as aggregates") {
  World world({});
  const auto* regime = world.catalog().regime("KSTTHC", make_date(2025, 12, 14));
  REQUIRE(regime);
  const auto owed = must(report::obligations(world.catalog(), *regime, must(Period::parse("2025-Q4"))));
  int provinces = 0, communes = 0;
  for (const auto& obligation : owed) {
    CHECK(to_text(obligation.window.from) == "2025-09-15");
    CHECK(to_text(obligation.window.to) == "2025-12-14");
    (obligation.scope == "aggregate" ? provinces : communes)++;
  }
  CHECK(provinces == 34);
  CHECK(communes == 64 + 38);
}

TEST_CASE("what a unit owes between two days has the due date of its kind") {
  World world({});
  const auto commune = must(report::obligations_of(world.catalog(), "31825", make_date(2025, 12, 1), make_date(2025, 12, 31)));
  REQUIRE(commune.size() == 1);
  CHECK(to_text(commune[0].due.date) == "2025-12-15");
  const auto province = must(report::obligations_of(world.catalog(), "96", make_date(2025, 12, 1), make_date(2025, 12, 31)));
  REQUIRE(province.size() == 1);
  CHECK(province[0].scope == "aggregate");
  CHECK(to_text(province[0].due.date) == "2025-12-17");
  CHECK(must(report::obligations_of(world.catalog(), "31825", make_date(2025, 12, 16), make_date(2025, 12, 31))).empty());
}
