#include "indicator/figure_rows.h"

namespace girs::indicator {

std::int32_t FigureWords::place(Word column, const std::string& word) {
  auto& list = lists_[static_cast<std::size_t>(column)];
  const auto [found, added] =
      list.places.try_emplace(word, static_cast<std::int32_t>(list.words.size()));
  if (added) list.words.push_back(word);
  return found->second;
}

std::int32_t FigureWords::place(const std::set<std::string>& flags) {
  if (flags.empty()) return 0;
  std::string text;
  for (const auto& flag : flags) text += (text.empty() ? "" : " ") + flag;
  return place(Word::kFlags, text);
}

std::int32_t FigureWords::place_of_why(const formula::Value& value) {
  if (const auto* absent = std::get_if<formula::Absent>(&value))
    return place(Word::kWhy, std::string(formula::to_text(*absent)));
  const auto* fault = std::get_if<formula::Fault>(&value);
  return fault ? place(Word::kWhy, std::string(formula::to_text(*fault))) : 0;
}

Result<fixed::Int128> figure_at(const formula::Value& value, int scale) {
  fixed::Int128 figure = 0;
  const auto* number = std::get_if<Decimal>(&value);
  if (!number) return figure;
  // Figures of 34 digits may need more at the common scale.
  const int own = std::min(number->scale(), scale);
  const auto at_own = quantize(*number, own);
  if (at_own && fixed::from_decimal(*at_own, own, figure) &&
      !__builtin_mul_overflow(figure, fixed::power_of_ten(scale - own), &figure))
    return figure;
  return error(Code::kUnsupported,
               "A figure has more than 38 digits at the decimals that all figures of the answer "
               "share; ask for the indicators one by one.",
               "Có số liệu quá 38 chữ số với số chữ số thập phân chung của kết quả; hãy truy vấn "
               "từng chỉ tiêu.");
}

}  // namespace girs::indicator
