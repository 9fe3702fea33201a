#include "json/number.h"

#include <doctest/doctest.h>

#include <bit>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <limits>
#include <random>

#include "json/canonical.h"
#include "support/noted.h"
#include "unit/json/vectors.h"

using namespace girs::json;

namespace {

/// ECMAScript's Number::toString from its definition: the fewest digits that read back as the
/// same double, found by trying, and the layout written out case by case.
std::string slow_text(double value) {
  std::string digits;
  int exponent = 0;
  for (int places = 0; places <= 16 && digits.empty(); ++places) {
    char buffer[40];
    std::snprintf(buffer, sizeof buffer, "%.*e", places, std::abs(value));
    const std::string printed(buffer);
    const auto e = printed.find('e');
    std::string mantissa = printed.substr(0, e);
    if (places > 0) mantissa.erase(1, 1);
    const long long middle = std::atoll(mantissa.c_str());
    exponent = std::atoi(printed.c_str() + e + 1);
    // Next to a power of two the nearest decimal may fail where its neighbour reads back.
    for (const long long near : {middle, middle + 1, middle - 1}) {
      const std::string tried = std::to_string(near);
      if (tried.size() != mantissa.size()) continue;
      const std::string text = tried + "e" + std::to_string(exponent - places);
      if (std::strtod(text.c_str(), nullptr) != std::abs(value)) continue;
      digits = tried;
      break;
    }
  }
  const std::string sign = value < 0 ? "-" : "";
  const int n = exponent + 1;
  const int k = static_cast<int>(digits.size());
  if (n >= k && n <= 21) return sign + digits + std::string(static_cast<std::size_t>(n - k), '0');
  if (n > 0 && n <= 21)
    return sign + digits.substr(0, static_cast<std::size_t>(n)) + "." +
           digits.substr(static_cast<std::size_t>(n));
  if (n > -6 && n <= 0)
    return sign + "0." + std::string(static_cast<std::size_t>(-n), '0') + digits;
  const std::string power = (n > 0 ? "+" : "-") + std::to_string(std::abs(n - 1));
  return sign + digits[0] + (k > 1 ? "." + digits.substr(1) : "") + "e" + power;
}

}  // namespace

TEST_CASE("doubles print as in the table of RFC 8785") {
  const auto lines = vector_lines("json-numbers.txt");
  REQUIRE(lines.size() > 30);
  for (const auto& fields : lines) {
    CAPTURE(fields[0]);
    const auto value = std::bit_cast<double>(std::strtoull(fields[0].c_str(), nullptr, 16));
    CHECK(number_text(value) == fields[1]);
    const auto back = to_double(fields[1]);
    REQUIRE(back);
    CHECK(*back == value);
  }
  noted("json-numbers", lines.size());
}

TEST_CASE("what is not finite has ECMAScript's name, which is no JSON") {
  CHECK(number_text(std::numeric_limits<double>::quiet_NaN()) == "NaN");
  CHECK(number_text(std::numeric_limits<double>::infinity()) == "Infinity");
  CHECK(number_text(-std::numeric_limits<double>::infinity()) == "-Infinity");
  CHECK(!is_number("NaN"));
}

TEST_CASE("every double prints with the fewest digits and reads back as itself") {
  const auto seed = std::random_device{}();
  CAPTURE(seed);
  std::mt19937_64 random(seed);
  for (int i = 0; i < 10'000; ++i) {
    std::uint64_t bits = random();
    if (i % 4 == 1) bits &= 0xfff0000000000000;                      // powers of two
    if (i % 4 == 2) bits = std::bit_cast<std::uint64_t>(static_cast<double>(bits >> 40) / 1000);
    const auto value = std::bit_cast<double>(bits);
    if (!std::isfinite(value)) continue;
    CAPTURE(bits);
    const std::string text = number_text(value);
    REQUIRE(std::strtod(text.c_str(), nullptr) == value);
    REQUIRE(is_number(text));
    REQUIRE(*to_double(text) == value);
    if (value != 0) REQUIRE(text == slow_text(value));
  }
}

TEST_CASE("numbers follow the grammar of RFC 8259") {
  for (const char* text : {"0", "-0", "10", "0.5", "-1.25e+10", "1E5", "1e-5", "0e999"}) {
    CAPTURE(text);
    CHECK(is_number(text));
  }
  for (const char* text : {"", "-", "+1", "01", "-01", "1.", ".5", "1e", "1e+", "0x1", "1 ", " 1",
                           "inf", "nan", "Infinity", "1e5.0", "--1", "1_0"}) {
    CAPTURE(text);
    CHECK(!is_number(text));
    CHECK(!to_double(text));
  }
}

TEST_CASE("a number too large for a double has none, and one too small is zero") {
  CHECK(!to_double("1e309"));
  CHECK(!to_double("-1e309"));
  CHECK(!to_double("1" + std::string(309, '0')));
  CHECK(!to_double("1" + std::string(330, '0') + "e-10"));
  CHECK(!to_double("1e99999999999999999999999"));
  CHECK(!to_double("0.00001e400"));
  CHECK(to_double("1e-400") == 0.0);
  CHECK(to_double("-1e-400") == 0.0);
  CHECK(to_double("1e-99999999999999999999999") == 0.0);
  CHECK(to_double("12345.678e-400") == 0.0);
  CHECK(to_double("0." + std::string(400, '0') + "1e5") == 0.0);
  CHECK(to_double("0e999") == 0.0);
  CHECK(to_double("0." + std::string(400, '0') + "1e401") == 1.0);
  CHECK(to_double("1.7976931348623157e308") == std::numeric_limits<double>::max());
}
