#include "report/unit_hierarchy.h"

#include <doctest/doctest.h>

#include "support/sample_catalog.h"

using namespace girs;

namespace {

const Period kNow = *Period::parse("2025-Q4");
const Period kYearBefore = *Period::parse("2024-Q4");

/// Cà Mau of today out of two provinces; a commune out of a whole one and 0.4 of another; a
/// commune of which nothing is recorded; one that is as it was.
Catalog catalog() {
  const girs::Document units = {"units.json", R"J({"schema":"girs.units/1","code":"u","version":1,
    "units":[
    {"code":"VN","name":"Việt Nam","kind":"country"},
    {"code":"G22","name":"Văn phòng Chính phủ","kind":"ministry","parent":"VN"},
    {"code":"95","name":"Tỉnh Bạc Liêu","kind":"province","parent":"VN","to":"2025-06-30"},
    {"code":"96","name":"Tỉnh Cà Mau","kind":"province","parent":"VN","to":"2025-06-30"},
    {"code":"96","name":"Tỉnh Cà Mau","kind":"province","parent":"VN","from":"2025-07-01",
     "attributes":{"type":"Tỉnh"}},
    {"code":"q","name":"Xã Q","kind":"commune","parent":"96","to":"2025-06-30"},
    {"code":"p","name":"Xã P","kind":"commune","parent":"95","to":"2025-06-30"},
    {"code":"a","name":"Xã A","kind":"commune","parent":"96","from":"2025-07-01"},
    {"code":"b","name":"Xã B","kind":"commune","parent":"96","from":"2025-07-01"},
    {"code":"n","name":"Xã N","kind":"commune","parent":"96","from":"2025-07-01"},
    {"code":"s","name":"Xã S","kind":"commune","parent":"96"}],
    "changes":[
    {"before":"95","after":"96","on":"2025-07-01"},
    {"before":"96","after":"96","on":"2025-07-01"},
    {"before":"p","after":"a","on":"2025-07-01"},
    {"before":"q","after":"a","on":"2025-07-01","whole":false,"shares":{"population":"0.4"}},
    {"before":"q","after":"b","on":"2025-07-01","whole":false,"shares":{"population":"0.6"}}]})J"};
  auto loaded = Catalog::load(sample::all_with(units));
  if (loaded) return *std::move(loaded);
  for (const auto& mistake : loaded.error().mistakes) MESSAGE(mistake.message.en);
  REQUIRE(loaded);
  return {};
}

}  // namespace

TEST_CASE("a unit of today finds what it was made of") {
  const auto loaded = catalog();
  const report::UnitHierarchy hierarchy(loaded, loaded.regimes().front());
  const auto province = hierarchy.predecessors("96", kNow, kYearBefore);
  REQUIRE(province);
  REQUIRE(province->size() == 2);
  CHECK(!(*province)[0].estimated);
  CHECK((*province)[0].weight == Decimal(1));
  const auto commune = hierarchy.predecessors("a", kNow, kYearBefore);
  REQUIRE(commune);
  REQUIRE(commune->size() == 2);
  CHECK((*commune)[1].unit == "q");
  CHECK((*commune)[1].weight == *Decimal::parse("0.4"));
  CHECK((*commune)[1].estimated);
  const auto same = hierarchy.predecessors("s", kNow, kYearBefore);
  REQUIRE(same);
  CHECK(same->front().unit == "s");
  CHECK(!hierarchy.predecessors("n", kNow, kYearBefore));  // nothing recorded: #REF!, never 0
  CHECK(hierarchy.predecessors("n", kNow, kNow)->front().unit == "n");
}

TEST_CASE("kinds and attributes are those of the period") {
  const auto loaded = catalog();
  const report::UnitHierarchy hierarchy(loaded, loaded.regimes().front());
  CHECK(hierarchy.kind("96", kNow) == "province");
  CHECK(hierarchy.kind("a", kYearBefore).empty());
  CHECK(hierarchy.attribute("type", "96", kNow) == "Tỉnh");
  CHECK(!hierarchy.attribute("type", "96", kYearBefore));
  CHECK(!hierarchy.group("coast", kNow));
  CHECK(hierarchy.children("96", kYearBefore).size() == 2);
}
