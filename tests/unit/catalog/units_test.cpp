// Units documents: what is written of a tree is read back, and mistakes stand at their element.

#include <doctest/doctest.h>

#include "catalog/catalog.h"
#include "json/canonical.h"
#include "unit/unit_document.h"

namespace girs {
namespace {

Date date(std::string_view text) { return *parse_date(text); }
const Date kMerger = date("2025-07-01");
const Date kEve = date("2025-06-30");

UnitData some_units() {
  const auto none = std::nullopt;
  UnitData data;
  data.units = {{"VN", "Việt Nam", "country", "", none, none},
                {"95", "Tỉnh Bạc Liêu", "province", "VN", none, kEve, {{"type", "Tỉnh"}}},
                {"96", "Tỉnh Cà Mau", "province", "VN", none, kEve},
                {"96", "Tỉnh Cà Mau", "province", "VN", kMerger, none},
                {"97", "Tỉnh Khác", "province", "VN", kMerger, none}};
  const auto half = *Decimal::parse("0.5");
  data.changes = {{"95", "96", kMerger, false, {{"area", half}}},
                  {"95", "97", kMerger, false, {{"area", half}}},
                  {"96", "96", kMerger, true}};
  data.complete = {{kMerger, {"province"}}};
  data.doubtful = {{"94", "96", kMerger, true}};
  data.aliases = {{"96", "Minh Hải", {kMerger, none}}};
  data.members = {{"mekong", "96", {kMerger, none}}};
  data.routes = {{"96", "97", "KSTTHC", {kMerger, none}}, {"97", "VN", "", {}}};
  return data;
}

Result<Catalog> load(const UnitData& data) {
  return Catalog::load({{"units.json", json::pretty(unit_document({"u", 1, "Đơn vị", "nguồn"}, data))}});
}

/// The pointer of the first mistake.
std::string pointer(const UnitData& data) {
  const auto loaded = load(data);
  return loaded ? "none" : *detail_of(loaded.error().mistakes.front().details, "pointer");
}

}  // namespace

TEST_CASE("what is written of units is read back as the same") {
  const auto data = some_units();
  const auto loaded = load(data);
  REQUIRE(loaded);
  const auto& read = loaded->units().data();
  CHECK(read.units == UnitTree::make(data)->versions());
  CHECK(read.changes == UnitTree::make(data)->changes());
  CHECK(read.complete == data.complete);
  CHECK(read.doubtful == data.doubtful);
  CHECK(read.aliases == data.aliases);
  CHECK(read.members == data.members);
  CHECK(read.routes == data.routes);
}

TEST_CASE("a mistake in units stands at the element that it is about") {
  auto data = some_units();
  data.units[3].parent = "XX";  // the second version of 96
  CHECK(pointer(data) == "/units/3");
  data = some_units();
  data.changes.push_back({"97", "96", kMerger, true});
  CHECK(pointer(data) == "/changes/3");
  data = some_units();
  data.aliases.push_back({"98", "Không"});
  CHECK(pointer(data) == "/aliases/1");
  data = some_units();
  data.members.push_back({"mekong", "95", {kMerger, std::nullopt}});
  CHECK(pointer(data) == "/groups/1");
  data = some_units();
  data.routes.insert(data.routes.begin(), {"96", "96", "", {kMerger, std::nullopt}});
  CHECK(pointer(data) == "/routes/0");
  data = some_units();
  data.complete.push_back({date("2026-01-01"), {"comune"}});
  CHECK(pointer(data) == "/complete/1");
}

}  // namespace girs
