#pragma once
// Which periods a figure stands for: one, the year to date, or the last so many.

#include <vector>

#include "base/result.h"
#include "calendar/period.h"

namespace girs::indicator {

struct Shape {
  enum class Kind { kSingle, kYearToDate, kLast };
  Kind kind = Kind::kSingle;
  int count = 1;  // kLast
  auto operator<=>(const Shape&) const = default;
};

/// The periods of kind `frequency` that `period` in that shape is made of, in order. Nothing when
/// they do not tile it (a year is not made of weeks, a month not of quarters).
std::optional<std::vector<Period>> parts_of(const Period& period, const Shape& shape,
                                            PeriodKind frequency);

}  // namespace girs::indicator
