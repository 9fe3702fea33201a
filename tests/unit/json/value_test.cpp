#include "json/value.h"

#include <doctest/doctest.h>

#include <limits>

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

TEST_CASE("values are built in place") {
  Value value;
  Value& list = value.add("list", Array{});
  list.push(1);
  list.push(Object{}).add("x", true);
  CHECK(value == Value(Object{{"list", Array{1, Object{{"x", true}}}}}));
  CHECK(Value(std::uint64_t{18446744073709551615u}) == Value(Number{"18446744073709551615"}));
  CHECK(Value(std::size_t{7}) == Value(7));
}

TEST_CASE("looking into what is no object finds nothing") {
  CHECK(Value().find("a") == nullptr);
  CHECK(Value("a").find("a") == nullptr);
  CHECK(Value(Array{1}).text("0") == nullptr);
}

TEST_CASE("an integer is a number written as one, within 64 bits") {
  CHECK(Value(Number{"-9223372036854775808"}).as_integer() ==
        std::numeric_limits<std::int64_t>::min());
  CHECK(Value(Number{"9223372036854775807"}).as_integer() ==
        std::numeric_limits<std::int64_t>::max());
  CHECK(Value(Number{"-0"}).as_integer() == 0);
  CHECK(!Value(Number{"9223372036854775808"}).as_integer());
  CHECK(!Value(Number{"1.0"}).as_integer());
  CHECK(!Value(Number{"1e2"}).as_integer());
  CHECK(!Value(Number{""}).as_integer());
  CHECK(!Value("1").as_integer());
  CHECK(!Value(true).as_integer());
}
