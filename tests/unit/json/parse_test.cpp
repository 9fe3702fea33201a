#include "json/parse.h"

#include <doctest/doctest.h>

using namespace girs;
using namespace girs::json;

namespace {

/// "offset line column" of a refusal.
std::string place_of(const Error& error) {
  const auto at = [&](const char* key) {
    const std::string* value = detail_of(error.details, key);
    return value ? *value : "none";
  };
  return at("offset") + " " + at("line") + " " + at("column");
}

}  // namespace

TEST_CASE("a document reads as the value it denotes") {
  const auto value = parse(R"( {"b":[null,true,false,-1.50e2,"x\n\u1ebf\ud83d\ude00"],"a":{}} )");
  REQUIRE(value);
  const Value expected(Object{
      {"b", Array{nullptr, true, false, Number{"-1.50e2"}, "x\nế\U0001f600"}}, {"a", Object{}}});
  CHECK(*value == expected);
}

TEST_CASE("scalars stand alone as documents") {
  CHECK(*parse("null") == Value());
  CHECK(*parse("\"\"") == Value(""));
  CHECK(*parse("-0") == Value(Number{"-0"}));
  CHECK(*parse("12345678901234567890.5") == Value(Number{"12345678901234567890.5"}));
}

TEST_CASE("a refusal names its place in bytes, lines and characters") {
  CHECK(place_of(parse("{\n \"tỉnh\": tru}").error()) == "16 2 13");
  CHECK(place_of(parse("").error()) == "0 1 1");
  CHECK(place_of(parse("[1] x").error()) == "4 1 5");
  CHECK(place_of(parse("[\n\n\"\\ud800\"]").error()) == "4 3 2");
  CHECK(place_of(parse("[\"ab\xff\"]").error()) == "4 1 5");
}

TEST_CASE("every refusal is a sentence in both languages") {
  for (const char* text :
       {"", "[", "{", "{1}", "{\"a\" 1}", "{\"a\":1 2}", "[1 2]", "[\"\\u12\"]", "[\"\\x\"]", "[\"",
        "1e999", "1.", "1e", "[tru]", "[] []", "{\"a\":1,\"a\":2}", "[\"\\udc00\"]"}) {
    CAPTURE(text);
    const auto refused = parse(text);
    REQUIRE(!refused);
    CHECK(refused.error().code == Code::kInvalidArgument);
    CHECK(refused.error().message.en.ends_with('.'));
    CHECK(refused.error().message.vi.ends_with('.'));
    CHECK(refused.error().message.en != refused.error().message.vi);
  }
}

TEST_CASE("a key that stands twice is named, with the place of the second") {
  const auto plain = parse(R"({"x":{"b":1,"a":2,"b":3,"a":4}})");
  REQUIRE(!plain);
  CHECK(plain.error().message.en.find("\"b\"") != std::string::npos);
  CHECK(place_of(plain.error()) == "18 1 19");
  // Quotes and backslashes in the key do not mislead the search for where it starts.
  const auto escaped = parse(R"({"\"\\":1, "\"\\":2})");
  REQUIRE(!escaped);
  CHECK(place_of(escaped.error()) == "11 1 12");
}

TEST_CASE("equal keys in different objects are no duplicates") {
  CHECK(parse(R"({"a":{"a":[{"a":1},{"a":2}]},"b":{"a":1}})"));
}
