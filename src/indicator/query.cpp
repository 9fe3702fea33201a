#include "indicator/query.h"

#include <algorithm>

#include "base/suggestion.h"
#include "indicator/series_check.h"

namespace girs::indicator {
namespace {

using formula::Value;

/// A unit that is asked about, and whether it must be there in every period.
struct AskedUnit {
  std::string code;
  bool by_name = true;
};

std::vector<Period> periods_of(const Query& query) {
  std::vector<Period> periods;
  for (std::optional<Period> at = query.from; at && *at <= query.to && periods.size() < kObservationsMax;
       at = next(*at))
    periods.push_back(*at);
  return periods;
}

/// Whether the product of the sizes is beyond `limit`; it is never formed, because it could wrap.
bool is_beyond(std::initializer_list<std::size_t> sizes, std::size_t limit) {
  if (std::ranges::find(sizes, std::size_t{0}) != sizes.end()) return false;
  std::size_t product = 1;
  for (const auto size : sizes) {
    if (size > limit / product) return true;
    product *= size;
  }
  return false;
}

Mistake too_many_figures() {
  return {{"The question asks for more than 2,000,000 figures; ask for fewer periods or units.",
           "Truy vấn quá 2.000.000 số liệu; hãy thu hẹp kỳ hoặc đơn vị."},
          {}};
}

Status check_indicators(const Catalog& catalog, const Query& query, Mistakes& mistakes) {
  std::vector<std::string> codes;
  for (const auto& one : catalog.indicators()) codes.push_back(one.code);
  for (const auto& code : query.indicators) {
    const auto* indicator = catalog.indicator(code);
    if (!indicator) {
      const auto hint = did_you_mean(code, codes);
      mistakes.add("There is no indicator \"" + code + "\"" + hint.en,
                   "Không có chỉ tiêu \"" + code + "\"" + hint.vi, {{"indicator", code}});
      continue;
    }
    for (const auto& breakdown : query.breakdowns)
      if (const auto wrong = wrong_breakdown(catalog, *indicator, breakdown);
          wrong && indicator->from == IndicatorSource::kSeries)
        mistakes.add(wrong->en, wrong->vi, {{"indicator", code}, {"breakdown", to_text(breakdown)}});
    const auto frequency = frequency_of(catalog, *indicator);
    if (frequency && !parts_of(query.from, {}, *frequency))
      mistakes.add("The indicator " + code + " has no figures for periods such as " +
                       query.from.label() + ".",
                   "Chỉ tiêu " + code + " không có số liệu cho kỳ như " + query.from.label() + ".",
                   {{"indicator", code}, {"period", query.from.label()}});
  }
  return ok();
}

/// The units that are asked about in any of the periods.
std::vector<AskedUnit> units_of(const Catalog& catalog, const Query& query, const FigureBook& figures,
                                const std::vector<Period>& periods, Mistakes& mistakes) {
  std::vector<AskedUnit> units;
  const auto known = [&](const std::string& code) {
    return std::ranges::any_of(periods, [&](const Period& period) {
      const auto on = figures.day(period);
      return on && catalog.units().find(code, *on);
    });
  };
  for (const auto& code : query.units) {
    if (!known(code))
      mistakes.add("There was no unit \"" + code + "\" in these periods.",
                   "Không có đơn vị \"" + code + "\" trong các kỳ này.", {{"unit", code}});
    units.push_back({code, true});
  }
  if (query.below.empty()) return units;
  if (!known(query.below))
    mistakes.add("There was no unit \"" + query.below + "\" in these periods.",
                 "Không có đơn vị \"" + query.below + "\" trong các kỳ này.", {{"unit", query.below}});
  std::set<std::string> kinds;
  for (const auto& code : query.indicators)
    if (const auto* indicator = catalog.indicator(code)) kinds.merge(delivered_kinds(catalog, *indicator));
  std::set<std::string> below;
  for (const auto& period : periods)
    if (const auto on = figures.day(period))
      for (const auto* child : catalog.units().children(query.below, *on))
        if (kinds.empty() || kinds.contains(child->kind)) below.insert(child->code);
  for (const auto& code : below)
    if (std::ranges::find(query.units, code) == query.units.end()) units.push_back({code, false});
  return units;
}

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

int decimals_of(const Indicator& indicator, const Derivation& derivation) {
  switch (derivation.kind) {
    case Derivation::Kind::kValue:
    case Derivation::Kind::kYearToDate:
    case Derivation::Kind::kMoving: return indicator.round;
    case Derivation::Kind::kRank: return 0;
    default: return 2;
  }
}

}  // namespace

Result<Answer> ask(const report::Workspace& workspace, const Query& query) {
  const auto& catalog = *workspace.catalog;
  FigureBook figures(workspace, query.as_of, query.boundaries);
  Mistakes mistakes;
  const auto periods = periods_of(query);
  if (periods.empty())
    mistakes.add("There is no period from " + query.from.label() + " to " + query.to.label() + ".",
                 "Không có kỳ nào từ " + query.from.label() + " đến " + query.to.label() + ".", {});
  const auto asks_too_much = [&](std::size_t units) {
    return is_beyond({query.indicators.size(), query.breakdowns.size(), query.derive.size(), units,
                      periods.size()},
                     kObservationsMax);
  };
  std::vector<AskedUnit> units;
  if (asks_too_much(std::max<std::size_t>(1, query.units.size()))) {
    mistakes.add(too_many_figures());  // before any work that grows with what is asked
  } else {
    GIRS_CHECK(check_indicators(catalog, query, mistakes));
    units = units_of(catalog, query, figures, periods, mistakes);
    if (asks_too_much(units.size())) mistakes.add(too_many_figures());
  }
  if (!mistakes.empty())
    return std::move(mistakes).to_error(Code::kInvalidArgument, "The question has mistakes.",
                                        "Truy vấn có lỗi.");
  Answer answer{query, {}};
  Deriving deriving(figures);
  for (const auto& code : query.indicators)
    for (const auto& breakdown : query.breakdowns)
      for (const auto& derivation : query.derive) {
        const auto* indicator = catalog.indicator(code);
        const auto from = answer.observations.size();
        for (const auto& unit : units)
          for (const auto& period : periods) {
            const auto on = figures.day(period);
            const auto* version = on ? catalog.units().find(unit.code, *on) : nullptr;
            if (!version && !unit.by_name) continue;
            answer.observations.push_back(
                {indicator, unit.code, version ? version->name : std::string(), period, breakdown,
                 derivation, decimals_of(*indicator, derivation),
                 deriving.at({indicator, unit.code, period, {}, breakdown}, derivation)});
          }
        if (derivation.kind == Derivation::Kind::kRank) rank(answer.observations, from, catalog, figures);
      }
  GIRS_CHECK(figures.status());
  return answer;
}

}  // namespace girs::indicator
