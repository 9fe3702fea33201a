#include "json/number.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <string>

#include "json/canonical.h"

namespace girs::json {
namespace {

/// Moves `at` behind the digits that stand there; how many they are.
std::size_t skip_digits(std::string_view text, std::size_t& at) {
  const std::size_t start = at;
  while (at < text.size() && text[at] >= '0' && text[at] <= '9') ++at;
  return at - start;
}

/// Whether the magnitude of a JSON number is below one; tells underflow from overflow.
bool is_below_one(std::string_view text) {
  constexpr std::int64_t kFar = std::int64_t{1} << 40;  // beyond what any text can make up for
  const auto mantissa = text.substr(0, text.find_first_of("eE"));
  const auto point = std::min(mantissa.find('.'), mantissa.size());
  const auto first = mantissa.find_first_of("123456789");
  if (first == std::string_view::npos) return true;
  std::int64_t exponent = 0;
  if (mantissa.size() < text.size()) {
    const bool minus = text[mantissa.size() + 1] == '-';
    for (const char c : text.substr(mantissa.size() + 1)) {
      if (c < '0' || c > '9') continue;
      if (exponent < kFar) exponent = exponent * 10 + (c - '0');
    }
    if (minus) exponent = -exponent;
  }
  const auto places = static_cast<std::int64_t>(point) - static_cast<std::int64_t>(first);
  return exponent + places + (first > point ? 1 : 0) <= 0;
}

/// The digits of ECMAScript's Number::toString and the place n of their decimal point.
std::string layout(std::string_view digits, int n) {
  const int k = static_cast<int>(digits.size());
  std::string text;
  if (k <= n && n <= 21) {
    text.append(digits).append(static_cast<std::size_t>(n - k), '0');
  } else if (0 < n && n <= 21) {
    text.append(digits.substr(0, static_cast<std::size_t>(n))).append(".");
    text.append(digits.substr(static_cast<std::size_t>(n)));
  } else if (-6 < n && n <= 0) {
    text.append("0.").append(static_cast<std::size_t>(-n), '0').append(digits);
  } else {
    text.append(digits.substr(0, 1));
    if (k > 1) text.append(".").append(digits.substr(1));
    text.append(n > 0 ? "e+" : "e-").append(std::to_string(std::abs(n - 1)));
  }
  return text;
}

}  // namespace

bool is_number(std::string_view text) {
  std::size_t at = text.starts_with('-') ? 1 : 0;
  const bool zero = text.substr(at).starts_with('0');
  const std::size_t whole = skip_digits(text, at);
  if (whole == 0 || (zero && whole > 1)) return false;
  if (at < text.size() && text[at] == '.' && skip_digits(text, ++at) == 0) return false;
  if (at < text.size() && (text[at] == 'e' || text[at] == 'E')) {
    ++at;
    if (at < text.size() && (text[at] == '+' || text[at] == '-')) ++at;
    if (skip_digits(text, at) == 0) return false;
  }
  return at == text.size();
}

std::optional<double> to_double(std::string_view text) {
  if (!is_number(text)) return std::nullopt;
  double value = 0;
  const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (failure == std::errc::result_out_of_range)
    return is_below_one(text) ? std::optional(0.0) : std::nullopt;
  if (failure != std::errc() || !std::isfinite(value)) return std::nullopt;
  return value;
}

std::string number_text(double value) {
  if (std::isnan(value)) return "NaN";
  if (std::isinf(value)) return value < 0 ? "-Infinity" : "Infinity";
  if (value == 0) return "0";  // also -0
  // The shortest digits that denote this double, as d.ddde±xx.
  char buffer[32];
  const auto end =
      std::to_chars(buffer, buffer + sizeof buffer, std::abs(value), std::chars_format::scientific)
          .ptr;
  const std::string_view shortest(buffer, static_cast<std::size_t>(end - buffer));
  const auto e = shortest.find('e');
  int exponent = 0;
  std::from_chars(buffer + e + (shortest[e + 1] == '+' ? 2 : 1), end, exponent);
  std::string digits(shortest.substr(0, 1));
  if (e > 2) digits.append(shortest.substr(2, e - 2));
  return (value < 0 ? "-" : "") + layout(digits, exponent + 1);
}

}  // namespace girs::json
