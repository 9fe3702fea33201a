#include "report/obligation.h"

#include <algorithm>

namespace girs::report {
namespace {

bool names(const std::vector<std::string>& kinds, const std::string& kind) {
  return std::ranges::find(kinds, kind) != kinds.end();
}

Result<Obligation> obligation_of(const Catalog& catalog, const Regime& regime, const UnitVersion& unit,
                                 const Period& period, const DateRange& window) {
  const auto* rule = regime.due_for(unit.kind);
  if (!rule)
    return error(Code::kNotFound, "The regime " + regime.code + " has no due date for units of kind " + unit.kind + ".",
                 "Chế độ báo cáo " + regime.code + " không quy định thời hạn gửi cho loại đơn vị " + unit.kind + ".",
                 {{"unit", unit.code}});
  GIRS_TRY(const auto due, due_of(*rule, period, window, catalog.calendar()));
  return Obligation{&regime, &unit, period, names(regime.aggregators, unit.kind) ? "aggregate" : "own",
                    window,  due};
}

/// The first period of the regime's frequency whose calendar days reach `day`.
std::optional<Period> period_at(PeriodKind kind, Date day) {
  const std::chrono::year_month_day date{day};
  const int year = static_cast<int>(date.year());
  const int month = static_cast<int>(static_cast<unsigned>(date.month()));
  Period period{kind, year, 0, {}};
  switch (kind) {
    case PeriodKind::kYear: return period;
    case PeriodKind::kHalf: period.index = (month + 5) / 6; return period;
    case PeriodKind::kQuarter: period.index = (month + 2) / 3; return period;
    case PeriodKind::kMonth: period.index = month; return period;
    case PeriodKind::kNineMonths: period.index = 9; return period;
    case PeriodKind::kDay:
      period.index = static_cast<int>((day - make_date(year, 1, 1)).count()) + 1;
      return period;
    case PeriodKind::kWeek:
    case PeriodKind::kYears:
    case PeriodKind::kCampaign: return std::nullopt;  // dates of these are the regime's own data
  }
  return std::nullopt;
}

}  // namespace

Result<std::vector<Obligation>> obligations(const Catalog& catalog, const Regime& regime,
                                            const Period& period) {
  GIRS_TRY(const auto window, catalog.window(regime, period));
  std::vector<Obligation> owed;
  for (const auto* unit : catalog.units().in_force(window.to)) {
    if (!names(regime.reporters, unit->kind)) continue;
    GIRS_TRY(auto obligation, obligation_of(catalog, regime, *unit, period, window));
    owed.push_back(std::move(obligation));
  }
  return owed;
}

Result<std::vector<Obligation>> obligations_of(const Catalog& catalog, std::string_view unit, Date from,
                                               Date to) {
  std::vector<Obligation> owed;
  constexpr std::chrono::days kYear{366};  // a report is due at most a year after its period
  for (const auto& regime : catalog.regimes()) {
    auto period = period_at(regime.frequency, from - kYear);
    for (; period; period = next(*period)) {
      const auto span = calendar_span(*period);
      if (!span || span->from > to) break;
      if ((regime.from && span->to < *regime.from) || (regime.to && span->to > *regime.to)) continue;
      GIRS_TRY(const auto window, catalog.window(regime, *period));
      const auto* version = catalog.units().find(unit, window.to);
      if (!version || !names(regime.reporters, version->kind)) continue;
      GIRS_TRY(auto obligation, obligation_of(catalog, regime, *version, *period, window));
      if (obligation.due.date >= from && obligation.due.date <= to) owed.push_back(std::move(obligation));
    }
  }
  std::ranges::stable_sort(owed, {}, [](const Obligation& o) { return o.due.date; });
  return owed;
}

}  // namespace girs::report
