// How and by whom the figures of an indicator are delivered.

#include "indicator/figure_book.h"

namespace girs::indicator {

namespace {

void add_kinds(const Catalog& catalog, const Indicator& indicator,
               std::set<const Indicator*>& seen, std::set<std::string>& kinds) {
  if (!seen.insert(&indicator).second) return;   // it may read itself, in another period
  kinds.insert(indicator.reporters.begin(), indicator.reporters.end());
  if (indicator.from != IndicatorSource::kFormula) return;
  auto references = indicator.numerator.references();
  if (indicator.denominator)
    for (auto& reference : indicator.denominator->references()) references.push_back(reference);
  for (const auto& reference : references)
    if (const auto* other = catalog.indicator(reference.indicator))
      add_kinds(catalog, *other, seen, kinds);
}

}  // namespace

std::set<std::string> delivered_kinds(const Catalog& catalog, const Indicator& indicator) {
  std::set<const Indicator*> seen;
  std::set<std::string> kinds;
  add_kinds(catalog, indicator, seen, kinds);
  return kinds;
}

std::optional<PeriodKind> frequency_of(const Catalog& catalog, const Indicator& indicator) {
  if (indicator.frequency) return indicator.frequency;
  const Regime* newest = nullptr;
  for (const auto& regime : catalog.regimes())
    if (regime.code == indicator.regime && (!newest || newest->version < regime.version))
      newest = &regime;
  if (!newest) return std::nullopt;
  return newest->frequency.kind;
}

}  // namespace girs::indicator
