#include "decimal/fixed.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <limits>
#include <random>
#include <type_traits>
#include <vector>

using namespace girs;
using fixed::Int128;

namespace {

constexpr unsigned kSeed = 20260101;
constexpr int kCases = 400000;  // of each operation and each type

std::optional<Decimal> decimal(Int128 mantissa, int scale) {
  return fixed::to_decimal(mantissa, scale);
}

/// Mantissas of every length, with runs of nines and zeros and the ends of the type among them.
template <class T>
class Source {
 public:
  int number(int limit) { return static_cast<int>(random_() % static_cast<unsigned>(limit)); }

  T mantissa() {
    const int digits = 1 + number(std::is_same_v<T, Int128> ? 34 : 19);
    Int128 value = 0;
    for (int i = 0; i < digits; ++i) value = value * 10 + number(10);
    if (number(8) == 0) value = fixed::power_of_ten(digits - 1) - number(3);
    if (number(8) == 0) value = value / 1000 * 1000 + 500;
    if (number(2) == 0) value = -value;
    if constexpr (!std::is_same_v<T, Int128>) {
      constexpr Int128 kMax = std::numeric_limits<T>::max();
      if (value > kMax) value = kMax - number(2);
      if (value < -kMax) value = -kMax - number(2);
    }
    return static_cast<T>(fixed::fits(value) ? value : value / 10);
  }

 private:
  std::mt19937_64 random_{kSeed};
};

/// Whether the fixed-point path must have taken this result of the wide path: an exact one whose
/// mantissa at `scale` the type holds.
template <class T>
bool is_within(const std::optional<Decimal>& wide, int scale) {
  T mantissa{};
  return wide && wide->scale() == scale && fixed::from_decimal(*wide, scale, mantissa);
}

/// Both paths give the same number, or both none (the wide one then has one beyond the type).
template <class T>
bool agrees(bool fitted, T mantissa, int scale, const std::optional<Decimal>& wide) {
  if (!fitted) return !is_within<T>(wide, scale);
  const auto narrow = decimal(mantissa, scale);
  return narrow && wide && *narrow == *wide && narrow->scale() == wide->scale();
}

}  // namespace

TEST_CASE_TEMPLATE("fixed-point arithmetic agrees with Decimal for random figures", T,
                   std::int64_t, Int128) {
  MESSAGE("seed " << kSeed);
  Source<T> source;
  int failed = 0;
  int fitted = 0;
  for (int i = 0; i < kCases; ++i) {
    const T a = source.mantissa();
    const T b = source.mantissa();
    const int scale = source.number(19);
    const Decimal x = *decimal(a, scale);
    const Decimal y = *decimal(b, scale);
    T result{};
    bool fits = fixed::add(a, b, result);
    failed += !agrees(fits, result, scale, add(x, y));
    fits = fixed::subtract(a, b, result);
    failed += !agrees(fits, result, scale, subtract(x, y));
    fits = fixed::multiply(a, b, result);
    failed += !agrees(fits, result, 2 * scale, multiply(x, y));
    fitted += fits;
    const int other = source.number(19);
    failed += fixed::compare(a, scale, b, other) != (x <=> *decimal(b, other));
    const int fewer = source.number(scale + 1);
    failed += !agrees(true, fixed::round_half_away(a, fewer), scale - fewer,
                      round_half_away(x, scale - fewer));
    fits = fixed::widen(a, other, result);
    failed += !agrees(fits, result, scale + other, quantize(x, scale + other));
  }
  CHECK(failed == 0);
  CHECK(fitted > kCases / 20);
}

TEST_CASE_TEMPLATE("a fixed-point quotient is the exact one rounded half away from zero", T,
                   std::int64_t, Int128) {
  MESSAGE("seed " << kSeed);
  Source<T> source;
  int failed = 0;
  int compared = 0;
  for (int i = 0; i < kCases; ++i) {
    const T a = source.mantissa();
    const T b = source.mantissa();
    const int places = source.number(13);
    T quotient{};
    if (!fixed::divide(a, b, places, quotient)) continue;
    // Below these bounds the wide path rounds once: FORMULA.md section 10, the guard of RATIO.
    const Decimal x = *decimal(a, 0);
    if (x.digits() + places > 32) continue;
    ++compared;
    const auto wide = round_half_away(*divide(x, *decimal(b, 0)), places);
    failed += *wide != *decimal(quotient, places);
  }
  CHECK(failed == 0);
  CHECK(compared > kCases / 2);
}

