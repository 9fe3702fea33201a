#include <doctest/doctest.h>

#include "unit/unit/small_country.h"

namespace girs {
namespace {

std::string text(const std::vector<UnitChange>& changes) {
  std::string text;
  for (const auto& change : changes)
    text += change.before + (change.whole ? "=>" : "->") + change.after + " ";
  return text;
}

/// The sentence of the first mistake that make() finds in `changes`.
std::string refusal(std::vector<UnitChange> changes) {
  const auto tree = UnitTree::make(small_country_versions(), std::move(changes));
  return tree ? "none" : tree.error().mistakes.front().message.en;
}

bool mentions(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("a merged unit's successor is the unit that took it in") {
  const auto tree = small_country();
  CHECK(text(tree.successors("95", kEve)) == "95=>96 ");
  CHECK(text(tree.successors("27", date("2010-01-01"))) == "27=>24 ");
  CHECK(text(tree.successors("24", kEve)) == "24=>24 ");
  CHECK(tree.successors("24", kMerger).empty());
  CHECK(tree.successors("95", kMerger).empty());  // no longer in force: nothing to follow
}

TEST_CASE("a unit's predecessors are all that it was made of") {
  const auto tree = small_country();
  CHECK(text(tree.predecessors("96", kMerger)) == "95=>96 96=>96 ");
  CHECK(text(tree.predecessors("24", date("2026-12-31"))) == "24=>24 27=>24 ");
  CHECK(tree.predecessors("24", kEve).empty());
  CHECK(tree.predecessors("27", kEve).empty());
}

TEST_CASE("a split names every part with its declared shares") {
  const auto tree = small_country();
  const auto parts = tree.successors("32201", kEve);
  REQUIRE(text(parts) == "32201->32191 32201->32201 ");
  CHECK(parts[0].shares.at("area").text() == "0.4");
  CHECK(parts[1].shares.at("population").text() == "0.75");
  CHECK(text(tree.predecessors("32191", kMerger)) == "32191=>32191 32201->32191 ");
}

TEST_CASE("a change of name alone is no change of boundaries") {
  const auto tree = small_country();
  CHECK(tree.successors("75", date("2026-04-29")).empty());
  CHECK(tree.predecessors("75", date("2026-04-30")).empty());
}

TEST_CASE("only the next change counts forwards and only the last one backwards") {
  const std::vector<UnitVersion> versions{{"A", "a", "x", "", std::nullopt, std::nullopt},
                                          {"B", "b", "x", "", std::nullopt, date("2009-12-31")},
                                          {"C", "c", "x", "", std::nullopt, date("2019-12-31")}};
  const auto tree = *UnitTree::make(versions, {{"A", "A", date("2010-01-01"), true},
                                               {"B", "A", date("2010-01-01"), true},
                                               {"A", "A", date("2020-01-01"), true},
                                               {"C", "A", date("2020-01-01"), true}});
  CHECK(tree.successors("A", date("2005-01-01")).front().on == date("2010-01-01"));
  CHECK(tree.successors("A", date("2010-01-01")).front().on == date("2020-01-01"));
  CHECK(text(tree.predecessors("A", date("2019-12-31"))) == "A=>A B=>A ");
  CHECK(text(tree.predecessors("A", date("2020-01-01"))) == "A=>A C=>A ");
}

TEST_CASE("a code that fell out of use in between means another unit afterwards") {
  const std::vector<UnitVersion> versions{{"A", "old", "x", "", std::nullopt, date("2009-12-31")},
                                          {"A", "new", "x", "", date("2015-01-01"), kEve},
                                          {"B", "b", "x", "", std::nullopt, std::nullopt}};
  const auto tree = *UnitTree::make(versions, {{"A", "B", kMerger, true}});
  CHECK(tree.successors("A", date("2009-12-31")).empty());
  CHECK(text(tree.successors("A", kEve)) == "A=>B ");
}

TEST_CASE("a change must name units known on the eve and on the day") {
  CHECK(mentions(refusal({{"95", "97", kMerger, true}}), "names the unit 97"));
  CHECK(mentions(refusal({{"98", "96", kMerger, true}}), "not in force on 2025-06-30"));
  CHECK(mentions(refusal({{"95", "95", kMerger, true}}), "not in force on 2025-07-01"));
  CHECK(refusal({{"95", "96", kMerger, true}}) == "none");
}

TEST_CASE("a whole unit goes to one successor, and a part is not alone") {
  CHECK(mentions(refusal({{"95", "96", kMerger, true}, {"95", "24", kMerger, true}}), "whole"));
  CHECK(mentions(refusal({{"95", "96", kMerger, false}}), "whole"));
  CHECK(mentions(refusal({{"95", "96", kMerger, false}, {"95", "96", kMerger, false}}), "twice"));
}

TEST_CASE("shares are 0 to 1 and at most 1 together") {
  const auto split = [](const char* first, const char* second) {
    return refusal({{"95", "96", kMerger, false, {{"area", *Decimal::parse(first)}}},
                    {"95", "24", kMerger, false, {{"area", *Decimal::parse(second)}}}});
  };
  CHECK(split("0.4", "0.6") == "none");
  CHECK(mentions(split("0.5", "0.6"), "at most 1"));
  CHECK(mentions(split("-0.1", "0.6"), "at most 1"));
  CHECK(mentions(split("1.1", "0"), "at most 1"));
}

TEST_CASE("shares that every part declares make up the whole, within their own rounding") {
  const auto split = [](const char* first, const char* second) {
    UnitChange rest{"95", "24", kMerger, false, {}};
    if (*second) rest.shares.emplace("area", *Decimal::parse(second));
    return refusal({{"95", "96", kMerger, false, {{"area", *Decimal::parse(first)}}}, rest});
  };
  CHECK(mentions(split("0.3", "0.3"), "do not make up the whole"));
  CHECK(mentions(split("0", "0"), "do not make up the whole"));
  CHECK(mentions(split("0.3333", "0.3333"), "do not make up the whole"));
  CHECK(split("0.3333", "0.6666") == "none");
  CHECK(split("1", "0") == "none");
  CHECK(split("0.3", "") == "none");   // of the other part nothing is said
}

TEST_CASE("a unit that went over into another as a whole is not in force after that") {
  auto versions = small_country_versions();
  const auto refused = [&](std::vector<UnitChange> changes) {
    const auto tree = UnitTree::make(versions, std::move(changes));
    return tree ? "none" : tree.error().mistakes.front().message.en;
  };
  versions.push_back({"A", "Xã A", "commune", "VN", std::nullopt, std::nullopt});
  versions.push_back({"B", "Xã B", "commune", "VN", std::nullopt, std::nullopt});
  CHECK(mentions(refused({{"A", "B", kMerger, true}}),
                 "The unit A went over into B as a whole on 2025-07-01, but is in force on that day"));
  // Its own version of before ends, and another with the same name begins: the same unit still.
  versions[versions.size() - 2].to = kEve;
  versions.push_back({"A", "Xã A", "commune", "VN", kMerger, std::nullopt});
  CHECK(mentions(refused({{"A", "B", kMerger, true}}), "is in force on that day"));
  // A code used anew for another unit, or for what others are merged into, is right.
  versions.back().name = "Xã Khác";
  CHECK(refused({{"A", "B", kMerger, true}}) == "none");
  versions.back().name = "Xã A";
  CHECK(refused({{"A", "B", kMerger, true}, {"32191", "A", kMerger, true}}) == "none");
  // A unit may end without a successor where nothing claims to be complete.
  versions.pop_back();
  CHECK(refused({}) == "none");
}

TEST_CASE("a claim of completeness for a kind that no unit has is a mistake with the nearest kind") {
  UnitData data{small_country_versions(), small_country_changes()};
  data.complete = {{kMerger, {"provinc", "commune"}}};
  std::vector<UnitMistake> found;
  CHECK_FALSE(UnitTree::make(data, &found));
  REQUIRE(found.size() == 1);
  CHECK(found[0].place == UnitPlace{UnitPart::kComplete, 0});
  CHECK(found[0].mistake.message.en ==
        "The changes of 2025-07-01 claim to be complete for \"provinc\", but no unit is of that kind; did "
        "you mean \"province\"?");
}

}  // namespace girs
