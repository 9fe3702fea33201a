#include "formula/type.h"

#include <array>

namespace girs::formula {
namespace {

template <class Enum, std::size_t size>
std::string_view word(const std::array<std::string_view, size>& words, Enum value) {
  return words[static_cast<std::size_t>(value)];
}

}  // namespace

std::string_view to_text(Type type) {
  constexpr std::array<std::string_view, 6> kWords = {"value",   "number", "text",
                                                      "logical", "date",   "period"};
  return word(kWords, type);
}

std::string_view in_vietnamese(Type type) {
  constexpr std::array<std::string_view, 6> kWords = {"giá trị",         "số",   "chuỗi",
                                                      "giá trị đúng/sai", "ngày", "kỳ"};
  return word(kWords, type);
}

std::optional<Type> type_of(const Value& value) {
  if (std::holds_alternative<Decimal>(value)) return Type::kNumber;
  if (std::holds_alternative<std::string>(value)) return Type::kText;
  if (std::holds_alternative<bool>(value)) return Type::kLogical;
  if (std::holds_alternative<Date>(value)) return Type::kDate;
  if (std::holds_alternative<Period>(value)) return Type::kPeriod;
  return std::nullopt;
}

std::string_view to_text(Measure measure) {
  constexpr std::array<std::string_view, 4> kWords = {"flow", "stock", "rate", "none"};
  return word(kWords, measure);
}

}  // namespace girs::formula