TEST_CASE("sums of many are exact, in any order, or refused") {
  MESSAGE("seed " << kSeed);
  Source<std::int64_t> source;
  std::vector<std::int64_t> narrow;
  std::vector<Int128> wide;
  Decimal expected;
  for (int i = 0; i < 20000; ++i) {
    narrow.push_back(source.mantissa());
    wide.push_back(narrow.back());
    expected = *add(expected, *decimal(narrow.back(), 3));
  }
  Int128 total = 0;
  REQUIRE(fixed::sum(narrow, total));
  CHECK(*decimal(total, 3) == expected);
  std::reverse(wide.begin(), wide.end());
  REQUIRE(fixed::sum(wide, total));
  CHECK(*decimal(total, 3) == expected);
  // 34 digits for a moment are too many, also when the end would fit: Decimal would have rounded.
  const Int128 most = fixed::kWideLimit - 1;
  const std::vector<Int128> swing = {most, most, -most};
  CHECK(!fixed::sum(swing, total));
  CHECK(fixed::sum(std::vector<Int128>{most}, total));
  CHECK(fixed::sum(std::vector<Int128>{}, total));
  CHECK(total == 0);
}

TEST_CASE("nothing wraps at the ends of the types") {
  constexpr std::int64_t kMax = std::numeric_limits<std::int64_t>::max();
  constexpr std::int64_t kMin = std::numeric_limits<std::int64_t>::min();
  std::int64_t narrow = 7;
  CHECK(!fixed::add(kMax, std::int64_t{1}, narrow));
  CHECK(!fixed::subtract(kMin, std::int64_t{1}, narrow));
  CHECK(!fixed::multiply(kMin, std::int64_t{-1}, narrow));
  CHECK(!fixed::divide(kMin, std::int64_t{-1}, 0, narrow));
  CHECK(!fixed::divide(kMax, std::int64_t{1}, 1, narrow));
  CHECK(!fixed::divide(std::int64_t{1}, std::int64_t{0}, 1, narrow));
  CHECK(!fixed::widen(kMax, 1, narrow));
  CHECK(narrow == 7);
  CHECK(fixed::divide(kMin, std::int64_t{1}, 0, narrow));
  CHECK(narrow == kMin);
  Int128 wide = 7;
  const Int128 most = fixed::kWideLimit - 1;
  CHECK(!fixed::add(most, Int128{1}, wide));
  CHECK(!fixed::subtract(-most, Int128{1}, wide));
  CHECK(!fixed::multiply(most, Int128{2}, wide));
  CHECK(!fixed::divide(most, Int128{1}, 1, wide));
  CHECK(wide == 7);
  CHECK(!fixed::to_decimal(fixed::kWideLimit, 0));
  CHECK(!fixed::from_decimal(*Decimal::parse("9223372036854775808"), 0, narrow));
  CHECK(!fixed::from_decimal(*Decimal::parse("1.25"), 1, narrow));
  CHECK(fixed::from_decimal(*Decimal::parse("-9223372036854775808"), 0, narrow));
}

TEST_CASE("ties go away from zero, on either side of it") {
  CHECK(fixed::round_half_away(std::int64_t{125}, 1) == 13);
  CHECK(fixed::round_half_away(std::int64_t{-125}, 1) == -13);
  CHECK(fixed::round_half_away(std::int64_t{124}, 1) == 12);
  CHECK(fixed::round_half_away(std::numeric_limits<std::int64_t>::min(), 18) == -9);
  std::int64_t quotient = 0;
  CHECK(fixed::divide(std::int64_t{1}, std::int64_t{8}, 2, quotient));   // 0.125
  CHECK(quotient == 13);
  CHECK(fixed::divide(std::int64_t{-1}, std::int64_t{8}, 2, quotient));
  CHECK(quotient == -13);
  CHECK(fixed::divide(std::int64_t{2}, std::int64_t{3}, 18, quotient));
  CHECK(quotient == 666666666666666667);
  CHECK(fixed::compare(std::int64_t{10}, 1, std::int64_t{100}, 2) == std::strong_ordering::equal);
  CHECK(fixed::compare(std::int64_t{-11}, 1, std::int64_t{-1}, 0) == std::strong_ordering::less);
}
