#include "formula/number_text.h"

#include "base/text.h"

namespace girs::formula {
namespace {

/// value * 10^exponent; nothing when 34 digits do not hold it exactly.
std::optional<Decimal> scaled(const Decimal& value, std::string_view exponent) {
  if (exponent.starts_with('+')) exponent.remove_prefix(1);
  const auto written = Decimal::parse(exponent);
  const auto count = written && written->scale() == 0 ? written->to_int64() : std::nullopt;
  if (!count || *count > 40 || *count < -Decimal::kScaleMax) return std::nullopt;
  // Digits are only moved, so the product is exact or too long.
  const auto moved = power(Decimal(10), *count < 0 ? *count : 0);
  auto result = moved ? multiply(value, *moved) : std::nullopt;
  for (std::int64_t i = 0; i < *count && result; ++i) result = multiply(*result, Decimal(10));
  if (result && result->is_zero() != value.is_zero()) return std::nullopt;
  return result;
}

}  // namespace

std::optional<Decimal> parse_number(std::string_view text) {
  const auto exponent = text.find_first_of("Ee");
  auto value = Decimal::parse(text.substr(0, exponent));
  if (!value) return std::nullopt;
  if (exponent == std::string_view::npos) return *std::move(value);
  return scaled(*value, text.substr(exponent + 1));
}

std::optional<Decimal> number_of_text(std::string_view text) {
  std::string_view written = trim(text);
  const bool percent = written.ends_with('%');
  if (percent) written = trim(written.substr(0, written.size() - 1));
  const auto number = parse_number(written);
  return number && percent ? divide(*number, Decimal(100)) : number;
}

}  // namespace girs::formula
