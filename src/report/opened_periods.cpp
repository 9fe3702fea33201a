#include "report/opened_periods.h"

namespace girs::report {

Result<std::shared_ptr<const Opening>> OpenedPeriods::of(const Regime& regime, const Period& period) {
  const std::lock_guard lock(mutex_);
  const std::pair key(&regime, period.label());
  const auto found = opened_.find(key);
  if (found != opened_.end()) return found->second;
  GIRS_TRY(auto opening, open_period(catalog_, regime, period, orders_));
  if (opened_.size() == kMax) opened_.clear();
  return opened_.emplace(key, std::make_shared<const Opening>(std::move(opening))).first->second;
}

}  // namespace girs::report
