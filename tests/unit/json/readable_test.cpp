#include "json/readable.h"

#include <doctest/doctest.h>

#include <random>
#include <string>

#include "json/canonical.h"

using namespace girs::json;

namespace {

/// Whether both judge the document alike; gives what they say.
bool readable(const Value& document, const Limits& limits = {}) {
  const auto bytes = canonical(document);
  REQUIRE(bytes);
  const bool read = parse(*bytes, limits).operator bool();
  const bool seen = check_readable(document, *bytes, limits).operator bool();
  CAPTURE(*bytes);
  CHECK(read == seen);
  return seen;
}

Value nested(int depth) {
  Value value("x");
  for (int i = 0; i < depth; ++i) value = i % 2 ? Value(Array{value}) : Value(Object{{"a", value}});
  return value;
}

Value random_value(std::mt19937& random, int depth) {
  const char* const texts[] = {"", "ước tính", "a\tb\"\\", "\x01", "\xef\xbf\xbe", "\xf4\x8f\xbf\xbf", "\xff", "\xed\xa0\x80",
                               "c1"};
  switch (random() % (depth > 0 ? 7 : 5)) {
    case 0: return Value(nullptr);
    case 1: return Value(true);
    case 2: return Value(static_cast<std::int64_t>(random()) - 2147483648);
    case 3: return Value("plain text");
    case 4: return Value(texts[random() % std::size(texts)]);
    case 5: {
      Value array = Array{};
      for (auto i = random() % 4; i > 0; --i) array.push(random_value(random, depth - 1));
      return array;
    }
    default: {
      Value object = Object{};
      for (auto i = random() % 4; i > 0; --i) object.set("k" + std::to_string(i), random_value(random, depth - 1));
      return object;
    }
  }
}

}  // namespace

TEST_CASE("a document that was written can be read again exactly where it is said so") {
  CHECK(readable(nested(64)));
  CHECK_FALSE(readable(nested(65)));
  CHECK_FALSE(readable(Value(std::string("a\0b", 3))));
  CHECK_FALSE(readable(Value("\xef\xb7\x90")));        // U+FDD0
  CHECK_FALSE(readable(Value("\xc3")));                // half a letter
  CHECK(readable(Value("\xef\xbb\xbf")));              // a mark within, not at the start
  const Limits few{1000, 4, 5};
  CHECK(readable(Value(Array{1, 2, 3, 4}), few));
  CHECK_FALSE(readable(Value(Array{1, 2, 3, 4, 5}), few));
  CHECK_FALSE(readable(nested(5), few));
  CHECK_FALSE(readable(Value(std::string(1000, 'x')), few));
}

TEST_CASE("whatever the document, what is said of reading it again is what reading it says") {
  constexpr unsigned kSeed = 8785;
  MESSAGE("seed " << kSeed);
  std::mt19937 random(kSeed);
  int good = 0, bad = 0;
  for (int i = 0; i < 3000; ++i) (readable(random_value(random, 5)) ? good : bad)++;
  CHECK(good > 100);
  CHECK(bad > 100);
}
