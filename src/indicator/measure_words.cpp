#include "indicator/measure_words.h"

namespace girs::indicator {
namespace {

Label prices_of(const Indicator& indicator) {
  if (indicator.price_basis == "current") return {"current prices", "giá hiện hành"};
  if (indicator.base_period.empty()) return {"constant prices", "giá so sánh"};   // held from before
  return {"constant " + indicator.base_period + " prices", "giá so sánh " + indicator.base_period};
}

Label plain_unit(const Indicator& indicator) {
  auto unit = indicator.unit_of_measure;
  if (unit.en.empty()) unit.en = unit.vi;
  return unit;
}

}  // namespace

std::string_view prices_word(const Indicator& indicator, const Derivation& derivation) {
  const bool compares = derivation.kind == Derivation::Kind::kGrowth ||
                        derivation.kind == Derivation::Kind::kGrowthYear ||
                        derivation.kind == Derivation::Kind::kIndex;
  if (!compares || indicator.price_basis.empty()) return {};
  return indicator.price_basis == "current" ? kNominal : kReal;
}

Label unit_of_measure(const Indicator& indicator, const Derivation& derivation) {
  Label unit;
  switch (derivation.kind) {
    case Derivation::Kind::kShare: return {"%", "%"};
    case Derivation::Kind::kRank: return {"rank", "hạng"};
    case Derivation::Kind::kGrowth:
    case Derivation::Kind::kGrowthYear: unit = {"%", "%"}; break;
    case Derivation::Kind::kIndex:
      unit.en = unit.vi = derivation.base->label() + "=100";
      break;
    default: unit = plain_unit(indicator);
  }
  if (indicator.price_basis.empty()) return unit;
  const auto prices = prices_of(indicator);
  const auto word = prices_word(indicator, derivation);
  const std::string en = word.empty() ? "" : std::string(word) + ", ";
  const std::string vi = word.empty() ? "" : word == kReal ? "thực, " : "danh nghĩa, ";
  return {unit.en + " (" + en + prices.en + ")", unit.vi + " (" + vi + prices.vi + ")"};
}

}  // namespace girs::indicator
