#include "json/canonical.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <random>

#include "json/parse.h"

using namespace girs;
using namespace girs::json;

namespace {

/// The canonical bytes of a text, or why there are none.
std::string canon(std::string_view text) {
  const auto value = parse_for_canon(text);
  if (!value) return "refused: " + value.error().message.en;
  const auto bytes = canonical(*value);
  return bytes ? *bytes : "refused: " + bytes.error().message.en;
}

/// UTF-16 code units of well-formed UTF-8.
std::u16string utf16(std::string_view text) {
  std::u16string units;
  for (std::size_t i = 0; i < text.size();) {
    const auto lead = static_cast<unsigned char>(text[i]);
    const std::size_t size = lead < 0x80 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
    char32_t point = size == 1 ? lead : lead & (0xffu >> (size + 1));
    for (std::size_t k = 1; k < size; ++k)
      point = point << 6 | (static_cast<unsigned char>(text[i + k]) & 0x3fu);
    i += size;
    if (point < 0x10000) {
      units += static_cast<char16_t>(point);
    } else {
      units += static_cast<char16_t>(0xd800 + ((point - 0x10000) >> 10));
      units += static_cast<char16_t>(0xdc00 + ((point - 0x10000) & 0x3ff));
    }
  }
  return units;
}

}  // namespace

TEST_CASE("the example of RFC 8785 section 3.2.2 comes out as published") {
  CHECK(canon(R"({
    "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
    "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/",
    "literals": [null, true, false]})") ==
        R"({"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],)"
        R"("string":"€$\u000f\nA'B\"\\\\\"/"})");
}

TEST_CASE("keys sort by UTF-16 code units, as in RFC 8785 section 3.2.3") {
  CHECK(canon(R"({"\u20ac":"Euro Sign","\r":"Carriage Return",
    "\ufb33":"Hebrew Letter Dalet With Dagesh","1":"One",
    "\ud83d\ude00":"Emoji: Grinning Face","\u0080":"Control",
    "\u00f6":"Latin Small Letter O With Diaeresis"})") ==
        "{\"\\r\":\"Carriage Return\",\"1\":\"One\",\"\xc2\x80\":\"Control\","
        "\"ö\":\"Latin Small Letter O With Diaeresis\",\"€\":\"Euro Sign\","
        "\"\U0001f600\":\"Emoji: Grinning Face\",\"\ufb33\":\"Hebrew Letter Dalet With Dagesh\"}");
}

TEST_CASE("the published arrays and structures come out as published") {
  CHECK(canon(R"([56,{"d":true,"10":null,"1":[ ]}])") == R"([56,{"1":[],"10":null,"d":true}])");
  CHECK(canon(R"({"1":{"f":{"f":"hi","F":5},"\n":56.0},"10":{},"":"empty","a":{},
    "111":[{"e":"yes","E":"no"}],"A":{}})") ==
        R"({"":"empty","1":{"\n":56,"f":{"F":5,"f":"hi"}},"10":{},)"
        R"("111":[{"E":"no","e":"yes"}],"A":{},"a":{}})");
  CHECK(canon(R"({"peach":"This sorting order","péché":"is wrong according to French",
    "pêche":"but canonicalization MUST","sin":"ignore locale"})") ==
        R"({"peach":"This sorting order","péché":"is wrong according to French",)"
        R"("pêche":"but canonicalization MUST","sin":"ignore locale"})");
}

TEST_CASE("text is left as it is: composed and decomposed stay apart") {
  CHECK(canon(R"({"Unnormalized Unicode":"A\u030a"})") ==
        "{\"Unnormalized Unicode\":\"A\u030a\"}");
  CHECK(canon(R"(["\u0000\u001f\u007f\uffff"])") == "[\"\\u0000\\u001f\x7f\xef\xbf\xbf\"]");
}

TEST_CASE("numbers are printed as the doubles they denote") {
  CHECK(canon("[1e21,1E-7,9007199254740993,5e-324,-0,-0.0,1e-400,100,1.0,0e999]") ==
        "refused: A number is too large; write large figures as strings.");
  CHECK(canon("[1e21,1E-7,9007199254740993,5e-324,-0,-0.0,1e-400,100,1.0]") ==
        "[1e+21,1e-7,9007199254740992,5e-324,0,0,0,100,1]");
}

TEST_CASE("what has no canonical form is refused") {
  const auto refused = [](const Value& value) {
    const auto bytes = canonical(value);
    return !bytes && bytes.error().code == Code::kInvalidArgument;
  };
  CHECK(refused(Array{Number{"1e999"}}));
  CHECK(refused(Number{"NaN"}));
  CHECK(refused(Number{"0x10"}));
  Value twice;
  twice.add("a", 1);
  twice.add("b", 2);
  twice.add("a", 3);
  CHECK(refused(twice));
  CHECK(refused(Array{twice}));
}

TEST_CASE("key order is that of UTF-16 for any keys, and canonical bytes are a fixed point") {
  const auto seed = std::random_device{}();
  CAPTURE(seed);
  std::mt19937 random(seed);
  const std::vector<std::string> letters{"a", "\x7f", "ỉ", "\ud7ff", "\ue000", "\uffee",
                                         "\U00010000", "\U0001f600", "\U0010fffd", "é"};
  for (int round = 0; round < 300; ++round) {
    Value value{Object{}};
    std::vector<std::string> keys;
    for (int i = 0; i < 12; ++i) {
      std::string key;
      for (auto n = random() % 4; n > 0; --n) key += letters[random() % letters.size()];
      value.set(key, i);
    }
    for (const auto& member : *value.as_object()) keys.push_back(member.first);
    std::ranges::sort(keys, [](const auto& a, const auto& b) { return utf16(a) < utf16(b); });
    const auto bytes = canonical(value);
    REQUIRE(bytes);
    const auto back = parse_for_canon(*bytes);
    REQUIRE(back);
    REQUIRE(back->as_object()->size() == keys.size());
    for (std::size_t i = 0; i < keys.size(); ++i) REQUIRE((*back->as_object())[i].first == keys[i]);
    REQUIRE(*canonical(*back) == *bytes);
  }
}

TEST_CASE("text that is not NFC is found by its pointer, in names and in values") {
  CHECK(!first_not_nfc(*parse(R"({"Huế":["Đắk Lắk",1,null]})")));
  CHECK(first_not_nfc(Value("e\u0301")) == "");
  CHECK(first_not_nfc(*parse(R"({"a":[1,{"b/c~":"e\u0301"}]})")) == "/a/1/b~1c~0");
  CHECK(first_not_nfc(*parse(R"({"ok":1,"e\u0301":2})")) == "/e\u0301");
}
