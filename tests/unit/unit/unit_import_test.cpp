#include "unit/unit_import.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "unit/unit/small_country.h"

namespace girs {
namespace {

constexpr std::string_view kVersions =
    "level,code,name,type,parent,valid_from,valid_to,area_km2\n"
    "1,95,Tỉnh Bạc Liêu,Tỉnh,,,2025-06-30,2667.90\n"
    "1,96,Tỉnh Cà Mau,Tỉnh,,,2025-06-30,\n"
    "1,96,Tỉnh Cà Mau,Tỉnh,,2025-07-01,,7942.38\n"
    "3,A,Xã An,Xã,95,,2025-06-30,\n"
    "3,B,Phường Bình,Phường,96,2025-07-01,,\n"
    "3,C,\"Thị trấn \"\"Cũ\"\"\",Thị trấn,96,2025-07-01,,\n";
constexpr std::string_view kChanges =
    "level,old_code,new_code,area,population,main,change\n"
    "1,95,96,all,all,1,merged\n"
    "1,96,96,all,all,1,merged\n"
    "3,A,B,part,all,1,merged\n"
    "3,A,C,rest,none,0,merged\n";

UnitImportOptions options() {
  UnitImportOptions options;
  options.top = "VN";
  options.top_name = "Việt Nam";
  options.changed_on = kMerger;
  options.complete_kinds = {"province", "commune"};
  return options;
}

Result<UnitImport> import(std::string_view versions, std::string_view changes = {},
                          bool lenient = false) {
  auto how = options();
  how.lenient = lenient;
  std::vector<UnitTable> tables{{"units.csv", versions}};
  if (!changes.empty()) tables.push_back({"changes.csv", changes});
  return import_units(tables, how);
}

/// "units.csv:3:parent: sentence" of each mistake, a line each.
std::string said(const std::vector<Mistake>& mistakes) {
  std::string text;
  for (const auto& [message, details] : mistakes) {
    CHECK_FALSE(message.vi.empty());
    for (const char* key : {"file", "line", "column"})
      if (const auto* value = detail_of(details, key)) text += *value + ":";
    text += " " + message.en + "\n";
  }
  return text;
}

std::string refusal(std::string_view versions, std::string_view changes = {}) {
  const auto imported = import(versions, changes);
  return imported ? "none" : said(imported.error().mistakes);
}

bool mentions(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

std::string replaced(std::string_view text, std::string_view from, std::string_view to) {
  std::string out(text);
  return out.replace(out.find(from), from.size(), to);
}

}  // namespace

TEST_CASE("lists of versions and changes become one tree with kinds, dates and attributes") {
  const auto imported = import(kVersions, kChanges);
  REQUIRE_MESSAGE(imported, said(imported.error().mistakes));
  const auto& tree = imported->tree;
  CHECK(tree.find("96", kEve)->kind == "province");
  CHECK(tree.find("96", kEve)->parent == "VN");
  CHECK(tree.find("VN", kEve)->kind == "country");
  CHECK(tree.find("C", kMerger)->name == "Thị trấn \"Cũ\"");
  CHECK(*tree.attribute("96", "area_km2", kMerger) == "7942.38");
  CHECK(tree.attribute("96", "area_km2", kEve) == nullptr);
  CHECK(*tree.attribute("B", "type", kMerger) == "Phường");
  CHECK(tree.successors("95", kEve).front().whole);
}

TEST_CASE("words about parts become shares only where they decide") {
  const auto parts = import(kVersions, kChanges)->tree.successors("A", kEve);
  REQUIRE(parts.size() == 2);
  CHECK_FALSE(parts[0].shares.contains("area"));
  CHECK(parts[0].shares.at("population") == Decimal(1));
  CHECK(parts[1].shares.at("population") == Decimal(0));
  CHECK(parts[0].shares.at("main") == Decimal(1));
  const auto numbers = import(kVersions, "old_code,new_code,area,share_households\n95,96,,\n"
                                         "96,96,,\nA,B,0.25,0.5\nA,C,0.75,0.5\n");
  REQUIRE(numbers);
  CHECK(numbers->tree.successors("A", kEve)[0].shares.at("area").text() == "0.25");
  CHECK(numbers->tree.successors("A", kEve)[1].shares.at("households").text() == "0.5");
}

TEST_CASE("a snapshot takes its dates from beside its name") {
  auto how = options();
  how.complete_kinds = {};
  const auto imported = import_units(
      {{"old.csv", "code,name,type,parent\n95,Tỉnh Bạc Liêu,Tỉnh,\n", {std::nullopt, kEve}}}, how);
  REQUIRE(imported);
  CHECK(imported->tree.find("95", kEve) != nullptr);
  CHECK(imported->tree.find("95", kMerger) == nullptr);
}

TEST_CASE("every inconsistency is told with file, line and column, all at once") {
  const auto rows = refusal(
      "code,name,type,parent,valid_from,valid_to\n"
      ",Tỉnh Không,Tỉnh,,,\n"
      "1,Tỉnh Một,Tỉnh,,2025-02-30,\n"
      "2,Phường Hai,Xã,,,\n"
      "3,Vùng Ba,Vùng,,,\n"
      "4,,Tỉnh,,,\n"
      "5,Tỉnh Năm,Tỉnh,77,,\n"
      "6,Tỉnh Sáu,Tỉnh,,2025-07-01,2025-06-30\n"
      "7,Tỉnh Bảy,Tỉnh,,,\n"
      "7,Tỉnh Bảy lần nữa,Tỉnh,,2020-01-01,\n"
      "8,Tỉnh Tám,Tỉnh\n");
  CHECK(mentions(rows, "units.csv:2:code: The column \"code\" is empty"));
  CHECK(mentions(rows, "units.csv:3:valid_from: \"2025-02-30\" is no day"));
  CHECK(mentions(rows, "units.csv:4:type: The unit 2 is called \"Phường Hai\""));
  CHECK(mentions(rows, "units.csv:5:type: The kind of the unit is not known"));
  CHECK(mentions(rows, "units.csv:6:name: The name is empty"));
  CHECK(mentions(rows, "units.csv:7: The unit 5 (Tỉnh Năm) has the parent 77"));
  CHECK(mentions(rows, "units.csv:8: The unit 6 ends on 2025-06-30, before it begins"));
  CHECK(mentions(rows, "units.csv:10: Two versions of the unit 7"));
  CHECK(mentions(rows, "units.csv:11: The row has 3 fields where the header has 6"));
  CHECK(std::ranges::count(rows, '\n') == 9);
}

TEST_CASE("a merge that loses a unit is told at the row of the unit") {
  CHECK(mentions(refusal(kVersions, replaced(kChanges, "1,95,96,all,all,1,merged\n", "")),
                 "units.csv:2: The changes of 2025-07-01 lose the unit 95"));
  CHECK(mentions(refusal(kVersions, replaced(kChanges, "3,A,C,rest,none,0,merged\n",
                                             "3,A,B2,rest,none,0,merged\n")),
                 "units.csv:7: The unit C (Thị trấn \"Cũ\") begins on 2025-07-01 and no change"));
  CHECK(mentions(refusal(kVersions, replaced(kChanges, "1,96,96,all,all,1,merged\n", "")),
                 "units.csv:3: The changes of 2025-07-01 lose the unit 96"));
}

TEST_CASE("words that lose or double a part are told at the row") {
  CHECK(mentions(refusal(kVersions, replaced(kChanges, "A,C,rest", "A,C,part")),
                 "changes.csv:5:area: The old unit A: its parts leave a rest over"));
  CHECK(mentions(refusal(kVersions, replaced(kChanges, "A,B,part,all", "A,B,all,all")),
                 "none"));  // all and a rest of nothing
  CHECK(mentions(refusal(kVersions, replaced(kChanges, "rest,none", "rest,all")),
                 "changes.csv:5:population: The old unit A: its parts together are more"));
  CHECK(mentions(refusal(kVersions, replaced(kChanges, "rest,none", "some,none")),
                 "changes.csv:5:area: \"some\" is no share"));
  CHECK(mentions(refusal(kVersions, replaced(kChanges, "1,95,96,all", "1,95,96,part")),
                 "changes.csv:2:area: The old unit 95: its parts leave a rest over"));
  CHECK(mentions(refusal(kVersions, replaced(kChanges, "all,1,merged", "all,1,unchanged")),
                 "changes.csv:2:change: The old unit 95: it is called unchanged, but others join"));
}

TEST_CASE("a change of a unit that is not known on its day is told at its row") {
  const auto text = refusal(kVersions, replaced(kChanges, "1,95,96,", "1,94,96,"));
  CHECK(mentions(text, "changes.csv:2: A change on 2025-07-01 names the unit 94"));
  auto how = options();
  how.changed_on.reset();
  const auto undated = import_units({{"u.csv", kVersions}, {"c.csv", kChanges}}, how);
  REQUIRE_FALSE(undated);
  CHECK(mentions(said(undated.error().mistakes), "c.csv:2:on: The day of the change is not given"));
}

TEST_CASE("a lenient import keeps what is right and tells the rest") {
  const auto imported = import(std::string(kVersions) + "3,D,Xã Đông,Xã,77,,,\n"
                                                        "4,E,Xã Em,Xã,D,,,\n",
                               replaced(kChanges, "1,95,96,", "1,94,96,"), true);
  REQUIRE(imported);
  const auto text = said(imported->mistakes);
  CHECK(mentions(text, "units.csv:8: The unit D (Xã Đông) has the parent 77"));
  CHECK(mentions(text, "units.csv:9: The unit E (Xã Em) has the parent D"));
  CHECK(mentions(text, "changes.csv:2: A change on 2025-07-01 names the unit 94"));
  CHECK(mentions(text, "lose the unit 95"));
  const auto& tree = imported->tree;
  CHECK(tree.find("D", kMerger) == nullptr);
  CHECK(tree.find("E", kMerger) == nullptr);
  CHECK(tree.find("95", kEve) != nullptr);
  CHECK(tree.successors("96", kEve).size() == 1);
  REQUIRE(tree.data().doubtful.size() == 1);
  CHECK(tree.data().doubtful[0].before == "94");
  CHECK(tree.data().complete.empty());  // the claim is not true of what is left
}

TEST_CASE("one wrong part makes the whole split doubtful") {
  const auto imported =
      import(kVersions, replaced(kChanges, "3,A,C,", "3,A,X,"), true);
  REQUIRE(imported);
  CHECK(imported->tree.successors("A", kEve).empty());
  CHECK(imported->tree.data().doubtful.size() == 2);
}

TEST_CASE("a file that is no list is refused, lenient or not") {
  for (const bool lenient : {false, true}) {
    CHECK_FALSE(import("code,name\n\"1,Một\n", {}, lenient));
    CHECK_FALSE(import("\xFF\xFE", {}, lenient));
  }
  CHECK(mentions(refusal("a,b\n1,2\n"), "The header has neither"));
  CHECK(mentions(refusal("code,name,name\n1,2,3\n"), "stands twice in the header"));
  CHECK(mentions(refusal(""), "The file is empty"));
  std::string nonsense = "code,name\n";
  for (std::size_t i = 0; i < kImportMistakesMax; ++i) nonsense += ",\n";
  const auto stopped = import(nonsense, {}, true);
  REQUIRE_FALSE(stopped);
  CHECK(mentions(stopped.error().message.en, "is it the right file?"));
}

TEST_CASE("a level that there is not and a type that only begins like one are told with their column") {
  CHECK(refusal(replaced(kVersions, "3,A,Xã An", "9,A,Xã An"), kChanges) ==
        "units.csv:5:level: \"9\" is no level of units; write 1 (province), 2 (district or commune) "
        "or 3 (commune).\n");
  CHECK(mentions(refusal(replaced(kVersions, "3,A,Xã An", "abc,A,Xã An"), kChanges), "units.csv:5:level:"));
  CHECK(mentions(refusal(replaced(kVersions, "Xã An,Xã,", "Xãã An,Xãã,")),
                 "units.csv:5:type: The kind of the unit is not known from its type \"Xãã\""));
  // Left to itself the row with a strange level is there all the same.
  const auto lenient = import(replaced(kVersions, "3,A,Xã An", "9,A,Xã An"), kChanges, true);
  REQUIRE(lenient);
  CHECK(lenient->mistakes.size() == 1);
  CHECK(lenient->tree.find("A", kEve) != nullptr);
}

TEST_CASE("what a claim of completeness finds is told with the row of the list that it is about") {
  const auto lost = replaced(kVersions, "3,A,Xã An", "1,97,Tỉnh Đã Mất,Tỉnh,,,2025-06-30,\n3,A,Xã An");
  CHECK(refusal(lost, kChanges) ==
        "units.csv:5: The changes of 2025-07-01 lose the unit 97 (Tỉnh Đã Mất): it ends on the eve and has "
        "no successor.\n");
  auto how = options();
  how.complete_kinds = {"province", "tinh"};
  const auto unknown = import_units({{"units.csv", kVersions}, {"changes.csv", kChanges}}, how);
  REQUIRE_FALSE(unknown);
  CHECK(said(unknown.error().mistakes) ==
        "changes.csv:2: The changes of 2025-07-01 claim to be complete for \"tinh\", but no unit is of that "
        "kind.\n");
}

}  // namespace girs
