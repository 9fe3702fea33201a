#include "json/value.h"

#include <doctest/doctest.h>

using namespace girs::json;

TEST_CASE("an object keeps its members in order and replaces a member of the same name") {
  Value value;
  value.set("b", 1);
  value.set("a", "x");
  value.set("b", 2);
  REQUIRE(value.as_object());
  CHECK(value.as_object()->size() == 2);
  CHECK(value.as_object()->front().first == "b");
  CHECK(value.find("b")->as_integer() == 2);
  CHECK(*value.text("a") == "x");
  CHECK(value.text("b") == nullptr);
  CHECK(value.find("c") == nullptr);
}
