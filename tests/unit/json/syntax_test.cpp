// RFC 8259 against the cases of the public JSONTestSuite, and what the three readers add.

#include <doctest/doctest.h>

#include "json/parse.h"
#include "support/noted.h"
#include "unit/json/vectors.h"

using namespace girs::json;
using namespace std::string_literals;

namespace {

std::string percent_decoded(const std::string& text) {
  if (text == "-") return {};
  std::string bytes;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '%') {
      bytes += text[i];
      continue;
    }
    bytes += static_cast<char>(std::stoi(text.substr(i + 1, 2), nullptr, 16));
    i += 2;
  }
  return bytes;
}

/// Which of the three readers take `text`: "s" syntax, "c" canon, "p" parse.
std::string readers_of(const std::string& text) {
  std::string readers;
  if (check_syntax(text)) readers += 's';
  if (parse_for_canon(text)) readers += 'c';
  if (parse(text)) readers += 'p';
  return readers;
}

}  // namespace

TEST_CASE("syntax is accepted and refused as in the public JSON test suite") {
  const auto lines = vector_lines("json-syntax.txt");
  REQUIRE(lines.size() == 283);
  for (const auto& fields : lines) {
    CAPTURE(fields[1]);
    const std::string text = percent_decoded(fields[2]);
    CHECK(bool(check_syntax(text)) == (fields[0] == "y"));
    if (fields[0] == "n") {
      CHECK(!parse_for_canon(text));
      CHECK(!parse(text));
    }
  }
  noted("json-syntax", lines.size());
}

TEST_CASE("each reader refuses what its rules add to the syntax") {
  CHECK(readers_of(R"({"a":1})") == "scp");
  CHECK(readers_of(R"({"a":1,"a":1})") == "s");            // duplicate keys
  CHECK(readers_of(R"({"a":1,"\u0061":1})") == "s");       // the same key, escaped
  CHECK(readers_of(R"(["\ud800"])") == "s");               // lone surrogates
  CHECK(readers_of(R"(["\udc00"])") == "s");
  CHECK(readers_of(R"(["\ud800\ud800"])") == "s");
  CHECK(readers_of(R"(["\ud800x\udc00"])") == "s");
  CHECK(readers_of(R"(["\udc00\ud800"])") == "s");
  CHECK(readers_of(R"({"\ud800":1})") == "s");
  CHECK(readers_of(R"(["\ud83d\ude00"])") == "scp");       // paired
  CHECK(readers_of(R"(["\\ud800"])") == "scp");            // no escape at all
  CHECK(readers_of(R"(["\u0000"])") == "sc");
  CHECK(readers_of(R"(["\uffff"])") == "sc");              // noncharacters
  CHECK(readers_of(R"(["\ufdd0"])") == "sc");
  CHECK(readers_of(R"(["\ud83f\udffe"])") == "sc");
  CHECK(readers_of("[\"\xef\xbf\xbf\"]") == "sc");
  CHECK(readers_of("[\"\xef\xb7\xaf\"]") == "sc");
  CHECK(readers_of("[\"\xf4\x8f\xbf\xbe\"]") == "sc");
  CHECK(readers_of("[\"\xef\xb7\xb0\"]") == "scp");        // U+FDF0 is a character
  CHECK(readers_of("[\"\xef\xbf\xbd\"]") == "scp");        // U+FFFD too
  CHECK(readers_of("\xef\xbb\xbf[]") == "");               // byte order mark
  CHECK(readers_of("[]\0[]"s) == "");                      // text after a NUL
  CHECK(readers_of("[]\0"s) == "");
  CHECK(readers_of("[\"\xed\xa0\x80\"]") == "");           // a surrogate in UTF-8
  CHECK(readers_of("[\"\xc0\xaf\"]") == "");               // overlong
}

TEST_CASE("numbers beyond a double are refused, and small ones are not") {
  CHECK(readers_of("[1e400]") == "");
  CHECK(readers_of("[-1e400]") == "");
  CHECK(readers_of("[" + std::string(400, '9') + "]") == "");
  CHECK(readers_of("[1e308]") == "scp");
  CHECK(readers_of("[1e-400]") == "scp");
  CHECK(readers_of("[1e-99999999999999999999]") == "scp");
  CHECK(readers_of("[0." + std::string(400, '0') + "1]") == "scp");
}
