// Corrections after a run: full equals incremental.

#include "engine/change.h"

#include <cstdlib>
#include <string>

#include "doctest/doctest.h"
#include "random_world.h"

using namespace girs;
using namespace girs::engine;
using formula::Absent;
using formula::Value;

namespace {

CellChange random_change(random_world::Random& random, const random_world::World& world) {
  static const char* const kPeriods[] = {"2024-M02", "2024-M03", "2025-M01", "2025-M02",
                                         "2025-M03"};
  CellChange change;
  change.key = {"F", random_world::pick(random, 2) ? "A" : "B",
                std::to_string(1 + random_world::pick(random, 5)),
                *Period::parse(kPeriods[random_world::pick(random, 5)])};
  change.unit = world.units->code(random_world::pick(random, world.units->size()));
  switch (random_world::pick(random, 6)) {
    case 0: change.value = Absent::kMissing; break;
    case 1: change.value = Absent::kNil; break;
    case 2: change.value = Absent::kNotApplicable; break;
    case 3: change.value = *Decimal::parse("123456789012345678901.25"); break;
    default: change.value = Decimal(static_cast<std::int64_t>(random() % 1000)); break;
  }
  return change;
}

ListChange random_list(random_world::Random& random, const random_world::World& world) {
  ListChange change{"L", world.periods[random_world::pick(random, 2)],
                    world.units->code(random_world::pick(random, world.units->size())), {}};
  for (std::size_t i = random_world::pick(random, 5); i > 0; --i) {
    ListRow row;
    for (const char* column : {"1", "2"})
      if (random_world::pick(random, 4) != 0)
        row.emplace(column, Decimal(static_cast<std::int64_t>(random() % 100)));
    change.rows.push_back(std::move(row));
  }
  return change;
}

/// Random definitions, and some that look at other units, lists and the past in ways that only
/// the reference evaluator knows.
std::vector<Definition> definitions(random_world::Random& random) {
  auto list = random_world::definitions(random, 10, 3);
  for (const char* text : {"SHARE([1])", "IFERROR([2^PARENT]-[2];0)>[3]", "MEDIAN([c1:c3@P-1])",
                           "ROWCOUNT([L!r*])>2", "COVERAGE([4^CHILDREN])", "MAX([L!r*.c2])",
                           "[#deep@P-1]+1", "SUM([L!r*.c1])", "SUM([4^LEAVES])/SUM([c5@YTD])"})
    if (auto formula = formula::Expression::compile(text))
      list.push_back({"x" + std::to_string(list.size()), *std::move(formula), {"F", "A", "1"}});
  list.push_back({"deep", *formula::Expression::compile("[1]+[2]"), {"F", "B", "1"}});
  return list;
}

/// The first place where two runs differ, in the bits and texts that they give; empty: nowhere.
std::string difference(const Run& a, const Run& b) {
  for (std::size_t d = 0; d < a.plan().definitions().size(); ++d)
    for (std::size_t p = 0; p < a.periods().size(); ++p) {
      const std::string where = a.plan().definitions()[d].expression.text() + " in " +
                                a.periods()[p].label();
      if (!(a.outcome(d, p) == b.outcome(d, p))) return where;
      for (std::size_t u = 0; u < a.values(d, p).size(); ++u) {
        const Value x = a.values(d, p).value(u);
        const Value y = b.values(d, p).value(u);
        if (x != y || x.index() != y.index() || formula::shown(x) != formula::shown(y))
          return where + " at " + a.table().units().code(u) + ": " + formula::shown(x) + ", anew " +
                 formula::shown(y);
      }
    }
  return {};
}

Changes random_changes(random_world::Random& random, const random_world::World& world) {
  Changes changes;
  for (std::size_t i = 1 + random_world::pick(random, 8); i > 0; --i)
    changes.cells.push_back(random_change(random, world));
  for (std::size_t i = random_world::pick(random, 3); i > 0; --i)
    changes.lists.push_back(random_list(random, world));
  return changes;
}

/// From GIRS_FUZZ_SEED, or 1.
std::uint64_t first_seed() {
  const char* const given = std::getenv("GIRS_FUZZ_SEED");
  return given ? std::strtoull(given, nullptr, 10) : 1;
}

}  // namespace

