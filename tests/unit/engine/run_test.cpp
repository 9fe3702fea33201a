#include "engine/run.h"

#include <thread>

#include "doctest/doctest.h"
#include "random_world.h"

using namespace girs;
using namespace girs::engine;
using formula::Absent;
using formula::Value;

namespace {

const Period kQuarter = *Period::parse("2025-Q4");

Column column(std::vector<const char*> figures) {
  std::vector<Value> cells;
  for (const char* figure : figures)
    cells.push_back(*figure ? Value(*Decimal::parse(figure)) : Value(Absent::kMissing));
  return Column::of(cells);
}

std::shared_ptr<Table> table() {
  auto units = Units::in_order({{"VN", ""}, {"01", "VN"}, {"a", "01"}});
  auto made = std::make_shared<Table>(std::make_shared<Units>(*std::move(units)));
  (void)made->add({"F", "", "1", kQuarter}, column({"10", "", "7"}));
  (void)made->add({"F", "", "2", kQuarter}, column({"4", "2", "7.5"}));
  return made;
}

std::shared_ptr<const Plan> plan(std::vector<std::pair<const char*, Decimal>> rules) {
  FormShape form;
  form.columns = {"1", "2", "3"};
  std::vector<Definition> definitions;
  for (const auto& [text, tolerance] : rules)
    definitions.push_back({"r" + std::to_string(definitions.size()),
                           *formula::Expression::compile(text), {"F"}, tolerance});
  return *Plan::compile(std::move(definitions), {{"F", form}});
}

}  // namespace

TEST_CASE("a rule says for each unit whether it fails or cannot be evaluated") {
  auto run = Run::prepare(plan({{"[1]=[2]", Decimal()}, {"[1]=[2]", *Decimal::parse("0.5")}}),
                          table(), {kQuarter});
  REQUIRE(run);
  REQUIRE((*run)->run_part(0, 1));
  const auto& exact = (*run)->outcome(0, 0);
  CHECK(exact.fails[0].word[0] == 0b101);
  CHECK(exact.unknown[0].word[0] == 0b010);
  CHECK((*run)->outcome(1, 0).fails[0].word[0] == 0b001);   // half a unit is tolerated
}

TEST_CASE("a column that the plan reads and the table lacks is refused before anything runs") {
  const auto lacking = plan({{"[1]=[3]", Decimal()}, {"[2]=[3@P-1]", Decimal()}});
  const auto run = Run::prepare(lacking, table(), {kQuarter});
  REQUIRE(!run);
  REQUIRE(run.error().mistakes.size() == 2);
  CHECK(*detail_of(run.error().mistakes[0].details, "column") == "F!c3 of 2025-Q4");
  CHECK(*detail_of(run.error().mistakes[1].details, "period") == "2025-Q3");
  CHECK(Run::prepare(lacking, table(), {kQuarter}, {.blank_where_missing = true}));
}

TEST_CASE("what only the reference evaluator reads must be in the table too") {
  const auto lacking = plan({{"MEDIAN([c1:c3])=[2]", Decimal()}});
  const auto run = Run::prepare(lacking, table(), {kQuarter});
  REQUIRE(!run);
  REQUIRE(run.error().mistakes.size() == 1);
  CHECK(*detail_of(run.error().mistakes[0].details, "column") == "F!c3 of 2025-Q4");
}

TEST_CASE("cells that are not as their form declares are told before anything is computed") {
  FormShape form;
  form.columns = {"1", "2"};
  form.declared["1"] = {Declared::Type::kNumber, Decimal(), Decimal(20), 0};
  form.declared["2"] = {Declared::Type::kNumber, {}, {}, {}};
  const auto checked = Plan::compile(
      {{"a", *formula::Expression::compile("[1]+[2]"), {"F"}}}, {{"F", form}});
  REQUIRE(checked);
  auto cells = std::make_shared<Table>(std::make_shared<const Units>(
      *Units::in_order({{"VN", ""}, {"01", "VN"}, {"02", "VN"}, {"03", "VN"}})));
  REQUIRE(cells->add({"F", "", "1", kQuarter}, column({"20", "21", "1.5", "-1"})));
  REQUIRE(cells->set({"F", "", "2", kQuarter}, "02", std::string("abc")));
  REQUIRE(cells->set({"F", "", "2", kQuarter}, "03", formula::Absent::kNil));
  const auto run = Run::prepare(*checked, cells, {kQuarter});
  REQUIRE(!run);
  REQUIRE(run.error().mistakes.size() == 4);
  CHECK(run.error().mistakes[0].message.en ==
        "Cell F!c1 of 2025-Q4 of unit 01 is 21, but the form declares 20 at most; correct it "
        "before computing.");
  CHECK(*detail_of(run.error().mistakes[1].details, "unit") == "02");
  CHECK(run.error().mistakes[1].message.en.find("0 decimals") != std::string::npos);
  CHECK(run.error().mistakes[2].message.en.find("0 at least") != std::string::npos);
  CHECK(run.error().mistakes[3].message.en.find("a number") != std::string::npos);
}

