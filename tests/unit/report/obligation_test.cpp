#include "report/obligation.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "report/cells.h"
#include "report/due_list.h"
#include "report/obligation_book.h"
#include "report/obligation_change.h"
#include "support/sample_catalog.h"
#include "support/world.h"

using namespace girs;
using namespace girs::testing;

namespace {

const Regime& kstthc(const World& world) { return *world.catalog().regime("KSTTHC", make_date(2025, 12, 14)); }

Period quarter() { return must(Period::parse("2025-Q4")); }

/// What a unit owes in a catalogue alone.
std::vector<report::Obligation> owed_by(const World& world, const Regime& regime) {
  return must(report::obligations(world.catalog(), regime, quarter()));
}

bool owes(const std::vector<report::Obligation>& owed, std::string_view unit) {
  return std::ranges::any_of(owed, [&](const auto& one) { return one.unit->code == unit; });
}

Assignment line(Assignment::By by, std::string code) {
  Assignment made;
  made.by = by;
  made.code = std::move(code);
  return made;
}

}  // namespace

TEST_CASE("every commune and province of the day owes the quarter, provinces as aggregates") {
  World world({});
  int provinces = 0, communes = 0;
  for (const auto& obligation : owed_by(world, kstthc(world))) {
    CHECK(to_text(obligation.window.from) == "2025-09-15");
    CHECK(to_text(obligation.window.to) == "2025-12-14");
    (obligation.scope == "aggregate" ? provinces : communes)++;
  }
  CHECK(provinces == 34);
  CHECK(communes == 64 + 38);
}

TEST_CASE("what a unit owes between two days has the due date of its kind") {
  World world({});
  const auto workspace = world.centre_site().workspace();
  const auto of = [&](const char* unit, Date from, Date to) {
    return must(report::obligations_of(workspace, unit, false, from, to, world.now));
  };
  const auto commune = of("31825", make_date(2025, 12, 1), make_date(2025, 12, 31));
  REQUIRE(commune.size() == 1);
  CHECK(to_text(commune[0].due.date) == "2025-12-15");
  const auto province = of("96", make_date(2025, 12, 1), make_date(2025, 12, 31));
  REQUIRE(province.size() == 1);
  CHECK(province[0].scope == "aggregate");
  CHECK(to_text(province[0].due.date) == "2025-12-17");
  CHECK(of("31825", make_date(2025, 12, 16), make_date(2025, 12, 31)).empty());
  const auto subtree =
      must(report::obligations_of(workspace, "96", true, make_date(2025, 12, 1), make_date(2025, 12, 31), world.now));
  CHECK(subtree.size() == 65);
}

TEST_CASE("before a regime begins and after it has ended nobody owes its periods, and the others go on") {
  World world({});
  const auto workspace = world.centre_site().workspace();
  const auto labels = [&](Date from, Date to) {
    std::string text;
    for (const auto& one : must(report::obligations_of(workspace, "31825", false, from, to, world.now)))
      text += one.period.label() + " ";
    return text;
  };
  // KSTTHC is in force until 2026-02-14, so that 2026-Q1 has no version of it.
  CHECK(labels(make_date(2025, 12, 1), make_date(2026, 12, 31)) == "2025-Q4 ");
  CHECK(labels(make_date(2026, 3, 1), make_date(2026, 12, 31)).empty());
  // And it began on 2021-01-01; the unit of that code is another one then.
  CHECK(labels(make_date(2020, 1, 1), make_date(2020, 12, 31)).empty());
}

TEST_CASE("a regime names units by kind, by code, and lets some off with the reason") {
  World world({});
  auto regime = kstthc(world);
  regime.reporters = {line(Assignment::By::kUnit, "31825"), line(Assignment::By::kUnit, "96")};
  auto owed = owed_by(world, regime);
  CHECK(owed.size() == 2);
  CHECK(owes(owed, "31825"));
  regime.reporters = {line(Assignment::By::kKind, "commune")};
  regime.exempt = {line(Assignment::By::kUnit, "31825")};
  owed = owed_by(world, regime);
  CHECK(owed.size() == 64 + 38 - 1);
  CHECK(!owes(owed, "31825"));
}

TEST_CASE("a line of a regime counts only in its dates") {
  World world({});
  auto regime = kstthc(world);
  regime.reporters = {line(Assignment::By::kKind, "province")};
  regime.reporters[0].from = make_date(2025, 12, 15);  // the window ends the day before
  CHECK(owed_by(world, regime).empty());
  regime.reporters[0].from = make_date(2025, 12, 14);
  CHECK(owed_by(world, regime).size() == 34);
  regime.reporters[0].to = make_date(2025, 12, 14);
  CHECK(owed_by(world, regime).size() == 34);
}

TEST_CASE("a condition over earlier reports lets a unit off only when it is false") {
  World world({"31825"});
  const auto& site = world.centre_site();
  auto regime = kstthc(world);
  regime.reporters = {line(Assignment::By::kKind, "commune")};
  regime.reporters[0].when = must(formula::Expression::compile("['II.06a/VPCP/KSTT'!rT.c3]>1000"));
  world.enter(site, "31825", 100);
  must(report::approve(site.workspace(), World::key("31825"), "chairman"));
  const report::StoredCells cells(site.workspace(), "KSTTHC");
  const auto owed = must(report::obligations(world.catalog(), regime, quarter(), &cells));
  CHECK(!owes(owed, "31825"));   // 100 is not above 1000
  CHECK(owed.size() == 64 + 38 - 1);  // nobody else has figures, so nobody else is let off
}

