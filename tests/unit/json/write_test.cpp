#include <doctest/doctest.h>

#include "json/canonical.h"
#include "json/parse.h"

using namespace girs::json;

TEST_CASE("the compact form keeps the order of members and the text of numbers") {
  const std::string text = R"({"b":[1.50,-0,true,null],"a":{},"c":[],"d":"ế\"\\\n\u0001/"})";
  CHECK(compact(*parse(text)) == text);
  CHECK(compact(Value()) == "null");
}

TEST_CASE("the form for people has one member or element a line, two spaces deeper each level") {
  CHECK(pretty(*parse(R"({"b":[1,{"x":null}],"a":{},"c":[]})")) ==
        "{\n  \"b\": [\n    1,\n    {\n      \"x\": null\n    }\n  ],\n"
        "  \"a\": {},\n  \"c\": []\n}");
  CHECK(pretty(Value("x")) == "\"x\"");
}

TEST_CASE("what is written reads back as the same value") {
  const auto value = parse(R"({"k\u0007":["\b\f\t\r","\u001f","😀",-1.5e-3],"":{"":""}})");
  REQUIRE(value);
  CHECK(*parse(pretty(*value)) == *value);
  CHECK(*parse(compact(*value)) == *value);
}

TEST_CASE("what needs an escape gets one wherever it stands in a text, and nothing else does") {
  for (std::size_t before = 0; before < 20; ++before)
    for (int byte = 0; byte < 256; ++byte) {
      const std::string text = std::string(before, 'a') + static_cast<char>(byte) + "zzzzzzzzz";
      CAPTURE(before);
      CAPTURE(byte);
      const std::string written = compact(Value(text));
      if (byte < 0x20 || byte == '"' || byte == '\\') {
        CHECK(written.substr(before + 1, 1) == "\\");
        CHECK(*parse_for_canon(written)->as_string() == text);
      } else {
        CHECK(written == '"' + text + '"');
      }
    }
}
