#include <doctest/doctest.h>

#include <random>

#include "decimal/decimal.h"

using namespace girs;

TEST_CASE("a plain decimal is read with its scale and written back as it was") {
  for (const char* text : {"0", "0.00", "1.10", "-3", "1234.50", "0.000001",
                           "9999999999999999999999999999999999",
                           "-0.9999999999999999999999999999999999"}) {
    CAPTURE(text);
    const auto value = Decimal::parse(text);
    REQUIRE(value);
    CHECK(value->text() == text);
  }
}

TEST_CASE("signs, leading zeros and a point at either end are allowed in free text") {
  CHECK(Decimal::parse("+007.50")->text() == "7.50");
  CHECK(Decimal::parse("3.")->text() == "3");
  CHECK(Decimal::parse(".3")->text() == "0.3");
  CHECK(Decimal::parse("-0")->text() == "0");
  CHECK(Decimal::parse("-0.00")->text() == "0.00");
  const std::string most(Decimal::kDigitsMax, '9');
  CHECK(Decimal::parse(std::string(50, '0') + most)->digits() == 34);
  CHECK(Decimal::parse("0." + std::string(40, '0') + "1")->scale() == 41);
}

TEST_CASE("what is not a plain decimal of at most 34 digits is not read") {
  for (const char* text :
       {"", "+", "-", ".", "-.", "1e3", "1,5", "1.2.3", " 1", "1 ", "--1", "0x10", "NaN",
        "Infinity", "10000000000000000000000000000000000", "1.0000000000000000000000000000000000",
        "١"}) {
    CAPTURE(text);
    CHECK(!Decimal::parse(text));
  }
  CHECK(!Decimal::parse("0." + std::string(6177, '0')));
  CHECK(Decimal::parse("0." + std::string(6176, '0')));
}

TEST_CASE("the form of payloads has one spelling for each number and scale") {
  for (const char* text : {"0", "0.0", "-0.5", "10", "1.123456789012345678"}) {
    CAPTURE(text);
    REQUIRE(Decimal::parse_canonical(text));
    CHECK(Decimal::parse_canonical(text)->text() == text);
  }
  for (const char* text : {"", "-", "-0", "-0.00", "+1", "01", "00", ".5", "5.", "1e3",
                           "1.1234567890123456789", "0.00000000000000000000",
                           "12345678901234567890123456789012345"}) {
    CAPTURE(text);
    CHECK(!Decimal::parse_canonical(text));
  }
}

TEST_CASE("free values are written without trailing zeros and cells with all of theirs") {
  CHECK(Decimal::parse("1.500")->shortest() == "1.5");
  CHECK(Decimal::parse("100")->shortest() == "100");
  CHECK(Decimal::parse("100.00")->shortest() == "100");
  CHECK(Decimal::parse("0.000")->shortest() == "0");
  CHECK(Decimal::parse("1234.5")->text_at(2) == "1234.50");
  CHECK(Decimal::parse("1234.50")->text_at(1) == "1234.5");
  CHECK(!Decimal::parse("1234.55")->text_at(1));
  CHECK(!Decimal::parse("1234")->text_at(-1));
  CHECK(!Decimal::parse("9999999999999999999999999999999999")->text_at(1));
}

TEST_CASE("text and value go round for random decimals") {
  const unsigned seed = 20250701;
  CAPTURE(seed);
  std::mt19937 source(seed);
  for (int i = 0; i < 2000; ++i) {
    std::string text = source() % 3 == 0 ? "-" : "";
    const auto whole = 1 + source() % 16;
    text += static_cast<char>('1' + source() % 9);
    for (unsigned j = 1; j < whole; ++j) text += static_cast<char>('0' + source() % 10);
    const auto decimals = source() % 19;
    if (decimals > 0) text += '.';
    for (unsigned j = 0; j < decimals; ++j) text += static_cast<char>('0' + source() % 10);
    CAPTURE(text);
    const auto value = Decimal::parse_canonical(text);
    REQUIRE(value);
    CHECK(value->text() == text);
    CHECK(Decimal::parse(value->shortest()) == value);
  }
}

TEST_CASE("whole numbers pass to and from machine integers") {
  CHECK(Decimal(INT64_MIN).text() == "-9223372036854775808");
  CHECK(Decimal(INT64_MIN).to_int64() == INT64_MIN);
  CHECK(Decimal(INT64_MAX).to_int64() == INT64_MAX);
  CHECK(Decimal::parse("12.00")->to_int64() == 12);
  CHECK(!Decimal::parse("12.50")->to_int64());
  CHECK(!Decimal::parse("9223372036854775808")->to_int64());
  CHECK(Decimal::parse("-9223372036854775808")->to_int64() == INT64_MIN);
}