TEST_CASE("after random edits a run is, bit for bit, what a new run over the whole table is") {
  const std::uint64_t first = first_seed();
  MESSAGE("seeds " << first << " to " << first + 15);
  for (std::uint64_t seed = first; seed < first + 16; ++seed) {
    CAPTURE(seed);
    random_world::Random random(seed);
    auto world = random_world::made(random, seed % 4 == 0 ? 1100 : 150,
                                    random_world::Size::kMixed);
    auto plan = Plan::compile(definitions(random), world.shapes);
    REQUIRE(plan);
    auto run = Run::prepare(*plan, world.table, world.periods, {true});
    REQUIRE(run);
    REQUIRE((*run)->run_part(0, 1));
    for (int round = 0; round < 6; ++round) {
      REQUIRE(apply_changes(**run, *world.table, random_changes(random, world)));
      auto fresh = Run::prepare(*plan, world.table, world.periods, {true});
      REQUIRE(fresh);
      REQUIRE((*fresh)->run_part(0, 1));
      REQUIRE(difference(**run, **fresh) == "");
    }
  }
}

TEST_CASE("a correction computes only what reads the cell, and one that changes nothing ends there") {
  random_world::Random random(5);
  auto world = random_world::made(random, 1500, random_world::Size::kSmall);
  std::vector<Definition> definitions;
  for (const char* text : {"[1]=[2]", "[3]=[4]", "SUM([4^LEAVES])"})
    definitions.push_back({"d" + std::to_string(definitions.size()),
                           *formula::Expression::compile(text), {"F", "A", "1"}});
  auto plan = Plan::compile(std::move(definitions), world.shapes);
  auto run = Run::prepare(*plan, world.table, world.periods, {true});
  REQUIRE(run);
  REQUIRE((*run)->run_part(0, 1));
  const ColumnKey key{"F", "A", "4", world.periods[1]};
  const auto unit = world.units->code(1400);
  const CellChange change{key, unit, Decimal(987654)};
  const auto first = apply_changes(**run, *world.table, {{change}});
  REQUIRE(first);
  CHECK(first->definitions == 2);
  CHECK(first->batches == 2);   // the unit's own, and that of the nation and its province
  const auto again = apply_changes(**run, *world.table, {{change}});
  REQUIRE(again);
  CHECK(again->batches == 0);
}

TEST_CASE("a change of a cell that is not there is refused before any other is made") {
  random_world::Random random(6);
  auto world = random_world::made(random, 20, random_world::Size::kSmall);
  auto plan = Plan::compile(random_world::definitions(random, 3, 2), world.shapes);
  auto run = Run::prepare(*plan, world.table, world.periods, {true});
  REQUIRE(run);
  const ColumnKey key{"F", "A", "1", world.periods[0]};
  const auto before = world.table->find(key)->value(0);
  const auto refused = apply_changes(
      **run, *world.table,
      {{{key, "VN", Decimal(424242)}, {{"F", "A", "99", world.periods[0]}, "VN", Decimal(1)},
        {key, "nowhere", Decimal(1)}}});
  REQUIRE(!refused);
  CHECK(refused.error().mistakes.size() == 2);
  CHECK(world.table->find(key)->value(0) == before);
}

TEST_CASE("a correction of half a column adds the whole column up, with the same result") {
  random_world::Random random(8);
  auto world = random_world::made(random, 300, random_world::Size::kMixed);
  auto plan = Plan::compile({{"sum", *formula::Expression::compile("SUM([4^CHILDREN])"),
                              {"F", "A", "1"}}},
                            world.shapes);
  auto run = Run::prepare(*plan, world.table, world.periods);
  REQUIRE(run);
  REQUIRE((*run)->run_part(0, 1));
  Changes changes;
  for (std::size_t u = 0; u < world.units->size(); u += 2)
    changes.cells.push_back({{"F", "A", "4", world.periods[0]}, world.units->code(u),
                             Decimal(static_cast<std::int64_t>(u))});
  REQUIRE(apply_changes(**run, *world.table, changes));
  auto fresh = Run::prepare(*plan, world.table, world.periods);
  REQUIRE((*fresh)->run_part(0, 1));
  CHECK(difference(**run, **fresh) == "");
}

