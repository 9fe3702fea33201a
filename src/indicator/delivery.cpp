// How and by whom the figures of an indicator are delivered.

#include "indicator/figure_book.h"

namespace girs::indicator {

namespace {

void add_kinds(const Catalog& catalog, const Indicator& indicator,
               std::set<const Indicator*>& seen, std::set<std::string>& kinds) {
  if (!seen.insert(&indicator).second) return;   // it may read itself, in another period
  kinds.insert(indicator.reporters.begin(), indicator.reporters.end());
  if (indicator.from != IndicatorSource::kFormula) return;
  for (const auto* other : indicators_read(catalog, indicator)) add_kinds(catalog, *other, seen, kinds);
}

}  // namespace

std::vector<const Indicator*> indicators_read(const Catalog& catalog, const Indicator& indicator) {
  std::vector<const Indicator*> read;
  const auto add = [&](const formula::Expression& side) {
    for (const auto& reference : side.references())
      if (const auto* other = catalog.indicator(reference.indicator)) read.push_back(other);
  };
  add(indicator.numerator);
  if (indicator.denominator) add(*indicator.denominator);
  return read;
}

std::set<std::string> delivered_kinds(const Catalog& catalog, const Indicator& indicator) {
  std::set<const Indicator*> seen;
  std::set<std::string> kinds;
  add_kinds(catalog, indicator, seen, kinds);
  return kinds;
}

const Frequency* frequency_of(const Catalog& catalog, const Indicator& indicator) {
  if (indicator.frequency) return &*indicator.frequency;
  const Regime* newest = nullptr;
  for (const auto& regime : catalog.regimes())
    if (regime.code == indicator.regime && (!newest || newest->version < regime.version))
      newest = &regime;
  return newest ? &newest->frequency : nullptr;
}

}  // namespace girs::indicator
