#pragma once
// Periods of one kind as whole numbers, so that columns and blobs can count them.

#include <optional>

#include "calendar/period.h"

namespace girs::indicator {

/// How many periods of a kind a year has room for; 0 for kinds that are no regular series.
constexpr int slots_in_year(PeriodKind kind) {
  switch (kind) {
    case PeriodKind::kYear:
    case PeriodKind::kNineMonths: return 1;
    case PeriodKind::kHalf: return 2;
    case PeriodKind::kQuarter: return 4;
    case PeriodKind::kMonth: return 12;
    case PeriodKind::kWeek: return 53;
    case PeriodKind::kDay: return 366;
    default: return 0;
  }
}

inline int ordinal_of(const Period& period) {
  return period.year * slots_in_year(period.kind) + (period.index > 0 ? period.index - 1 : 0);
}

/// Nothing when there is no such period (a 366th day).
inline std::optional<Period> period_at(PeriodKind kind, int ordinal) {
  const int slots = slots_in_year(kind);
  if (slots == 0 || ordinal < 0) return std::nullopt;
  Period period{kind, ordinal / slots, slots == 1 ? 0 : ordinal % slots + 1, {}};
  if (!exists(period)) return std::nullopt;
  return period;
}

}  // namespace girs::indicator