TEST_CASE("a run over a table that others changed is refused, not computed from old sums") {
  random_world::Random random(9);
  auto world = random_world::made(random, 20, random_world::Size::kSmall);
  auto plan = Plan::compile(random_world::definitions(random, 3, 2), world.shapes);
  auto run = Run::prepare(*plan, world.table, world.periods, {true});
  const ColumnKey key{"F", "A", "1", world.periods[0]};
  REQUIRE(world.table->set(key, "VN", Decimal(5)));
  const auto refused = (*run)->run_part(0, 1);
  REQUIRE(!refused);
  CHECK(refused.error().code == Code::kConflict);
  CHECK(!apply_changes(**run, *world.table, {{{key, "VN", Decimal(6)}}}));
}

TEST_CASE("a change beyond what the form declares is refused before any other is made") {
  random_world::Random random(10);
  auto world = random_world::made(random, 20, random_world::Size::kSmall);
  world.shapes["F"].declared["2"] = {Declared::Type::kNumber, Decimal(-100000), Decimal(1000000)};
  auto plan = Plan::compile({{"sum", *formula::Expression::compile("[1]+[2]"), {"F", "A", "1"}}},
                            world.shapes);
  for (std::size_t u = 0; u < world.units->size(); ++u)
    for (const auto& period : world.periods)
      REQUIRE(world.table->set({"F", "A", "2", period}, world.units->code(u), Decimal(3)));
  auto run = Run::prepare(*plan, world.table, world.periods);
  REQUIRE(run);
  REQUIRE((*run)->run_part(0, 1));
  const ColumnKey key{"F", "A", "2", world.periods[0]};
  const auto refused = apply_changes(**run, *world.table,
                                     {{{{"F", "A", "1", world.periods[0]}, "VN", Decimal(1)},
                                       {key, "VN", Decimal(1000001)},
                                       {key, "VN", std::string("many")}}});
  REQUIRE(!refused);
  CHECK(refused.error().code == Code::kInvalidArgument);
  REQUIRE(refused.error().mistakes.size() == 2);
  CHECK(*detail_of(refused.error().mistakes[0].details, "row") == "1");
  CHECK(refused.error().mistakes[1].message.en.find("is many, but the form declares a number") !=
        std::string::npos);
  CHECK(world.table->find(key)->value(0) == Value(Decimal(3)));
}

TEST_CASE("a fixed row and a row of the same form's list keep apart, whatever the fixed one's name") {
  random_world::Random random(11);
  auto world = random_world::made(random, 20, random_world::Size::kSmall);
  const Period period = world.periods[0];
  const ColumnKey fixed{"L", "1", "2", period};
  const ColumnKey listed{"L", "*1", "2", period};
  world.shapes["L"].rows.push_back({"1", false, false});
  REQUIRE(world.table->add(fixed, Column(world.units->size())));
  auto plan = Plan::compile({{"fixed", *formula::Expression::compile("[L!r1.c2]+0"), {"F", "A"}},
                             {"list", *formula::Expression::compile("SUM([L!r*.c2])"), {"F", "A"}},
                             {"largest", *formula::Expression::compile("MAX([L!r*.c2])"),
                              {"F", "A"}}},
                            world.shapes);
  REQUIRE(plan);
  auto run = Run::prepare(*plan, world.table, {period});
  REQUIRE(run);
  REQUIRE((*run)->run_part(0, 1));
  const std::vector<ListRow> two{{{"2", Decimal(30)}}, {{"2", Decimal(40)}}};
  REQUIRE(apply_changes(**run, *world.table, {{}, {{"L", period, "VN", two}}}));
  REQUIRE(apply_changes(**run, *world.table, {{{fixed, "VN", Decimal(7)}}}));
  REQUIRE(apply_changes(**run, *world.table, {{{listed, "VN", Decimal(50)}}}));
  CHECK((*run)->values(0, 0).value(0) == Value(Decimal(7)));
  CHECK((*run)->values(1, 0).value(0) == Value(Decimal(90)));
  CHECK((*run)->values(2, 0).value(0) == Value(Decimal(50)));
  CHECK(random_world::difference(**run) == "");
  const ColumnKey none{"L", "*3", "2", period};
  CHECK(!apply_changes(**run, *world.table, {{{none, "VN", Decimal(1)}}}));
}
