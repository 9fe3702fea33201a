#include "engine/units.h"

#include "doctest/doctest.h"

using namespace girs;
using engine::Units;

TEST_CASE("what lies below a unit is the slice that follows it") {
  const auto units = Units::in_order({{"VN", ""}, {"01", "VN"}, {"a", "01"}, {"b", "01"}, {"02", "VN"}});
  REQUIRE(units);
  CHECK(units->end(0) == 5);
  CHECK(units->end(1) == 4);
  CHECK(units->parent(3) == 1);
  CHECK(units->is_leaf(4));
  CHECK(units->find("b") == 3);
  CHECK(units->find("x") == Units::kNone);
}

TEST_CASE("a list of units that is not depth first is refused with every mistake") {
  const auto units = Units::in_order({{"VN", ""}, {"01", "VN"}, {"01", "VN"}, {"a", "x"}});
  REQUIRE(!units);
  REQUIRE(units.error().mistakes.size() == 2);
  CHECK(*detail_of(units.error().mistakes[0].details, "unit") == "01");
  CHECK(*detail_of(units.error().mistakes[1].details, "row") == "3");
}

TEST_CASE("another tree has another fingerprint") {
  const auto a = Units::in_order({{"VN", ""}, {"01", "VN"}, {"a", "01"}});
  const auto b = Units::in_order({{"VN", ""}, {"01", "VN"}, {"a", "VN"}});
  CHECK(a->fingerprint() != b->fingerprint());
}

TEST_CASE("the reference evaluator sees the same tree") {
  const auto units = Units::in_order({{"VN", ""}, {"01", "VN", "province"}, {"a", "01"}, {"02", "VN"}});
  const engine::UnitsAsHierarchy tree(*units);
  const Period any;
  CHECK(tree.children("VN", any) == std::vector<std::string>{"01", "02"});
  CHECK(tree.leaves("VN", any) == std::vector<std::string>{"a", "02"});
  CHECK(tree.parent("a", any) == "01");
  CHECK(tree.parent("VN", any).empty());
  CHECK(tree.kind("01", any) == "province");
}
