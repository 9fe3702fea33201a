#include "unit/boundaries.h"

#include <doctest/doctest.h>

#include <random>

#include "unit/unit/small_country.h"

namespace girs {
namespace {

Decimal number(std::string_view text) { return *Decimal::parse(text); }

UnitFigure figure(std::string unit, std::string_view value, Date on = kEve,
                  std::string period = "2024") {
  if (value.empty()) return {std::move(unit), std::move(period), on, std::nullopt};
  return {std::move(unit), std::move(period), on, number(value)};
}

BoundaryRule to(Date target, std::string key = {}, Addition addition = Addition::kFlow) {
  return {target, addition, std::move(key), {}};
}

/// "96=15 32191~2.5 24?27 A!" : value, estimate, missing parts, not comparable.
std::string text(const UnitTree& tree, const std::vector<UnitFigure>& figures,
                 const BoundaryRule& rule) {
  const auto converted = in_boundaries(tree, figures, rule);
  if (!converted) return converted.error().mistakes.front().message.en;
  std::string out;
  for (const auto& each : *converted) {
    out += each.unit;
    if (each.value) out += (each.estimated ? "~" : "=") + each.value->text();
    if (!each.missing.empty()) out += "?";
    for (const auto& part : each.missing) out += part + ",";
    if (each.not_comparable) {
      CHECK_FALSE(each.not_comparable->vi.empty());
      out += "!";
    }
    out += " ";
  }
  return out;
}

}  // namespace

TEST_CASE("whole units that merged are added exactly") {
  CHECK(text(small_country(), {figure("95", "10.10"), figure("96", "5")}, to(kMerger)) ==
        "96=15.10 ");
  CHECK(text(small_country(), {figure("24", "1"), figure("27", "2")}, to(date("2026-12-31"))) ==
        "24=3 ");
  CHECK(text(small_country(), {figure("24", "1"), figure("75", "7")}, to(kEve)) == "24=1 75=7 ");
}

TEST_CASE("a part that is missing makes the sum missing and is named") {
  const auto tree = small_country();
  CHECK(text(tree, {figure("95", "10")}, to(kMerger)) == "96?96, ");
  CHECK(text(tree, {figure("95", ""), figure("96", "5")}, to(kMerger)) == "96?95, ");
  auto rule = to(kMerger);
  rule.kind = "province";
  CHECK(text(tree, {figure("95", "1"), figure("96", "2")}, rule) == "24?24,27, 75?75, 96=3 ");
}

TEST_CASE("a split is shared out by a declared key and marked as estimated") {
  const auto tree = small_country();
  const std::vector<UnitFigure> both{figure("32191", "10"), figure("32201", "8.5")};
  CHECK(text(tree, both, to(kMerger, "area")) == "32191~13.40 32201~5.10 ");
  CHECK(text(tree, both, to(kMerger, "population")) == "32191~12.125 32201~6.375 ");
}

TEST_CASE("a split without that key is not comparable, and nothing else suffers") {
  const auto tree = small_country();
  const std::vector<UnitFigure> figures{figure("32191", "10"), figure("32201", "8"),
                                        figure("95", "1"), figure("96", "2")};
  CHECK(text(tree, figures, to(kMerger)) == "32191! 32201! 96=3 ");
  CHECK(text(tree, figures, to(kMerger, "households")) == "32191! 32201! 96=3 ");
}

TEST_CASE("shares that were rounded still add up to the whole") {
  const std::vector<UnitVersion> versions{{"A", "a", "x", "", std::nullopt, kEve},
                                          {"B", "b", "x", "", kMerger, std::nullopt},
                                          {"C", "c", "x", "", kMerger, std::nullopt},
                                          {"D", "d", "x", "", kMerger, std::nullopt}};
  const auto split = [&](const char* b, const char* c, const char* d) {
    return UnitTree::make(versions, {{"A", "B", kMerger, false, {{"k", number(b)}}},
                                     {"A", "C", kMerger, false, {{"k", number(c)}}},
                                     {"A", "D", kMerger, false, {{"k", number(d)}}}});
  };
  const auto thirds = in_boundaries(*split("0.333", "0.333", "0.333"),
                                    std::vector{figure("A", "100")}, to(kMerger, "k"));
  REQUIRE(thirds);
  Decimal sum;
  for (const auto& part : *thirds) sum = *add(sum, *part.value);
  CHECK(sum == Decimal(100));
  CHECK(text(*split("0.3", "0.3", "0.3"), {figure("A", "100")}, to(kMerger, "k")) ==
        "B~33.3 C~33.3 D~33.4 ");
  CHECK_FALSE(split("0.3", "0.2", "0.2"));   // a part of the unit would be lost
}

TEST_CASE("rates pass only where nothing was added or shared out") {
  const auto tree = small_country();
  const std::vector<UnitFigure> rates{figure("75", "12.5"), figure("95", "10"), figure("96", "20")};
  CHECK(text(tree, rates, to(date("2026-05-01"), "", Addition::kNone)) == "75=12.5 96! ");
}

TEST_CASE("several changes between the days are passed one after the other") {
  const std::vector<UnitVersion> versions{{"A", "a", "x", "", std::nullopt, std::nullopt},
                                          {"B", "b", "x", "", std::nullopt, date("2009-12-31")},
                                          {"C", "c", "x", "", std::nullopt, date("2019-12-31")}};
  const auto tree = *UnitTree::make(versions, {{"A", "A", date("2010-01-01"), true},
                                               {"B", "A", date("2010-01-01"), true},
                                               {"A", "A", date("2020-01-01"), true},
                                               {"C", "A", date("2020-01-01"), true}});
  const auto then = date("2005-01-01");
  const std::vector<UnitFigure> all{figure("A", "1", then), figure("B", "2", then),
                                    figure("C", "4", then)};
  CHECK(text(tree, all, to(date("2009-12-31"))) == "A=1 B=2 C=4 ");
  CHECK(text(tree, all, to(date("2010-01-01"))) == "A=3 C=4 ");
  CHECK(text(tree, all, to(date("2020-01-01"))) == "A=7 ");
}

TEST_CASE("backwards a split is a merge, and a merge cannot be taken apart") {
  const auto tree = small_country();
  CHECK(text(tree, {figure("96", "9", kMerger), figure("75", "7", kMerger)}, to(kEve)) ==
        "75=7 95! 96! ");
  const std::vector<UnitVersion> versions{{"A", "a", "x", "", std::nullopt, kEve},
                                          {"B", "b", "x", "", kMerger, std::nullopt},
                                          {"C", "c", "x", "", kMerger, std::nullopt}};
  const auto split = *UnitTree::make(versions, {{"A", "B", kMerger, false},
                                                {"A", "C", kMerger, false}});
  CHECK(text(split, {figure("B", "1", kMerger), figure("C", "2", kMerger)}, to(kEve)) == "A=3 ");
  CHECK(text(split, {figure("B", "1", kMerger)}, to(kEve)) == "A?C, ");
}

TEST_CASE("a unit that ends without a successor is not forgotten, nor a code that was reused") {
  const std::vector<UnitVersion> versions{{"A", "old", "x", "", std::nullopt, kEve},
                                          {"A", "new", "x", "", kMerger, std::nullopt},
                                          {"B", "b", "x", "", std::nullopt, kEve},
                                          {"C", "c", "x", "", std::nullopt, date("2024-12-31")}};
  const auto tree = *UnitTree::make(versions, {{"B", "A", kMerger, true}});
  const auto then = date("2024-06-30");
  CHECK(text(tree, {figure("A", "1", then), figure("B", "2", then), figure("C", "4", then)},
             to(kMerger)) == "A! C! ");
}

TEST_CASE("a change that is known to be wrong lets no figure pass") {
  UnitData data;
  data.units = small_country_versions();
  data.changes = small_country_changes();
  std::erase_if(data.changes, [](const UnitChange& change) { return change.before == "95"; });
  data.doubtful = {{"95", "96", kMerger, true}};
  const auto tree = *UnitTree::make(std::move(data));
  CHECK(text(tree, {figure("95", "1"), figure("96", "2"), figure("24", "4"), figure("27", "8")},
             to(kMerger)) == "24=12 96! ");
}

TEST_CASE("figures that name unknown units, stand twice or mix days are refused") {
  const auto tree = small_country();
  const auto refusal = in_boundaries(
      tree,
      std::vector{figure("24", "1"), figure("24", "2"), figure("99", "1"),
                  figure("96", "1", kMerger), figure("27", "1", kMerger, "2025")},
      to(kMerger));
  REQUIRE_FALSE(refusal);
  REQUIRE(refusal.error().mistakes.size() == 4);
  CHECK(refusal.error().mistakes[0].message.en == "The figure of 24 for 2024 stands twice.");
  CHECK(*detail_of(refusal.error().mistakes[1].details, "unit") == "99");
  CHECK(*detail_of(refusal.error().mistakes[3].details, "period") == "2025");
}

TEST_CASE("merging and sharing out lose and gain nothing, whatever the country") {
  constexpr unsigned kSeed = 20250701;
  CAPTURE(kSeed);
  std::mt19937 random(kSeed);
  for (int round = 0; round < 200; ++round) {
    CAPTURE(round);
    std::vector<UnitVersion> versions;
    std::vector<UnitChange> changes;
    std::vector<UnitFigure> figures;
    Decimal given;
    for (int i = 0; i < 20; ++i) {
      versions.push_back({"n" + std::to_string(i), "n", "x", "", kMerger, std::nullopt});
      const auto old = "o" + std::to_string(i);
      versions.push_back({old, "o", "x", "", std::nullopt, kEve});
      const auto value = number(std::to_string(random() % 100'000) + "." +
                                std::to_string(random() % 90 + 10));
      figures.push_back({old, "2024", kEve, value});
      given = *add(given, value);
      const auto first = random() % 20, second = (first + 1 + random() % 19) % 20;
      const auto share = random() % 100;
      const auto part = [](unsigned long hundredths) {
        return *divide(Decimal(static_cast<std::int64_t>(hundredths)), Decimal(100));
      };
      if (share == 0) {
        changes.push_back({old, "n" + std::to_string(first), kMerger, true});
        continue;
      }
      changes.push_back(
          {old, "n" + std::to_string(first), kMerger, false, {{"k", part(share)}}});
      changes.push_back(
          {old, "n" + std::to_string(second), kMerger, false, {{"k", part(100 - share)}}});
    }
    const auto tree = UnitTree::make(versions, changes);
    REQUIRE(tree);
    const auto converted = in_boundaries(*tree, figures, to(kMerger, "k"));
    REQUIRE(converted);
    Decimal sum;
    for (const auto& each : *converted) {
      REQUIRE(each.value);
      sum = *add(sum, *each.value);
    }
    CHECK(sum == given);
  }
}

}  // namespace girs
