#include <doctest/doctest.h>

#include "world.h"

using namespace girs;
using namespace girs::formula;

using trial::World;

TEST_CASE("the current row and column come from the context") {
  World world;
  world.put("F/A/2/2026-Q2/96", "7").put("F/T/3/2026-Q2/96", "9");
  world.context.row = "A";
  CHECK(world.eval("[2]") == "7");
  CHECK(world.eval("[c2]") == "7");
  CHECK(world.eval("[rT.c3]") == "9");
  CHECK(world.eval("[rT]") == "#REF!");  // no current column
  world.context.column = "3";
  CHECK(world.eval("[rT]") == "9");
}

TEST_CASE("ranges and stars follow the template") {
  World world;
  for (const char* column : {"1", "2", "2a", "3"})
    world.put(std::string("F/A/") + column + "/2026-Q2/96", "1");
  world.put("F/x/2/2026-Q2/96", "10").put("F/y/2/2026-Q2/96", "20").put("F/T/2/2026-Q2/96", "99");
  world.context.row = "A";
  CHECK(world.eval("SUM([c2:c3])") == "3");  // 2, 2a, 3
  CHECK(world.eval("SUM([c1,c3])") == "2");
  CHECK(world.eval("SUM([c*])") == "4");
  CHECK(world.eval("SUM([r*.c2])") == "30");
  CHECK(world.eval("SUM([rA:rx.c2])") == "11");
  CHECK(world.eval("ROWCOUNT([r*])") == "2");
  CHECK(world.eval("ROWCOUNT([G!r*])") == "2");  // no dynamic rows: all but totals
  CHECK(world.eval("SUM([c3:c2])") == "#REF!");
  CHECK(world.eval("SUM([c2:c9])") == "#REF!");
  CHECK(world.eval("SUM([rx:rA.c2])") == "#REF!");
}

TEST_CASE("what does not exist is #REF! and what is not reported is missing") {
  World world;
  world.context.row = "A";
  CHECK(world.eval("[9]") == "#REF!");
  CHECK(world.eval("[H!1]") == "#REF!");
  CHECK(world.eval("SUM([H!c*])") == "#REF!");
  CHECK(world.eval("[rZ.c1]") == "missing");
}

TEST_CASE("periods apply from left to right") {
  World world;
  world.context.row = "A";
  world.put("F/A/2/2026-Q1/96", "1").put("F/A/2/2025-Q2/96", "2").put("F/A/2/2025-Q1/96", "3")
      .put("F/A/2/2026-M09/96", "4").put("F/A/2/2026-Q3/96", "5").put("G/A/6/2026-Q1/96", "6");
  CHECK(world.eval("[2@P-1]") == "1");
  CHECK(world.eval("[2@P+1]") == "5");
  CHECK(world.eval("[2@Y-1]") == "2");
  CHECK(world.eval("[2@P-1@Y-1]") == "3");
  CHECK(world.eval("[2@2026M09]") == "4");
  CHECK(world.eval("[G!6@P-1]") == "6");
  CHECK(world.eval("[2@P-9999]") == "#REF!");  // before the calendar begins
}

TEST_CASE("units come from the tree, and without one are #REF!") {
  World world;
  world.context.row = "A";
  world.put("F/A/2/2026-Q2/a", "1").put("F/A/2/2026-Q2/b", "2").put("F/A/2/2026-Q2/01", "4")
      .put("F/A/2/2026-Q2/VN", "100").put("F/A/2/2026-Q2/96", "3");
  CHECK(world.eval("SUM([2^CHILDREN])") == "3");
  CHECK(world.eval("[2]=SUM([2^CHILDREN])") == "true");
  CHECK(world.eval("[2^PARENT]") == "100");
  CHECK(world.eval("[2^ROOT]") == "100");
  CHECK(world.eval("[2^SELF]") == "3");
  CHECK(world.eval("[2^UNIT('01')]") == "4");
  CHECK(world.eval("ROWCOUNT([r*^CHILDREN])") == "4");
  world.context.unit = "VN";
  CHECK(world.eval("SUM([2^LEAVES])") == "7");
  CHECK(world.eval("[2^PARENT]") == "#REF!");
  world.context.unit = "a";
  CHECK(world.eval("SUM([2^CHILDREN])") == "missing");
  world.context.hierarchy = nullptr;
  CHECK(world.eval("[2^SELF]") == "1");
  CHECK(world.eval("[2^PARENT]") == "#REF!");
  CHECK(world.eval("SUM([2^CHILDREN])") == "#REF!");
}

TEST_CASE("operands name each cell once, wherever it is") {
  World world;
  world.context.row = "A";
  const auto expression = Expression::compile("[2]+[c2]=SUM([2^CHILDREN];[2@P-1])+ROWCOUNT([r*])");
  REQUIRE(expression);
  const auto cells = operands(*expression, world.context);
  REQUIRE(cells.size() == 4);
  CHECK(cells[0].address == CellAddress{"F", "A", "2", world.context.period, "96"});
  CHECK(cells[1].address.unit == "a");
  CHECK(cells[2].address.unit == "b");
  CHECK(cells[3].address.period.label() == "2026-Q1");
}

TEST_CASE("without a template ranges run by number and stars over what was given") {
  CHECK(trial::eval("SUM([c9:c11])", {{"c9", "1"}, {"c10", "2"}, {"c11", "4"}}) == "7");
  CHECK(trial::eval("COUNTBLANK([c1:c5])", {{"c2", "1"}}) == "4");
  CHECK(trial::eval("SUM([r2:r10.c3])", {{"r2.c3", "1"}, {"r10.c3", "2"}, {"r1.c3", "9"}}) == "3");
  CHECK(trial::eval("SUM([r*.c3])", {{"r2.c3", "1"}, {"r10.c3", "2"}, {"c3", "9"}}) == "3");
  CHECK(trial::eval("ROWCOUNT([r*])", {{"r2.c3", "1"}, {"r10.c3", "2"}, {"c3", "9"}}) == "2");
  CHECK(trial::eval("SUM([c*])", {{"c3", "1"}, {"c4", "2"}}) == "3");
  CHECK(trial::eval("SUM([c5:c3])", {{"c3", "1"}}) == "#REF!");
  CHECK(trial::eval("SUM([ca:c3])", {{"c3", "1"}}) == "#REF!");
  CHECK(trial::eval("[F!3]", {{"c3", "1"}}) == "#REF!");
}

TEST_CASE("keys of a grid are c3 or r1.c3") {
  GridSource grid;
  CHECK(grid.set_cell("c3", Decimal(1)));
  CHECK(grid.set_cell("r1.c3", Decimal(1)));
  CHECK(grid.set_cell("r1.2.c3a", Decimal(1)));
  CHECK(grid.set_cell("rLĩnh vực.c3", Decimal(1)));
  for (const char* key : {"", "3", "c", "r1", "r.c3", "r1.c", "x.c3", "C3", "r1c3"}) {
    CAPTURE(key);
    CHECK(!grid.set_cell(key, Decimal(1)));
  }
  const auto rows = grid.rows("", Period{}, "");
  REQUIRE(rows.size() == 3);
  CHECK(rows[0].code == "1");
}
