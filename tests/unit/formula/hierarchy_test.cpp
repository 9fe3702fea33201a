#include <doctest/doctest.h>

#include "world.h"

using trial::World;

TEST_CASE("units are named by level, ancestor and group") {
  World world;
  world.context.row = "A";
  world.put("F/A/2/2026-Q2/a", "1").put("F/A/2/2026-Q2/b", "2").put("F/A/2/2026-Q2/96", "3")
      .put("F/A/2/2026-Q2/VN", "12");
  world.check({{"SUM([2^LEVEL(commune)])", "3"}, {"SUM([2^GROUP('coast')])", "4"},
               {"SUM([2^GROUP(hills)])", "#REF!"}, {"SUM([2^LEVEL(district)])", "missing"},
               {"[2^ANCESTOR(country)]", "12"}, {"[2^ANCESTOR(province)]", "3"},
               {"[2^ANCESTOR(district)]", "#REF!"}, {"SHARE([2])", "0.25"}});
  world.context.unit = "a";
  world.check({{"[2^ANCESTOR(province)]", "3"}, {"[2]/[2^ANCESTOR(country)]*12", "1"}});
}

TEST_CASE("functions tell where a unit stands") {
  World world;
  world.check({{"UNIT()", "'96"}, {"UNITCODE()", "'96"}, {"UNITLEVEL()", "'province"},
               {"PARENT()", "'VN"}, {"PARENT(PARENT())", "#REF!"}, {"ANCESTOR(\"country\")", "'VN"},
               {"ISLEAF()", "false"}, {"ISLEAF(\"a\")", "true"}, {"CHILDCOUNT()", "2"},
               {"INGROUP(\"coast\")", "true"}, {"INGROUP(\"coast\";\"01\")", "false"},
               {"INGROUP(\"hills\")", "#REF!"}, {"ATTR(\"type\")", "'Tỉnh"},
               {"ATTR(\"area\")", "missing"}, {"ATTR(\"type\";PARENT())", "missing"}});
  world.context.hierarchy = nullptr;
  world.check({{"UNIT()", "'96"}, {"PARENT()", "#REF!"}, {"ISLEAF()", "#REF!"}});
}

TEST_CASE("coverage tells how many units a figure stands on") {
  World world;
  world.context.row = "A";
  world.put("F/A/2/2026-Q2/a", "1").put("F/A/1/2026-Q2/a", "not-applicable");
  world.check({{"COVERAGE([2^CHILDREN])", "0.5"}, {"COVERAGE([c1:c2^CHILDREN])", "0.5"},
               {"COVERAGE([1^CHILDREN])", "0"}, {"COVERAGE([c1:c2])", "0"}});
  const auto sum = girs::formula::Expression::compile("SUM([2^CHILDREN])+[2]");
  const auto companion = coverage(*sum, world.context);
  REQUIRE(companion);
  CHECK(companion->counted == 1);
  CHECK(companion->expected == 2);
  CHECK(companion->is_partial());
  CHECK(!coverage(*girs::formula::Expression::compile("[2]"), world.context));
}

TEST_CASE("functions tell about periods") {
  World world;
  world.check({{"PERIOD()", "2026-Q2"}, {"PERIODTYPE()", "'quarter"}, {"PERIODSTART()", "2026-04-01"},
               {"PERIODEND()", "2026-06-30"}, {"PERIODINYEAR()", "2"}, {"PERIODSPERYEAR()", "4"},
               {"PERIODADD(PERIOD();-2)", "2025-Q4"}, {"PERIODADD(PERIOD();1E12)", "#NUM!"},
               {"YEAROF()", "2026"}, {"QUARTEROF()", "2"}, {"PERIODEND(PERIODADD(PERIOD();1))", "2026-09-30"},
               {"PERIOD()=PERIODADD(PERIOD();0)", "true"}, {"PERIOD()>PERIODADD(PERIOD();-1)", "true"},
               {"PERIOD()+1", "#VALUE!"}, {"PERIODADD(1;1)", "#VALUE!"}});
  World yearly("2026");
  yearly.check({{"PERIODTYPE()", "'year"}, {"PERIODINYEAR()", "1"}, {"PERIODSPERYEAR()", "1"},
                {"QUARTEROF()", "#N/A"}});
  World weekly("2026-W53");
  weekly.check({{"PERIODSPERYEAR()", "53"}, {"QUARTEROF()", "#N/A"}});
  World campaign("X-tet");
  campaign.check({{"PERIODSTART()", "#N/A"}, {"PERIODINYEAR()", "#N/A"}, {"YEAROF()", "#N/A"},
                  {"PERIODADD(PERIOD();1)", "#NUM!"}, {"PERIOD()<PERIOD()", "false"}});
}

TEST_CASE("open rows are looked up and checked for repeats") {
  World world;
  world.put("F/x/1/2026-Q2/96", "'Huế").put("F/y/1/2026-Q2/96", "'HUẾ").put("F/x/2/2026-Q2/96", "5")
      .put("F/y/2/2026-Q2/96", "6");
  world.check({{"UNIQUE([r*.c1])", "false"}, {"UNIQUE([c1])", "false"}, {"UNIQUE([2])", "true"},
               {"DUPLICATES([c1])", "1"}, {"UNIQUE([2a])", "true"},
               {"LOOKUPROW([r*.c1];\"huế\";[r*.c2])", "5"}, {"LOOKUPROW([r*.c2];6;[r*.c1])", "'HUẾ"},
               {"LOOKUPROW([r*.c2];7;[r*.c1])", "#N/A"}, {"LOOKUPROW([r*.c2];7;[rA.c1])", "#VALUE!"},
               {"LOOKUPROW([r*.c2];MISSING;[r*.c1])", "missing"}, {"ROWINDEX()", "#REF!"}});
  world.context.row = "x";
  CHECK(world.eval("ROWINDEX()") == "3");
}

TEST_CASE("functions tell how far a report has come") {
  World world;
  world.check({{"HASFORM(\"F\")", "true"}, {"SUBMITTED(\"F\")", "true"}, {"APPROVED(\"F\")", "false"},
               {"HASFORM(\"G\")", "false"}, {"HASFORM(\"H\")", "missing"},
               {"OR(SUBMITTED(\"F\");SUBMITTED(\"H\"))", "true"}});
}
