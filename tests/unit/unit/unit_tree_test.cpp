#include "unit/unit_tree.h"

#include <doctest/doctest.h>

#include "unit/unit/small_country.h"

namespace girs {
namespace {

std::string codes(const std::vector<const UnitVersion*>& units) {
  std::string text;
  for (const auto* unit : units) text += unit->code + " ";
  return text;
}

/// What make() says about a tree of `versions`: the sentences of its mistakes.
std::string refusal(std::vector<UnitVersion> versions) {
  const auto tree = UnitTree::make(std::move(versions), {});
  if (tree) return "none";
  CHECK(tree.error().code == Code::kInvalidArgument);
  std::string text;
  for (const auto& mistake : tree.error().mistakes) {
    CHECK_FALSE(mistake.message.vi.empty());
    CHECK(detail_of(mistake.details, "unit") != nullptr);
    text += mistake.message.en + "\n";
  }
  return text;
}

bool mentions(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("a code means what it meant on the day") {
  const auto tree = small_country();
  CHECK(tree.find("24", kEve)->name == "Tỉnh Bắc Giang");
  CHECK(tree.find("24", kMerger)->name == "Tỉnh Bắc Ninh");
  CHECK(tree.find("27", kEve)->name == "Tỉnh Bắc Ninh");
  CHECK(tree.find("27", kMerger) == nullptr);
  CHECK(tree.find("75", date("2026-04-29"))->name == "Tỉnh Đồng Nai");
  CHECK(tree.find("75", date("2026-04-30"))->name == "Thành phố Đồng Nai");
  CHECK(tree.find("24", date("1900-01-01"))->name == "Tỉnh Bắc Giang");
  CHECK(tree.find("99", kMerger) == nullptr);
  CHECK(tree.find("", kMerger) == nullptr);
}

TEST_CASE("a unit that is not in force is not found, with what is known of its code") {
  const auto tree = small_country();
  CHECK((*tree.get("24", kMerger))->name == "Tỉnh Bắc Ninh");
  const auto gone = tree.get("27", kMerger);
  REQUIRE_FALSE(gone);
  CHECK(gone.error().code == Code::kNotFound);
  CHECK(*detail_of(gone.error().details, "unit") == "27");
  CHECK(*detail_of(gone.error().details, "date") == "2025-07-01");
  CHECK(mentions(gone.error().message.en, "Tỉnh Bắc Ninh (… – 2025-06-30)"));
  CHECK(mentions(tree.get("99", kMerger).error().message.en, "no unit with the code \"99\""));
}

TEST_CASE("children are those of the day, in order of code") {
  const auto tree = small_country();
  CHECK(codes(tree.children("VN", kEve)) == "24 27 75 95 96 ");
  CHECK(codes(tree.children("VN", kMerger)) == "24 75 96 ");
  CHECK(codes(tree.children("96", kEve)) == "973 ");
  CHECK(codes(tree.children("96", kMerger)) == "32191 32201 ");
  CHECK(tree.children("32191", kMerger).empty());
  CHECK(tree.children("", kMerger).empty());
}

TEST_CASE("descendants come depth first, ancestors up to the top") {
  const auto tree = small_country();
  CHECK(codes(tree.descendants("VN", kEve)) == "24 27 75 95 96 973 32191 32201 ");
  CHECK(codes(tree.descendants("VN", kMerger)) == "24 75 96 32191 32201 ");
  CHECK(codes(tree.ancestors("32191", kEve)) == "973 96 VN ");
  CHECK(codes(tree.ancestors("32191", kMerger)) == "96 VN ");
  CHECK(tree.ancestors("VN", kMerger).empty());
  CHECK(tree.ancestors("99", kMerger).empty());
}

TEST_CASE("a unit is below its ancestors and not below itself") {
  const auto tree = small_country();
  CHECK(tree.is_below("32191", "973", kEve));
  CHECK(tree.is_below("32191", "VN", kEve));
  CHECK_FALSE(tree.is_below("32191", "973", kMerger));
  CHECK(tree.is_below("32191", "96", kMerger));
  CHECK_FALSE(tree.is_below("96", "96", kMerger));
  CHECK_FALSE(tree.is_below("96", "24", kMerger));
  CHECK_FALSE(tree.is_below("VN", "", kMerger));
}

TEST_CASE("the units of a kind on a day are those in force") {
  const auto tree = small_country();
  CHECK(codes(tree.in_force(kEve, "province")) == "24 27 75 95 96 ");
  CHECK(codes(tree.in_force(kMerger, "province")) == "24 75 96 ");
  CHECK(tree.in_force(kMerger, "district").empty());
  CHECK(tree.in_force(kMerger).size() == 6);
}

TEST_CASE("the versions of a code come oldest first") {
  const auto tree = small_country();
  REQUIRE(tree.versions_of("24").size() == 2);
  CHECK(tree.versions_of("24")[0].name == "Tỉnh Bắc Giang");
  CHECK(tree.versions_of("99").empty());
}

TEST_CASE("a parent must be in force during a unit's whole life") {
  auto versions = small_country_versions();
  versions.push_back({"32164", "Xã Trí Phải", "commune", "95", std::nullopt, std::nullopt});
  CHECK(mentions(refusal(versions), "parent 95, which is not in force on 2025-07-01"));
  versions.back().parent = "00";
  CHECK(mentions(refusal(versions), "parent 00, but no unit has that code"));
  versions.back().parent = "96";  // its two versions follow each other without a gap
  CHECK(refusal(versions) == "none");
}

TEST_CASE("a gap between two versions of the parent is found") {
  const auto day = [](const char* text) { return date(text); };
  const auto said = refusal({{"A", "a", "x", "", std::nullopt, day("2020-12-31")},
                             {"A", "a", "x", "", day("2021-02-01"), std::nullopt},
                             {"B", "b", "x", "A", day("2020-01-01"), day("2022-01-01")}});
  CHECK(mentions(said, "not in force on 2021-01-01"));
}

TEST_CASE("two versions of a code may not be in force on one day") {
  CHECK(mentions(refusal({{"A", "first", "x", "", std::nullopt, kMerger},
                          {"A", "second", "x", "", kMerger, std::nullopt}}),
                 "in force on 2025-07-01: first and second"));
  CHECK(mentions(refusal({{"A", "first", "x", "", std::nullopt, std::nullopt},
                          {"A", "second", "x", "", std::nullopt, kEve}}),
                 "Two versions of the unit A"));
}

TEST_CASE("a circle is found even when it lasts only for a while") {
  CHECK(mentions(refusal({{"A", "a", "x", "A", std::nullopt, std::nullopt}}), "above itself"));
  const auto said = refusal({{"A", "a", "x", "", std::nullopt, kEve},
                             {"A", "a", "x", "B", kMerger, date("2025-12-31")},
                             {"A", "a", "x", "", date("2026-01-01"), std::nullopt},
                             {"B", "b", "x", "C", std::nullopt, std::nullopt},
                             {"C", "c", "x", "A", std::nullopt, std::nullopt},
                             {"D", "d", "x", "C", std::nullopt, std::nullopt}});
  CHECK(mentions(said, "unit A is above itself on 2025-07-01"));
  CHECK_FALSE(mentions(said, "unit D"));
}

TEST_CASE("a tree deeper than 32 levels is refused without running out of stack") {
  std::vector<UnitVersion> versions{{"0", "0", "x", "", std::nullopt, std::nullopt}};
  for (int i = 1; i <= 5000; ++i)
    versions.push_back({std::to_string(i), "n", "x", std::to_string(i - 1), std::nullopt,
                        std::nullopt});
  CHECK(mentions(refusal(versions), "more than 32 levels deep"));
  versions.resize(32);
  CHECK(refusal(versions) == "none");
}

TEST_CASE("a life that ends before it begins and a unit without a code are refused") {
  CHECK(mentions(refusal({{"A", "a", "x", "", kMerger, kEve}}), "before it begins"));
  CHECK(mentions(refusal({{"", "a", "x", "", std::nullopt, std::nullopt}}), "no code"));
}

TEST_CASE("every mistake is reported at once") {
  const auto tree = UnitTree::make({{"A", "a", "x", "Z", std::nullopt, std::nullopt},
                                    {"B", "b", "x", "Y", std::nullopt, std::nullopt}},
                                   {{"A", "Q", kMerger, true}});
  REQUIRE_FALSE(tree);
  CHECK(tree.error().mistakes.size() == 3);
}

TEST_CASE("an empty tree answers nothing") {
  const auto tree = *UnitTree::make({}, {});
  CHECK(tree.find("VN", kEve) == nullptr);
  CHECK(tree.descendants("VN", kEve).empty());
  CHECK(tree.successors("VN", kEve).empty());
}

TEST_CASE("sentences about units without dates name no day") {
  const auto none = std::nullopt;
  CHECK(refusal({{"P1", "a", "x", "P2", none, none}, {"P2", "b", "x", "P1", none, none}}) ==
        "The unit P1 is above itself.\nThe unit P2 is above itself.\n");
  CHECK(refusal({{"A", "a", "x", "", none, none}, {"A", "b", "x", "", none, none}}) ==
        "Two versions of the unit A are in force at once: a and b.\n");
  CHECK(refusal({{"A", "a", "x", "B", none, none}, {"B", "b", "x", "", kMerger, none}}) ==
        "The unit A (a) has the parent B, which is not in force from the beginning.\n");
  UnitData data{{{"A", "a", "x", "", none, none}, {"B", "b", "x", "", kMerger, none}}};
  data.aliases = {{"Z", "Không", {}}};
  data.routes = {{"A", "B", "", {}}};
  std::vector<UnitMistake> found;
  CHECK_FALSE(UnitTree::make(data, &found));
  REQUIRE(found.size() == 2);
  for (const auto& one : found) {
    CHECK(mentions(one.mistake.message.en, "which is not in force from the beginning."));
    CHECK_FALSE(mentions(one.mistake.message.vi, "…"));
    CHECK(detail_of(one.mistake.details, "date") == nullptr);
  }
}

}  // namespace girs
