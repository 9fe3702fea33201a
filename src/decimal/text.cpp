// Decimals in and out of text; the only place where they pass through characters.

#include <algorithm>
#include <limits>

#include "decimal/words.h"

namespace girs {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// Digits, a point, digits; at least one digit in all.
std::optional<Unpacked> read_unsigned(std::string_view text) {
  Unpacked parts;
  int significant = 0;
  bool point = false;
  bool any = false;
  for (const char c : text) {
    if (c == '.' && !point) {
      point = true;
      continue;
    }
    if (!is_digit(c)) return std::nullopt;
    any = true;
    if (parts.coefficient != 0 || c != '0') ++significant;  // leading zeros do not count
    if (significant > Decimal::kDigitsMax) return std::nullopt;
    parts.coefficient = parts.coefficient * 10 + static_cast<unsigned>(c - '0');
    if (point && --parts.exponent < -Decimal::kScaleMax) return std::nullopt;
  }
  if (!any) return std::nullopt;
  return parts;
}

std::string written(const Unpacked& parts) {
  std::string digits;  // backwards
  Coefficient rest = parts.coefficient;
  int decimals = -parts.exponent;
  do {
    digits += static_cast<char>('0' + static_cast<int>(rest % 10));
    rest /= 10;
    if (--decimals == 0) digits += '.';
  } while (rest != 0 || decimals >= 0);
  if (parts.negative) digits += '-';
  std::reverse(digits.begin(), digits.end());
  return digits;
}

}  // namespace

std::optional<Decimal> Decimal::parse(std::string_view text) {
  bool negative = false;
  if (!text.empty() && (text.front() == '-' || text.front() == '+')) {
    negative = text.front() == '-';
    text.remove_prefix(1);
  }
  auto parts = read_unsigned(text);
  if (!parts) return std::nullopt;
  parts->negative = negative;
  return DecimalWords::pack(*parts);
}

std::optional<Decimal> Decimal::parse_canonical(std::string_view text) {
  const bool negative = !text.empty() && text.front() == '-';
  const std::string_view number = text.substr(negative ? 1 : 0);
  if (number.empty() || !is_digit(number.front())) return std::nullopt;
  if (number.size() > 1 && number.front() == '0' && number[1] != '.') return std::nullopt;
  if (const auto point = number.find('.'); point != std::string_view::npos) {
    const auto decimals = number.size() - point - 1;
    if (decimals < 1 || decimals > 18) return std::nullopt;
  }
  // "At most 34 digits in all": here the zero before the point counts too.
  if (std::count_if(number.begin(), number.end(), is_digit) > kDigitsMax) return std::nullopt;
  const auto value = parse(text);
  if (value && negative && value->is_zero()) return std::nullopt;
  return value;
}

std::string Decimal::text() const { return written(DecimalWords::unpack(*this)); }

std::string Decimal::shortest() const { return written(stripped(DecimalWords::unpack(*this))); }

std::optional<std::string> Decimal::text_at(int places) const {
  if (places < 0) return std::nullopt;
  const auto exact = quantize(*this, places);
  if (!exact) return std::nullopt;
  return exact->text();
}

std::optional<std::int64_t> Decimal::to_int64() const {
  const Unpacked parts = stripped(DecimalWords::unpack(*this));
  constexpr auto kMax = static_cast<Coefficient>(std::numeric_limits<std::int64_t>::max());
  if (parts.exponent != 0 || parts.coefficient > kMax + (parts.negative ? 1 : 0))
    return std::nullopt;
  const auto magnitude = static_cast<std::uint64_t>(parts.coefficient);
  return static_cast<std::int64_t>(parts.negative ? ~magnitude + 1 : magnitude);
}

}  // namespace girs