TEST_CASE("an aggregator that waits for its members is due after the last of them") {
  World world({});
  auto regime = kstthc(world);
  DueRule after_members;
  after_members.kind = DueKind::kAfterMembers;
  regime.due["province"] = after_members;
  for (const auto& one : owed_by(world, regime)) {
    CAPTURE(one.unit->code);
    // Communes are due on the 15th, so every province on the 16th: the rule is that of the kind.
    CHECK(to_text(one.due.date) == (one.scope == "aggregate" ? "2025-12-16" : "2025-12-15"));
  }
}

TEST_CASE("a kind of unit without a due rule is an error that names it") {
  World world({});
  auto regime = kstthc(world);
  regime.due.erase("province");
  const auto refused = report::obligations(world.catalog(), regime, quarter());
  REQUIRE(!refused);
  CHECK(refused.error().code == Code::kNotFound);
  CHECK(*detail_of(refused.error().details, "kind") == "province");
}

TEST_CASE("the book of a year holds every quarter and gives subtrees as slices") {
  World world({});
  const auto from = make_date(2025, 7, 1), to = make_date(2026, 1, 31);
  const auto book = must(report::ObligationBook::make(world.catalog(), from, to));
  std::vector<std::string> labels;
  for (const auto& opening : book.openings()) labels.push_back(opening.period.label());
  CHECK(labels == std::vector<std::string>{"2025-Q3", "2025-Q4"});
  std::size_t below = 0, all = 0;
  book.each("96", from, to, [&](const auto&, const auto&) { ++below; });
  CHECK(below == 2 * 65);
  for (const char* province : {"96", "12"})
    book.each(province, from, to, [&](const auto&, const auto&) { ++all; });
  CHECK(all <= book.size());
  std::size_t unknown = 0;
  book.each("no-such-unit", from, to, [&](const auto&, const auto&) { ++unknown; });
  CHECK(unknown == 0);
}

TEST_CASE("a subtree of the order holds the unit and all below it, nobody else") {
  World world({});
  const auto day = make_date(2025, 12, 14);
  const auto& tree = world.catalog().units();
  const report::UnitOrder order(tree, day);
  CHECK(order.size() == tree.in_force(day).size());
  for (const auto* unit : tree.in_force(day)) {
    const auto slice = order.subtree(unit->code);
    REQUIRE(slice);
    std::vector<std::string> expected{unit->code}, found;
    for (const auto* below : tree.descendants(unit->code, day)) expected.push_back(below->code);
    for (auto at = slice->begin; at < slice->end; ++at) found.push_back(order.unit(at).code);
    CHECK(found == expected);
  }
}

TEST_CASE("a period that the regime does not have is refused wherever obligations are asked about") {
  World world({});
  const auto workspace = world.centre_site().workspace();
  const auto& regime = kstthc(world);   // quarterly
  for (const char* label : {"2025-M12", "2025-W50", "2025", "2025-S2", "2025-12-14"}) {
    CAPTURE(label);
    const auto period = must(Period::parse(label));
    CHECK(report::obligations(world.catalog(), regime, period).error().code == Code::kInvalidArgument);
    const auto expected = report::obligations_at(workspace, regime, period, world.now);
    REQUIRE_FALSE(expected);
    CHECK(expected.error().message.en.find("No report is asked for the period") == 0);
    const store::ReportKey key{"KSTTHC", "31825", label};
    for (const auto& changed : {report::extend(workspace, key, make_date(2026, 3, 1), "Bão", "Trưởng phòng"),
                                report::exclude(workspace, key, "Bão", "Trưởng phòng"),
                                report::restore(workspace, key, "Bão", "Trưởng phòng")}) {
      REQUIRE_FALSE(changed);
      CHECK(changed.error().code == Code::kInvalidArgument);
    }
  }
}

TEST_CASE("what is due is asked of the calendar only for periods in which the regime is in force") {
  const auto regime = sample::edited(sample::regime(), R"("from":"2021-01-01")", R"("from":"2025-01-01")");
  const auto catalog = must(Catalog::load(sample::all_with(regime)));   // its calendar: 2025 and 2026
  const auto due = [&](int year) {
    return report::periods_due(catalog, catalog.regimes()[0], make_date(year, 1, 1), make_date(year, 12, 31));
  };
  for (const int year : {2010, 2024, 2030}) {
    CAPTURE(year);
    const auto none = due(year);
    REQUIRE(none);
    CHECK(none->empty());
  }
  CHECK(must(due(2025)).size() == 4);
}

TEST_CASE("time granted to a member moves nobody else's due date, and an aggregator's own moves only its") {
  World world({});
  const auto waits = sample::edited(sample::regime(), R"({"kind":"day-of-month","day":20})",
                                    R"({"kind":"after-members","working_days":1})");
  const auto catalog = must(Catalog::load(sample::all_with(waits)));
  const auto site = world.site("centre-9");
  auto workspace = site.workspace();
  workspace.catalog = &catalog;
  const auto due = [&](const char* unit) {
    const auto list = must(report::due_list(workspace, unit, false, make_date(2025, 12, 1), make_date(2026, 1, 31),
                                            world.now));
    REQUIRE(list.size() == 1);
    return to_text(list[0].standing.due.date);
  };
  CHECK(due("32000") == "2025-12-15");
  CHECK(due("96") == "2025-12-16");
  must(report::extend(workspace, {"CD1", "32000", "2025-Q4"}, make_date(2025, 12, 22), "Bão", "Chánh Văn phòng"));
  CHECK(due("32000") == "2025-12-22");
  CHECK(due("96") == "2025-12-16");
  must(report::extend(workspace, {"CD1", "96", "2025-Q4", "aggregate"}, make_date(2025, 12, 24), "Bão",
                      "Chánh Văn phòng"));
  CHECK(due("32000") == "2025-12-22");
  CHECK(due("96") == "2025-12-24");
}
