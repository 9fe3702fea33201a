// How and by whom the figures of an indicator are delivered.

#include "indicator/figure_book.h"

namespace girs::indicator {

std::set<std::string> delivered_kinds(const Catalog& catalog, const Indicator& indicator) {
  std::set<std::string> kinds(indicator.reporters.begin(), indicator.reporters.end());
  if (indicator.from != IndicatorSource::kFormula) return kinds;
  auto references = indicator.numerator.references();
  if (indicator.denominator)
    for (auto& reference : indicator.denominator->references()) references.push_back(reference);
  for (const auto& reference : references)
    if (const auto* other = catalog.indicator(reference.indicator)) {
      const auto more = delivered_kinds(catalog, *other);
      kinds.insert(more.begin(), more.end());
    }
  return kinds;
}

std::optional<PeriodKind> frequency_of(const Catalog& catalog, const Indicator& indicator) {
  if (indicator.frequency) return indicator.frequency;
  for (const auto& regime : catalog.regimes())
    if (regime.code == indicator.regime) return regime.frequency.kind;
  return std::nullopt;
}

}  // namespace girs::indicator
