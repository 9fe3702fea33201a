#include "report/regime_overlap.h"

#include <doctest/doctest.h>

#include "support/sample_catalog.h"

using namespace girs;
using report::regime_overlaps;

namespace {

/// The sample catalogue with a second regime, its text edited.
Catalog with_second_regime(std::string_view from = {}, std::string_view to = {}) {
  auto second = sample::edited(sample::regime(), "\"code\":\"CD1\"", "\"code\":\"CD2\"");
  if (!from.empty()) second = sample::edited(second, from, to);
  second.file = "regime-2.json";
  auto documents = sample::all();
  documents.push_back(second);
  auto catalog = Catalog::load(documents);
  REQUIRE(catalog);
  return *std::move(catalog);
}

}  // namespace

TEST_CASE("two regimes that ask the same units for one form cost every cell twice") {
  const auto catalog = with_second_regime();
  const auto overlaps = regime_overlaps(catalog, 2025);
  REQUIRE(overlaps.size() == 1);
  CHECK(overlaps[0].first->code == "CD1");
  CHECK(overlaps[0].second->code == "CD2");
  CHECK(overlaps[0].units == 2);    // the province and the commune
  CHECK(overlaps[0].periods == 4);
  REQUIRE(overlaps[0].forms.size() == 1);
  // Columns 3, 4, 5, 6, 11 and 12 hold numbers; rows: the total and three of the list.
  CHECK(overlaps[0].forms[0].items == 6 * 4);
  CHECK(overlaps[0].cells_a_year == 2 * 4 * 24);
}

TEST_CASE("the regime that asks less often says how often both ask") {
  const auto catalog = with_second_regime("\"frequency\":\"quarter\"", "\"frequency\":\"year\"");
  const auto overlaps = regime_overlaps(catalog, 2025);
  REQUIRE(overlaps.size() == 1);
  CHECK(overlaps[0].periods == 1);
}

TEST_CASE("a regime that ended within the year overlaps until then") {
  auto ended = sample::edited(sample::regime(), "\"code\":\"CD1\"", "\"code\":\"CD2\"");
  ended = sample::edited(ended, R"("to":"2026-02-14")", R"("to":"2025-09-30")");
  ended.file = "regime-2.json";
  auto documents = sample::all();
  documents.push_back(ended);
  const auto catalog = Catalog::load(documents);
  REQUIRE(catalog);
  const auto overlaps = regime_overlaps(*catalog, 2025);
  REQUIRE(overlaps.size() == 1);
  CHECK(overlaps[0].units == 2);
  CHECK(overlaps[0].periods == 3);  // the fourth quarter closes on 14 December
  CHECK(regime_overlaps(*catalog, 2026).empty());
}

TEST_CASE("versions of one regime are not asked for twice, and each overlaps in its own days") {
  auto newer = sample::edited(sample::regime(), "\"version\":1", "\"version\":2");
  newer = sample::edited(newer, R"("from":"2021-01-01")", R"("from":"2025-10-01")");
  newer.file = "regime-1-2.json";
  auto other = sample::edited(sample::regime(), "\"code\":\"CD1\"", "\"code\":\"CD2\"");
  other.file = "regime-2.json";
  auto documents = sample::all();
  documents.push_back(newer);
  const auto alone = Catalog::load(documents);
  REQUIRE(alone);
  CHECK(regime_overlaps(*alone, 2025).empty());
  documents.push_back(other);
  const auto catalog = Catalog::load(documents);
  REQUIRE(catalog);
  const auto overlaps = regime_overlaps(*catalog, 2025);
  std::int64_t periods = 0;
  for (const auto& one : overlaps) periods += one.periods;
  CHECK(overlaps.size() == 2);
  CHECK(periods == 4);  // three quarters under the older version, one under the newer
}

TEST_CASE("regimes for other units do not overlap") {
  const auto catalog = with_second_regime(R"("reporters":["commune","province"])", R"("reporters":[{"unit":"G22"}])");
  CHECK(regime_overlaps(catalog, 2025).empty());
}

TEST_CASE("a unit that the condition of one regime lets off is not asked twice") {
  auto units = sample::edited(sample::units(), R"("kind":"commune","parent":"96",)",
                              R"("kind":"commune","parent":"96","attributes":{"border":"0"},)");
  units = sample::edited(units, R"("name":"Tỉnh Cà Mau",)",
                         R"("name":"Tỉnh Cà Mau","attributes":{"border":"1"},)");
  const auto units_of = [&](std::string_view reporters, std::string_view exempt) {
    auto second = sample::edited(sample::regime(), "\"code\":\"CD1\"", "\"code\":\"CD2\"");
    second = sample::edited(second, R"("reporters":["commune","province"],)",
                            "\"reporters\":" + std::string(reporters) + ",\"exempt\":" +
                                std::string(exempt) + ",");
    second.file = "regime-2.json";
    auto documents = sample::all_with(units);
    documents.push_back(second);
    const auto catalog = Catalog::load(documents);
    REQUIRE(catalog);
    const auto overlaps = regime_overlaps(*catalog, 2025);
    return overlaps.empty() ? 0 : overlaps[0].units;
  };
  const char* both = R"(["commune","province"])";
  CHECK(units_of(both, "[]") == 2);
  CHECK(units_of(R"J([{"kind":"commune","when":"ATTR(\"border\")=\"1\""},"province"])J", "[]") == 1);
  CHECK(units_of(R"J([{"kind":"commune","when":"ATTR(\"border\")=\"0\""},"province"])J", "[]") == 2);
  // An exemption by condition counts where the condition is true.
  CHECK(units_of(both, R"J([{"kind":"commune","when":"ATTR(\"border\")=\"0\"","reason":{"vi":"x"}}])J") == 1);
  CHECK(units_of(both, R"J([{"kind":"commune","when":"ATTR(\"border\")=\"1\"","reason":{"vi":"x"}}])J") == 2);
}
