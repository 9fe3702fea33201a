#include <doctest/doctest.h>

#include <fstream>
#include <sstream>

#include "decimal/decimal.h"
#include "decimal/functions.h"
#include "support/noted.h"
#include "support/source_dir.h"

using namespace girs;

namespace {

Decimal number(const std::string& text) { return *Decimal::parse(text); }

std::string shown(const std::optional<Decimal>& value) { return value ? value->text() : "none"; }

std::string shortest(const std::optional<Decimal>& value) {
  return value ? value->shortest() : "none";
}

std::optional<Rounding> rounding_named(const std::string& name) {
  if (name == "half-away") return Rounding::kHalfAway;
  if (name == "half-even") return Rounding::kHalfEven;
  if (name == "toward-zero") return Rounding::kTowardZero;
  if (name == "away-from-zero") return Rounding::kAwayFromZero;
  if (name == "floor") return Rounding::kFloor;
  return std::nullopt;
}

std::string calculated(const std::string& op, const std::string& a, const std::string& b,
                       int places) {
  const Decimal left = number(a);
  if (const auto rounding = rounding_named(op)) return shown(round(left, places, *rounding));
  if (op == "quantize") return shown(quantize(left, places));
  if (op == "sqrt") return shown(sqrt(left));
  if (op == "exp") return shown(exp(left));
  if (op == "ln") return shown(ln(left));
  if (op == "log10") return shown(log10(left));
  const Decimal right = number(b);
  if (op == "add") return shown(add(left, right));
  if (op == "sub") return shown(subtract(left, right));
  if (op == "mul") return shown(multiply(left, right));
  if (op == "div") return shown(divide(left, right));
  if (op == "mod") return shortest(modulo(left, right));
  if (op == "log") return shown(logarithm(left, right));
  if (op == "pow") return shown(power(left, right));
  if (op == "power") return shortest(power(left, *right.to_int64()));
  if (op == "compare") return left < right ? "-1" : left == right ? "0" : "1";
  return "unknown operation";
}

}  // namespace

TEST_CASE("every operation agrees with Python's decimal at 34 digits, or 30") {
  std::ifstream table(source_path("/tests/conformance/vectors/decimal.txt"));
  int cases = 0;
  std::string line;
  while (std::getline(table, line)) {
    std::istringstream fields(line);
    std::string op, a, b, expected;
    int places = 0;
    fields >> op >> a >> b >> places >> expected;
    REQUIRE(!fields.fail());
    CAPTURE(line);
    CHECK(calculated(op, a, b, places) == expected);
    ++cases;
  }
  CHECK(cases > 900);
  noted("decimal", static_cast<std::size_t>(cases));
}

TEST_CASE("add, subtract and multiply keep the scale, divide strips trailing zeros") {
  CHECK(shown(add(number("1.10"), number("2"))) == "3.10");
  CHECK(shown(subtract(number("3.10"), number("3.1"))) == "0.00");
  CHECK(shown(multiply(number("1.50"), number("2.0"))) == "3.000");
  CHECK(shown(divide(number("3.00"), number("1.5"))) == "2");
  CHECK(shown(divide(number("200"), number("0.1"))) == "2000");
}

TEST_CASE("nothing wraps: more than 34 digits before the point is no number") {
  const Decimal most = number("9999999999999999999999999999999999");
  CHECK(!add(most, Decimal(1)));
  CHECK(!subtract(-most, Decimal(1)));
  CHECK(!multiply(most, Decimal(2)));
  CHECK(!divide(most, number("0.1")));
  CHECK(!power(Decimal(10), 34));
  CHECK(!power(Decimal(10), INT64_MAX));
  CHECK(shown(power(Decimal(10), 33)) == "1" + std::string(33, '0'));
  CHECK(!round_half_away(most, -1));
}

TEST_CASE("a vanishing product is zero and never negative") {
  const Decimal tiny = number("-0." + std::string(6000, '0') + "1");
  const auto product = multiply(tiny, number("0." + std::string(6000, '0') + "1"));
  REQUIRE(product);
  CHECK(product->is_zero());
  CHECK(!product->is_negative());
  CHECK(power(number("0.1"), INT64_MAX)->is_zero());
  CHECK(!power(number("0.1"), INT64_MIN));
}

TEST_CASE("equal numbers compare and hash alike whatever their scale") {
  CHECK(number("1.0") == number("1.00"));
  CHECK(number("1.0").hash() == number("1.00").hash());
  CHECK(number("0.00").hash() == Decimal().hash());
  CHECK(number("100").hash() == number("100.0").hash());
  CHECK(number("-1") < number("0.5"));
  CHECK(number("0.5") < number("0.51"));
  CHECK((number("2") <=> number("2.0")) == std::strong_ordering::equal);
  CHECK(-number("0.0") == Decimal());
  CHECK(!(-Decimal()).is_negative());
  CHECK(number("-2.5").abs() == number("2.5"));
}

TEST_CASE("a value answers what it is") {
  CHECK(number("1.50").scale() == 2);
  CHECK(number("150").scale() == 0);
  CHECK(number("0.0015").digits() == 2);
  CHECK(Decimal().digits() == 1);
  CHECK(number("2.00").is_integer());
  CHECK(!number("2.01").is_integer());
  CHECK(number("-0.1").is_negative());
}

TEST_CASE("rounding to more places than 34 digits hold leaves the value as it is") {
  const Decimal wide = number("1234567890123456789012345678901234");
  CHECK(shown(round_half_away(wide, 2)) == wide.text());
  CHECK(shown(round_half_away(number("1.5"), INT32_MAX)) == "1.5");
  CHECK(shown(round_half_away(number("1.5"), INT32_MIN)) == "0");
  CHECK(shown(round(number("0.1"), -40, Rounding::kAwayFromZero)) == "none");
  CHECK(!quantize(number("1.5"), INT32_MAX));
  CHECK(!quantize(number("1.5"), INT32_MIN));
  CHECK(shown(quantize(number("1200.0"), -2)) == "1200");
}

TEST_CASE("powers that are not whole are rounded at the 30th digit") {
  CHECK(shown(power(Decimal(4), number("0.5"))) == "2");
  CHECK(shown(power(Decimal(2), number("0.5"))) == "1.41421356237309504880168872421");
  CHECK(shown(power(Decimal(), number("0.5"))) == "0");
  CHECK(!power(Decimal(), number("-0.5")));
  CHECK(!power(Decimal(-1), number("0.5")));
  CHECK(shown(power(number("1.1"), number("2.0"))) == "1.21");
}
