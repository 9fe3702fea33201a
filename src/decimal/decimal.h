#pragma once
// Exact decimal numbers: 34 significant digits, IEEE 754 decimal128, never a double.
// A value remembers its scale (1.10 is not printed as 1.1), but compares by number.
// There is no infinity, no NaN and no negative zero: an operation that would give one
// gives nothing instead, and the caller says what that means (#NUM!, #DIV/0!).

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace girs {

class Decimal {
 public:
  static constexpr int kDigitsMax = 34;
  static constexpr int kScaleMax = 6176;  // the smallest exponent of decimal128

  /// Zero.
  constexpr Decimal() = default;
  explicit Decimal(std::int64_t value);

  /// Reads any plain decimal of at most 34 digits: sign, leading zeros, "3." and ".3" are
  /// allowed, an exponent and separators are not. Leading zeros do not count as digits; at most
  /// kScaleMax decimals. "-0" is 0.
  static std::optional<Decimal> parse(std::string_view text);
  /// Reads the form that payloads use: `-?(0|[1-9][0-9]*)(\.[0-9]{1,18})?`, no "-0", at most
  /// 34 digits in all (FORMATS.md section 1).
  static std::optional<Decimal> parse_canonical(std::string_view text);

  /// Plain text with the value's own number of decimals, no exponent: "1234.50", "-3", "0".
  std::string text() const;
  /// Plain text without trailing zeros after the point.
  std::string shortest() const;
  /// As text(), with exactly `places` decimals; nothing when that would lose digits.
  std::optional<std::string> text_at(int places) const;

  /// Decimals after the point, as written or computed; never negative.
  int scale() const;
  /// Significant digits of the coefficient; 1 for zero.
  int digits() const;
  bool is_zero() const;
  bool is_negative() const;
  bool is_integer() const;
  /// The value when it is a whole number within int64.
  std::optional<std::int64_t> to_int64() const;

  std::strong_ordering operator<=>(const Decimal& other) const;
  bool operator==(const Decimal& other) const;
  Decimal operator-() const;
  Decimal abs() const;
  /// Hash by number: 1.0 and 1.00 hash alike.
  std::size_t hash() const;

 private:
  friend struct DecimalWords;  // words.h, inside the module only
  // The two words of the IEEE 754 decimal128 encoding (binary integer coefficient), low then high.
  std::uint64_t low_ = 0;
  std::uint64_t high_ = 0x3040000000000000ULL;  // +0 with exponent 0
};

// Exact while the result fits 34 digits, else rounded half-even at the 34th (FORMULA.md
// section 5); nothing when more than 34 digits stand before the point.
std::optional<Decimal> add(const Decimal& a, const Decimal& b);
std::optional<Decimal> subtract(const Decimal& a, const Decimal& b);
std::optional<Decimal> multiply(const Decimal& a, const Decimal& b);
/// Rounded half-even at the 34th digit, trailing zeros stripped; nothing when b is zero.
std::optional<Decimal> divide(const Decimal& a, const Decimal& b);
/// a - b * floor(a / b): exact, with the sign of b; nothing when b is zero.
std::optional<Decimal> modulo(const Decimal& a, const Decimal& b);
/// Whole powers, exact while they fit 34 digits, else rounded half-even at the 30th; nothing for
/// 0^0 and 0 to a negative power, and when more than 34 digits stand before the point.
std::optional<Decimal> power(const Decimal& base, std::int64_t exponent);
/// Any power; one that is not whole is rounded half-even at the 30th digit and has no value for a
/// negative base.
std::optional<Decimal> power(const Decimal& base, const Decimal& exponent);

enum class Rounding { kHalfAway, kHalfEven, kTowardZero, kAwayFromZero, kFloor };
/// Rounded to `places` decimals (negative: before the point) and written with exactly so many,
/// as far as 34 digits reach; nothing when the result has more than 34 digits.
std::optional<Decimal> round(const Decimal& value, int places, Rounding rounding);
/// Half away from zero to `places` decimals; negative places round before the point.
std::optional<Decimal> round_half_away(const Decimal& value, int places);
/// The same number written with exactly `places` decimals; nothing when it is not exact.
std::optional<Decimal> quantize(const Decimal& value, int places);

}  // namespace girs
