#include "indicator/asking.h"

#include <algorithm>
#include <cstdint>

#include "formula/operators.h"

namespace girs::indicator {

Result<Query> of_this_moment(const report::Workspace& workspace, Query query) {
  if (!query.as_of.row) {
    GIRS_TRY(query.as_of.row, workspace.store->read([](store::Connection& connection) {
      return newest_vintage(connection);
    }));
  }
  return query;
}

Result<std::unique_ptr<Asking>> Asking::begin(const report::Workspace& workspace,
                                              const Query& query, std::size_t limit) {
  GIRS_TRY(const auto now, of_this_moment(workspace, query));
  std::unique_ptr<Asking> asking(new Asking(workspace, now));
  auto& figures = asking->figures_;
  GIRS_TRY(asking->question_, understood(*workspace.catalog, query, figures, limit));
  for (const auto& period : asking->question_.periods)
    asking->days_.push_back(figures.day(period));
  return asking;
}

std::size_t Asking::count() const {
  return query_.indicators.size() * query_.breakdowns.size() * query_.derive.size() *
         question_.units.size() * question_.periods.size();
}

Status Asking::next(std::size_t count, std::vector<Observation>& list) {
  const auto until = list.size() + count;
  while (indicator_ < query_.indicators.size() && list.size() < until) {
    const auto& catalog = *figures_.workspace().catalog;
    const auto* indicator = catalog.indicator(query_.indicators[indicator_]);
    if (breakdown_ == 0 && derivation_ == 0 && unit_ == 0 && period_ == 0)
      GIRS_CHECK(begin_indicator(*indicator));
    const bool is_rank = query_.derive[derivation_].kind == Derivation::Kind::kRank;
    const auto from = list.size();
    add_figures(*indicator, is_rank ? SIZE_MAX : until, list);
    if (is_rank) rank(list, from);
    if (unit_ == question_.units.size()) end_units();
  }
  return figures_.status();
}

Status Asking::begin_indicator(const Indicator& indicator) {
  figures_.make_room();
  return figures_.prepare(indicator, question_.periods);
}

/// Figures of one indicator, breakdown and derivation until the list is so long.
void Asking::add_figures(const Indicator& indicator, std::size_t until,
                         std::vector<Observation>& list) {
  const auto& units = figures_.workspace().catalog->units();
  const auto& breakdown = query_.breakdowns[breakdown_];
  const auto& derivation = query_.derive[derivation_];
  const int decimals = decimals_of(indicator, derivation);
  for (; unit_ < question_.units.size(); ++unit_, period_ = 0) {
    const auto& unit = question_.units[unit_];
    for (; period_ < question_.periods.size(); ++period_) {
      if (list.size() >= until) return;
      const auto& period = question_.periods[period_];
      const auto& on = days_[period_];
      const auto* version = on ? units.find(unit.code, *on) : nullptr;
      if (!version && !unit.by_name) continue;
      list.push_back({&indicator, unit.code, version ? version->name : std::string(), period,
                      breakdown, derivation, decimals,
                      deriving_.at({&indicator, unit.code, period, {}, breakdown}, derivation)});
    }
  }
}

void Asking::end_units() {
  unit_ = period_ = 0;
  if (++derivation_ < query_.derive.size()) return;
  derivation_ = 0;
  if (++breakdown_ < query_.breakdowns.size()) return;
  breakdown_ = 0;
  ++indicator_;
}

/// Ranks the values of one period among units of one kind; 1 is the largest, equals share a rank.
/// Where nothing occurred that is a 0 among the others.
void Asking::rank(std::vector<Observation>& list, std::size_t from) const {
  const auto kind = [&](const Observation& one) {
    const auto on = figures_.day(one.period);
    const auto* unit = on ? figures_.workspace().catalog->units().find(one.unit, *on) : nullptr;
    return unit ? unit->kind : std::string();
  };
  std::map<std::pair<Period, std::string>, std::vector<Decimal>> values;
  for (std::size_t i = from; i < list.size(); ++i) {
    const auto value = formula::number_operand(list[i].point.exact, false);
    if (const auto* number = std::get_if<Decimal>(&value))
      values[{list[i].period, kind(list[i])}].push_back(*number);
  }
  for (auto& [group, numbers] : values) std::ranges::sort(numbers, std::greater<>());
  for (std::size_t i = from; i < list.size(); ++i) {
    const auto value = formula::number_operand(list[i].point.exact, false);
    const auto* number = std::get_if<Decimal>(&value);
    if (!number) {
      list[i].point.worked_out = true;   // there is no place among the others
      continue;
    }
    const auto& numbers = values[{list[i].period, kind(list[i])}];
    const auto first = std::ranges::lower_bound(numbers, *number, std::greater<>());
    list[i].point.value = Decimal(first - numbers.begin() + 1);
  }
}

}  // namespace girs::indicator
