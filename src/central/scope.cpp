#include "central/scope.h"

#include "calendar/date.h"
#include "central/day.h"
#include "report/workspace.h"

namespace girs::central {

bool lies_within(const Catalog& catalog, const Concern& concern, std::string_view ancestor,
                 Time now) {
  const auto& units = catalog.units();
  if (concern.unit == ancestor) return true;
  const Date today = day_of(now);
  if (units.is_below(concern.unit, ancestor, today)) return true;
  if (concern.regime.empty() || concern.period.empty()) return false;
  const auto subject = report::subject_of(
      catalog, {std::string(concern.regime), std::string(concern.unit), std::string(concern.period), "own"});
  return subject && units.is_below(concern.unit, ancestor, subject->day());
}

}  // namespace girs::central
