// The whole country, 2015 to 2026: 16,628 versions, and 10,634 changes on 2025-07-01. The tables are
// too large for the repository; without them these tests say that they skip (reference_data.h).

#include <doctest/doctest.h>

#include <algorithm>
#include <set>

#include "support/reference_data.h"
#include "unit/unit/small_country.h"
#include "unit/unit_import.h"

namespace girs {
namespace {

Result<UnitImport> whole_country(const std::string& folder, bool lenient) {
  const auto history = reference::content(folder + "vn-units-history.csv");
  const auto merge = reference::content(folder + "vn-units-merge.csv");
  UnitImportOptions options;
  options.lenient = lenient;
  options.top = "VN";
  options.top_name = "Việt Nam";
  options.changed_on = kMerger;
  options.complete_kinds = {"province", "commune"};
  return import_units({{"history.csv", history}, {"merge.csv", merge}}, options);
}

}  // namespace

TEST_CASE("the whole country is one consistent tree before and after the merger") {
  const auto folder = reference::folder_or_say("the whole country");
  if (folder.empty()) return;
  const auto imported = whole_country(folder, true);
  REQUIRE(imported);
  const auto& tree = imported->tree;
  CHECK(tree.versions().size() == 16628 + 1);
  CHECK(tree.changes().size() == 10634);
  CHECK(tree.data().doubtful.empty());
  CHECK(tree.data().complete.size() == 1);  // no unit is lost or made of nothing
  CHECK(tree.in_force(kEve, "province").size() == 63);
  CHECK(tree.in_force(kEve, "district").size() == 696);
  CHECK(tree.in_force(kEve, "commune").size() == 10035);
  CHECK(tree.in_force(kMerger, "province").size() == 34);
  CHECK(tree.in_force(kMerger, "district").empty());
  CHECK(tree.in_force(kMerger, "commune").size() == 3321);
  CHECK(tree.descendants("VN", kEve).size() == 63 + 696 + 10035);
  CHECK(tree.descendants("96", kMerger).size() == 64);
  CHECK(tree.find("00070", kEve)->name == "Phường Hàng Trống");
  CHECK(tree.find("00070", kMerger)->name == "Phường Hoàn Kiếm");
  int split = 0;
  std::set<std::string> reached;
  for (const auto* unit : tree.in_force(kEve, "commune")) {
    const auto successors = tree.successors(unit->code, kEve);
    REQUIRE_FALSE(successors.empty());
    split += successors.size() > 1 ? 1 : 0;
    for (const auto& change : successors) reached.insert(change.after);
  }
  CHECK(split == 441);
  CHECK(reached.size() >= 3316);
}

TEST_CASE("the published list of changes has 13 rows called unchanged that are not") {
  const auto folder = reference::folder_or_say("the mistakes of the published lists");
  if (folder.empty()) return;
  const auto lenient = whole_country(folder, true);
  REQUIRE(lenient);
  CHECK(lenient->mistakes.size() == 13);
  for (const auto& mistake : lenient->mistakes) {
    CHECK(*detail_of(mistake.details, "column") == "change");
    CHECK(mistake.message.en.find("unchanged, but others join") != std::string::npos);
  }
  const auto strict = whole_country(folder, false);
  REQUIRE_FALSE(strict);
  CHECK(strict.error().mistakes.size() == 13);
}

TEST_CASE("the lists of 2025-06-30 and of 2025 agree with the history") {
  const auto folder = reference::folder_or_say("snapshots against the history");
  if (folder.empty()) return;
  const auto before = reference::content(folder + "vn-units-20250630.csv");
  const auto after = reference::content(folder + "vn-units-2025.csv");
  const auto merge = reference::content(folder + "vn-units-merge.csv");
  const auto history = whole_country(folder, true);
  UnitImportOptions options;
  options.lenient = true;
  options.top = "VN";
  options.top_name = "Việt Nam";
  options.changed_on = kMerger;
  const auto imported = import_units(
      {{"before.csv", before, {std::nullopt, kEve}}, {"after.csv", after}, {"merge.csv", merge}},
      options);
  REQUIRE(imported);
  CHECK(imported->mistakes.size() == 13);
  for (const auto day : {kEve, kMerger, date("2026-04-30")})
    for (const auto* unit : imported->tree.in_force(day)) {
      const auto* same = history->tree.find(unit->code, day);
      CAPTURE(unit->code);
      REQUIRE(same != nullptr);
      CHECK(same->parent == unit->parent);
      CHECK(same->kind == unit->kind);
    }
}

TEST_CASE("everybody is found by the name that people type") {
  const auto folder = reference::folder_or_say("names of the whole country");
  if (folder.empty()) return;
  const auto imported = whole_country(folder, true);
  REQUIRE(imported);
  const auto& tree = imported->tree;
  for (const auto* unit : tree.in_force(kMerger)) {
    const auto found = tree.find_by_name(unit->name, kMerger);
    CAPTURE(unit->name);
    REQUIRE_FALSE(found.empty());
    CHECK(found.front().exact);
    CHECK(std::ranges::any_of(found, [&](const NameMatch& match) { return match.unit == unit; }));
  }
  CHECK(tree.find_by_name("ca mau", kMerger).size() == 1);
  CHECK(tree.find_by_name("tp hcm", kMerger).empty());
  CHECK(tree.find_by_name("tp ho chi minh", kMerger).front().unit->code == "79");
}

}  // namespace girs
