#include <doctest/doctest.h>

#include "catalog/catalog.h"
#include "support/source_dir.h"

using namespace girs;

TEST_CASE("the catalogue of the examples loads") {
  const auto documents = read_catalog_folder(source_path("/examples/catalog"));
  REQUIRE(documents);
  const auto catalog = Catalog::load(*documents);
  if (!catalog)
    for (const auto& mistake : catalog.error().mistakes)
      MESSAGE(*detail_of(mistake.details, "file") << *detail_of(mistake.details, "pointer") << ": "
                                                  << mistake.message.en);
  REQUIRE(catalog);
  const auto day = make_date(2025, 12, 14);
  const auto* regime = catalog->regime("KSTTHC", day);
  REQUIRE(regime);
  const auto window = catalog->window(*regime, *Period::parse("2025-Q4"));
  REQUIRE(window);
  CHECK(window->to == day);
  for (const auto& line : regime->reporters) {
    const auto& kind = line.code;
    CAPTURE(kind);
    REQUIRE(regime->due_for(kind));
    CHECK(due_of(*regime->due_for(kind), *Period::parse("2025-Q4"), *window, catalog->calendar()));
  }
  REQUIRE(catalog->form("II.06a/VPCP/KSTT", day));
  CHECK(catalog->form("II.06a/VPCP/KSTT", day)->rules.size() == 6);
  CHECK(catalog->form("II.06a/VPCP/KSTT", make_date(2026, 2, 15)) == nullptr);
  CHECK(catalog->units().in_force(day, "province").size() == 34);
}

TEST_CASE("the indicators of the examples show what a definition may say, and say where it is from") {
  const auto documents = read_catalog_folder(source_path("/examples/catalog"));
  REQUIRE(documents);
  const auto catalog = Catalog::load(*documents);
  REQUIRE(catalog);
  std::size_t concepts = 0, breaks = 0, thresholds = 0, split_keys = 0, indexes = 0, verified = 0;
  for (const auto& one : catalog->indicators()) {
    CHECK_MESSAGE(!one.source.empty(), one.code);
    concepts += one.concept_text.vi.empty() ? 0u : 1u;
    breaks += one.breaks.size();
    thresholds += one.thresholds.size();
    split_keys += one.split_key.empty() ? 0u : 1u;
    indexes += one.base_period.empty() ? 0u : 1u;
    verified += one.verified ? 1u : 0u;
  }
  CHECK(concepts > 0);
  CHECK(breaks > 0);
  CHECK(thresholds > 0);
  CHECK(split_keys > 0);
  CHECK(indexes > 0);
  CHECK(verified == 35);   // the members of QĐ 293/QĐ-TTg whose names public sources confirm
}
