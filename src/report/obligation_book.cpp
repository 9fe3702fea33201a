#include "report/obligation_book.h"

#include <algorithm>
#include <map>

namespace girs::report {
namespace {

/// Working days after the members' due dates, in calendar days with room for Tết at each level.
constexpr std::chrono::days kMembersFirst{120};

}  // namespace

Result<std::vector<Period>> periods_due(const Catalog& catalog, const Regime& regime, Date from,
                                        Date to) {
  std::map<Date, Period> found;  // by the window's last day
  // A period before the regime began or after it ended has no version of it, and nobody owes it.
  const DateRange in_force{regime.from.value_or(Date::min()), regime.to.value_or(Date::max())};
  const bool waits = std::ranges::any_of(
      regime.due, [](const auto& rule) { return rule.second.kind == DueKind::kAfterMembers; });
  for (const auto& [kind, rule] : regime.due) {
    if (rule.kind == DueKind::kAfterMembers) continue;
    GIRS_TRY(auto periods, periods_due_between(regime.frequency, regime.window, rule,
                                               waits ? from - kMembersFirst : from, to,
                                               catalog.calendar(), in_force));
    for (auto& one : periods) {
      // A newer version may have taken its place.
      const auto version = catalog.regime_of(regime.code, one.period);
      if (version && *version == &regime) found.emplace(one.window.to, std::move(one.period));
    }
  }
  std::vector<Period> periods;
  for (auto& [end, period] : found) periods.push_back(std::move(period));
  return periods;
}

Result<ObligationBook> ObligationBook::make(const Catalog& catalog, Date from, Date to,
                                            const EarlierReports& earlier) {
  ObligationBook book;
  book.orders_ = std::make_unique<UnitOrders>(catalog.units());
  for (const auto& regime : catalog.regimes()) {
    GIRS_TRY(const auto periods, periods_due(catalog, regime, from, to));
    const auto* reports = earlier ? earlier(regime) : nullptr;
    for (const auto& period : periods) {
      GIRS_TRY(auto opening, open_period(catalog, regime, period, *book.orders_, reports));
      book.openings_.push_back(std::move(opening));
    }
  }
  return book;
}

std::size_t ObligationBook::size() const {
  std::size_t total = 0;
  for (const auto& opening : openings_) total += opening.owed.size();
  return total;
}

}  // namespace girs::report
