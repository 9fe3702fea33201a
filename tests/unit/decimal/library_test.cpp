// Our short ways through sums, products and quotients give what Intel's library gives, bit for bit.

#include <doctest/doctest.h>

#include <random>
#include <utility>

#include "decimal/bid.h"

using namespace girs;

namespace {

using Random = std::mt19937_64;

/// Up to 34 digits, with runs of zeros and nines, few digits and ties among them.
Coefficient random_coefficient(Random& random) {
  const int digits = 1 + static_cast<int>(random() % 34);
  Coefficient value = 0;
  const auto kind = random() % 6;
  for (int i = 0; i < digits; ++i) {
    const std::uint64_t digit = kind == 0   ? 9
                                : kind == 1 ? (i == 0 ? 1 + random() % 9 : 0)
                                : kind == 2 ? (i + 1 == digits ? 5 : random() % 2)
                                            : random() % 10;
    value = value * 10 + digit;
  }
  if (kind == 5) value = static_cast<Coefficient>(1) << (random() % 112);   // exact quotients
  return value;
}

Decimal random_number(Random& random) {
  const int scale = random() % 8 == 0 ? static_cast<int>(random() % 6177)
                                      : static_cast<int>(random() % 20);
  return DecimalWords::pack({random() % 2 == 0, -scale, random_coefficient(random)});
}

using Operation = BID_UINT128 (*)(BID_UINT128, BID_UINT128, unsigned, _IDEC_flags*);

std::optional<Decimal> by_library(Operation operation, const Decimal& a, const Decimal& b) {
  _IDEC_flags flags = 0;
  return finished(operation(encoded(a), encoded(b), kEven, &flags));
}

bool same_bits(const std::optional<Decimal>& a, const std::optional<Decimal>& b) {
  if (!a || !b) return a.has_value() == b.has_value();
  return DecimalWords::low(*a) == DecimalWords::low(*b) &&
         DecimalWords::high(*a) == DecimalWords::high(*b);
}

BID_UINT128 sum(BID_UINT128 a, BID_UINT128 b, unsigned mode, _IDEC_flags* flags) {
  return bid128_add(a, b, mode, flags);
}
BID_UINT128 difference(BID_UINT128 a, BID_UINT128 b, unsigned mode, _IDEC_flags* flags) {
  return bid128_sub(a, b, mode, flags);
}
BID_UINT128 product(BID_UINT128 a, BID_UINT128 b, unsigned mode, _IDEC_flags* flags) {
  return bid128_mul(a, b, mode, flags);
}
BID_UINT128 divided(BID_UINT128 a, BID_UINT128 b, unsigned mode, _IDEC_flags* flags) {
  return bid128_div(a, b, mode, flags);
}

}  // namespace

TEST_CASE("a rounded number has the library's bits, in every way of rounding") {
  const std::pair<Rounding, unsigned> modes[] = {{Rounding::kHalfAway, BID_ROUNDING_TIES_AWAY},
                                                 {Rounding::kHalfEven, BID_ROUNDING_TO_NEAREST},
                                                 {Rounding::kTowardZero, BID_ROUNDING_TO_ZERO},
                                                 {Rounding::kFloor, BID_ROUNDING_DOWN}};
  for (std::uint64_t seed = 1; seed <= 50'000; ++seed) {
    CAPTURE(seed);
    Random random(seed);
    const Decimal value = random_number(random);
    const int places = value.scale() - 1 - static_cast<int>(random() % 40);
    CAPTURE(value.text());
    CAPTURE(places);
    if (places < -Decimal::kDigitsMax - 1) continue;
    for (const auto& mode : modes) {
      _IDEC_flags flags = 0;
      const auto expected =
          finished(bid128_quantize(encoded(value), one_at(-places), mode.second, &flags));
      REQUIRE(same_bits(round(value, places, mode.first), expected));
    }
  }
}

TEST_CASE("a quotient ends in no zero after the point, however many the division gives") {
  Random random(20251128);
  for (int zeros = 0; zeros <= 33; ++zeros)
    for (int i = 0; i < 200; ++i) {
      // a * b / b, with `zeros` digits of b after the point: the library gives up to 34 digits.
      const Decimal a(static_cast<std::int64_t>(random() % 10'000 + 1));
      const auto b = *Decimal::parse("1" + std::string(static_cast<std::size_t>(zeros), '0'));
      const auto scaled = *divide(a, b);
      CAPTURE(scaled.text());
      REQUIRE((scaled.scale() == 0 || scaled.text().back() != '0'));
      REQUIRE(*multiply(scaled, b) == a);
      REQUIRE(*divide(scaled, scaled) == Decimal(1));
      REQUIRE(divide(scaled, scaled)->scale() == 0);
    }
}

TEST_CASE("sums, differences, products and quotients have the library's bits") {
  for (std::uint64_t seed = 1; seed <= 200'000; ++seed) {
    CAPTURE(seed);
    Random random(seed);
    const Decimal a = random_number(random);
    const Decimal b = random() % 4 == 0 ? a : random_number(random);
    CAPTURE(a.text());
    CAPTURE(b.text());
    REQUIRE(same_bits(add(a, b), by_library(sum, a, b)));
    REQUIRE(same_bits(subtract(a, b), by_library(difference, a, b)));
    REQUIRE(same_bits(multiply(a, b), by_library(product, a, b)));
    if (b.is_zero()) continue;
    REQUIRE(same_bits(divide(a, b), without_trailing_zeros(by_library(divided, a, b))));
  }
}
