// Corrections after a run: full equals incremental.

#include "engine/change.h"

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

}  // namespace

TEST_CASE("after random edits a run is what a new run over the whole table is") {
  for (std::uint64_t seed = 1; seed <= 12; ++seed) {
    CAPTURE(seed);
    random_world::Random random(seed);
    auto world = random_world::made(random, 150, random_world::Size::kMixed);
    auto plan = Plan::compile(random_world::definitions(random, 10, 3), world.shapes);
    REQUIRE(plan);
    auto run = Run::prepare(*plan, world.table, world.periods, {true});
    REQUIRE(run);
    REQUIRE((*run)->run_part(0, 1));
    for (int round = 0; round < 6; ++round) {
      std::vector<CellChange> changes;
      for (std::size_t i = 1 + random_world::pick(random, 8); i > 0; --i)
        changes.push_back(random_change(random, world));
      REQUIRE(apply_changes(**run, *world.table, changes));
      auto fresh = Run::prepare(*plan, world.table, world.periods, {true});
      REQUIRE(fresh);
      REQUIRE((*fresh)->run_part(0, 1));
      for (std::size_t d = 0; d < (*plan)->definitions().size(); ++d)
        for (std::size_t p = 0; p < world.periods.size(); ++p) {
          CAPTURE((*plan)->definitions()[d].expression.text());
          REQUIRE((*run)->outcome(d, p) == (*fresh)->outcome(d, p));
          for (std::size_t u = 0; u < (*run)->values(d, p).size(); ++u)
            REQUIRE((*run)->values(d, p).value(u) == (*fresh)->values(d, p).value(u));
        }
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
  const auto first = apply_changes(**run, *world.table, {change});
  REQUIRE(first);
  CHECK(first->definitions == 2);
  CHECK(first->batches == 2);   // the unit's own, and that of the nation and its province
  const auto again = apply_changes(**run, *world.table, {change});
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
      {{key, "VN", Decimal(424242)}, {{"F", "A", "99", world.periods[0]}, "VN", Decimal(1)},
       {key, "nowhere", Decimal(1)}});
  REQUIRE(!refused);
  CHECK(refused.error().mistakes.size() == 2);
  CHECK(world.table->find(key)->value(0) == before);
}
