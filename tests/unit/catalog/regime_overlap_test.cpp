#include "catalog/regime_overlap.h"

#include <doctest/doctest.h>

#include "support/sample_catalog.h"

using namespace girs;

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

TEST_CASE("regimes for other units do not overlap") {
  const auto catalog = with_second_regime(R"("reporters":["commune","province"])", R"("reporters":[{"unit":"G22"}])");
  CHECK(regime_overlaps(catalog, 2025).empty());
}