TEST_CASE("columns of another length, a column twice and offsets that do not fit are refused") {
  auto wrong = table();
  const auto shorter = wrong->add({"F", "", "3", kQuarter}, column({"1"}));
  REQUIRE(!shorter);
  CHECK(shorter.error().message.en.find("has 1 cells, but there are 3 units") !=
        std::string::npos);
  CHECK(!wrong->add({"F", "", "1", kQuarter}, column({"1", "2", "3"})));
  CHECK(!wrong->add({"L", "*", "1", kQuarter}, OpenColumn{{0, 1, 5, 2}, column({"1", "2"})}));
}

TEST_CASE("a hierarchy that changed under the columns is refused") {
  const auto world = table();
  const auto run = Run::prepare(plan({{"[1]=[2]", Decimal()}}), world, {kQuarter}, {},
                                world->units().fingerprint() + 1);
  REQUIRE(!run);
  CHECK(run.error().message.en.find("tree of units has changed") != std::string::npos);
}

TEST_CASE("any number of parts on any number of threads gives the same results") {
  random_world::Random random(7);
  auto world = random_world::made(random, 2600, random_world::Size::kMixed);
  auto compiled = Plan::compile(random_world::definitions(random, 12, 3), world.shapes);
  REQUIRE(compiled);
  const auto done = [&](std::size_t parts) {
    auto run = Run::prepare(*compiled, world.table, world.periods, {true});
    REQUIRE(run);
    std::vector<std::thread> threads;
    for (std::size_t part = 0; part < parts; ++part)
      threads.emplace_back([&run, part, parts] { (void)(*run)->run_part(part, parts); });
    for (auto& thread : threads) thread.join();
    return *std::move(run);
  };
  const auto whole = done(1);
  for (const std::size_t parts : {2U, 5U, 13U}) {
    const auto split = done(parts);
    for (std::size_t d = 0; d < (*compiled)->definitions().size(); ++d)
      for (std::size_t p = 0; p < world.periods.size(); ++p) {
        REQUIRE(whole->outcome(d, p) == split->outcome(d, p));
        for (std::size_t u = 0; u < whole->values(d, p).size(); ++u)
          REQUIRE(whole->values(d, p).value(u) == split->values(d, p).value(u));
      }
  }
}

TEST_CASE("a cancelled run stops, and a part that is none is refused") {
  auto run = Run::prepare(plan({{"MEDIAN([c1:c2])=[2]", Decimal()}}), table(), {kQuarter});
  REQUIRE(run);
  CancelToken cancel;
  cancel.set();
  const auto stopped = (*run)->run_part(0, 1, &cancel);
  REQUIRE(!stopped);
  CHECK(stopped.error().code == Code::kCancelled);
  CHECK(!(*run)->run_part(2, 2));
  CHECK(!(*run)->run_part(0, 0));
}

TEST_CASE("memory is stated before running, and no figure makes the run go beyond it") {
  for (std::uint64_t seed = 0; seed < 8; ++seed) {
    CAPTURE(seed);
    random_world::Random random(seed);
    auto world = random_world::made(random, 1100, static_cast<random_world::Size>(seed % 4));
    auto compiled = Plan::compile(random_world::definitions(random, 12, 3), world.shapes);
    auto run = Run::prepare(*compiled, world.table, world.periods, {true});
    REQUIRE(run);
    const auto held = [&] {
      std::size_t bytes = 0;
      for (std::size_t d = 0; d < (*compiled)->definitions().size(); ++d)
        for (std::size_t p = 0; p < world.periods.size(); ++p)
          bytes += (*run)->values(d, p).memory_bytes();
      return bytes;
    };
    const auto room = (*run)->memory_bytes(1) - (*run)->memory_bytes(0);   // of one thread
    const auto stated = (*run)->memory_bytes(0);
    CHECK(room > 0);
    REQUIRE((*run)->run_part(0, 1));
    CHECK(held() <= stated);
    CHECK((*run)->memory_bytes(0) == stated);
  }
}

TEST_CASE("figures that surely stay int64 are stated as no more than that") {
  auto run = Run::prepare(plan({{"[1]+[2]", Decimal()}}), table(), {kQuarter});
  REQUIRE(run);
  const auto& column = (*run)->values(0, 0);
  CHECK(column.memory_bytes_max(Width::kNarrow) < column.memory_bytes_max(Width::kDecimal));
  CHECK((*run)->memory_bytes(0) == column.memory_bytes_max(Width::kNarrow));
}
