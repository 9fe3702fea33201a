// What a hostile document may cost.

#include <doctest/doctest.h>

#include "json/canonical.h"
#include "json/parse.h"

using namespace girs;
using namespace girs::json;

namespace {

std::string nested(std::size_t depth) {
  return std::string(depth, '[') + std::string(depth, ']');
}

std::string limit_of(const Error& error) {
  const std::string* limit = detail_of(error.details, "limit");
  return limit ? *limit : "none";
}

}  // namespace

TEST_CASE("depth 64 is read and 65 is refused, in every reader") {
  CHECK(parse(nested(64)));
  CHECK(check_syntax(nested(64)));
  CHECK(limit_of(parse(nested(65)).error()) == "depth");
  CHECK(limit_of(parse_for_canon(nested(65)).error()) == "depth");
  CHECK(limit_of(check_syntax(nested(65)).error()) == "depth");
  std::string objects;
  for (int i = 0; i < 65; ++i) objects += "{\"a\":";
  CHECK(limit_of(parse(objects).error()) == "depth");
}

TEST_CASE("depth counts what is open, not what has been closed") {
  std::string text = "[" + nested(63);
  for (int i = 0; i < 100; ++i) text += "," + nested(63);
  CHECK(parse(text + "]"));
}

TEST_CASE("millions of brackets end in a refusal, whatever depth is asked for") {
  const std::string brackets(4'000'000, '[');
  CHECK(limit_of(parse(brackets).error()) == "depth");
  const Limits boundless{.size_max = SIZE_MAX, .depth_max = SIZE_MAX, .values_max = SIZE_MAX};
  CHECK(limit_of(parse(brackets, boundless).error()) == "depth");
  CHECK(parse(nested(1000), boundless));
  CHECK(limit_of(check_syntax(nested(1001), boundless).error()) == "depth");
}

TEST_CASE("size and number of values are limited") {
  CHECK(parse("[1,2]", {.size_max = 5}));
  CHECK(limit_of(parse("[1,2]", {.size_max = 4}).error()) == "size");
  CHECK(parse("[1,{\"a\":2}]", {.values_max = 4}));
  CHECK(limit_of(parse("[1,{\"a\":2}]", {.values_max = 3}).error()) == "values");
  CHECK(limit_of(check_syntax("[1,{\"a\":2}]", {.values_max = 3}).error()) == "values");
}

TEST_CASE("an object of very many keys is checked for duplicates without quadratic work") {
  std::string text = "{";  // quadratic work would be 10^10 comparisons: minutes
  for (int i = 0; i < 100'000; ++i) text += "\"k" + std::to_string(i) + "\":0,";
  CHECK(parse(text + "\"last\":0}"));
  CHECK(!parse(text + "\"k0\":0}"));
  const auto canonical_text = canonical(*parse(text + "\"last\":0}"));
  REQUIRE(canonical_text);
  CHECK(canonical_text->size() == text.size() + 9);
}

TEST_CASE("very many lone surrogates and escapes are looked at once") {
  std::string text = "[\"";
  for (int i = 0; i < 500'000; ++i) text += "\\ud800";
  CHECK(check_syntax(text + "\"]"));
  CHECK(!parse(text + "\"]"));
}
