#include "indicator/query.h"

#include <algorithm>

#include "indicator/question.h"
#include "report/column_cache.h"

namespace girs::indicator {
namespace {

using formula::Value;

constexpr std::size_t kReservedMax = 100'000;   // figures, about 50 MB

/// Ranks the values of one period among units of one kind; 1 is the largest, equals share a rank.
void rank(std::vector<Observation>& list, std::size_t from, const Catalog& catalog,
          const FigureBook& figures) {
  const auto kind = [&](const Observation& one) {
    const auto on = figures.day(one.period);
    const auto* unit = on ? catalog.units().find(one.unit, *on) : nullptr;
    return unit ? unit->kind : std::string();
  };
  std::map<std::pair<Period, std::string>, std::vector<Decimal>> values;
  for (std::size_t i = from; i < list.size(); ++i)
    if (const auto* number = std::get_if<Decimal>(&list[i].point.exact))
      values[{list[i].period, kind(list[i])}].push_back(*number);
  for (auto& [group, numbers] : values) std::ranges::sort(numbers, std::greater<>());
  for (std::size_t i = from; i < list.size(); ++i) {
    const auto* number = std::get_if<Decimal>(&list[i].point.exact);
    if (!number) continue;
    const auto& numbers = values[{list[i].period, kind(list[i])}];
    const auto first = std::ranges::lower_bound(numbers, *number, std::greater<>());
    list[i].point.value = Decimal(first - numbers.begin() + 1);
  }
}

}  // namespace

int decimals_of(const Indicator& indicator, const Derivation& derivation) {
  switch (derivation.kind) {
    case Derivation::Kind::kValue:
    case Derivation::Kind::kYearToDate:
    case Derivation::Kind::kMoving: return indicator.round;
    case Derivation::Kind::kRank: return 0;
    default: return 2;
  }
}

const VintageName& Answer::vintage_of(const Observation& one) const {
  static const VintageName kNone;
  const auto found = vintages.find(one.point.vintage);
  return found == vintages.end() ? kNone : found->second;
}

Result<Answer> ask(const report::Workspace& workspace, const Query& query) {
  const auto& catalog = *workspace.catalog;
  FigureBook figures(workspace, query.as_of, query.boundaries);
  GIRS_TRY(const auto question, understood(catalog, query, figures, kObservationsMax));
  Answer answer{query, {}, {}};
  // At once, as far as it is not much: a list that grows is copied, and its pages given back.
  answer.observations.reserve(std::min(
      kReservedMax, query.indicators.size() * query.breakdowns.size() * query.derive.size() *
                        question.units.size() * question.periods.size()));
  Deriving deriving(figures);
  std::vector<std::optional<Date>> days;
  for (const auto& period : question.periods) days.push_back(figures.day(period));
  for (const auto& code : query.indicators) {
    const auto* indicator = catalog.indicator(code);
    GIRS_CHECK(figures.prepare(*indicator, question.periods));
    for (const auto& breakdown : query.breakdowns)
      for (const auto& derivation : query.derive) {
        const auto from = answer.observations.size();
        for (const auto& unit : question.units)
          for (std::size_t p = 0; p < question.periods.size(); ++p) {
            const auto& period = question.periods[p];
            const auto& on = days[p];
            const auto* version = on ? catalog.units().find(unit.code, *on) : nullptr;
            if (!version && !unit.by_name) continue;
            answer.observations.push_back(
                {indicator, unit.code, version ? version->name : std::string(), period, breakdown,
                 derivation, decimals_of(*indicator, derivation),
                 deriving.at({indicator, unit.code, period, {}, breakdown}, derivation)});
          }
        if (derivation.kind == Derivation::Kind::kRank)
          rank(answer.observations, from, catalog, figures);
      }
  }
  GIRS_CHECK(figures.status());
  answer.vintages = figures.vintages();
  if (workspace.columns) workspace.columns->store_fresh(workspace);
  return answer;
}

}  // namespace girs::indicator
