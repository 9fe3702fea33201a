#pragma once
// Which periods a figure stands for: one, the year to date, or the last so many.

#include <vector>

#include "base/result.h"
#include "calendar/frequency.h"

namespace girs::indicator {

struct Shape {
  enum class Kind { kSingle, kYearToDate, kLast };
  Kind kind = Kind::kSingle;
  int count = 1;  // kLast
  auto operator<=>(const Shape&) const = default;
};

/// The periods of `frequency` that `period` in that shape is made of, in order. Nothing when
/// they do not tile it (a year is not made of weeks, a month not of quarters), or are counted
/// otherwise (2022-Y5 where five years are counted from 2021).
std::optional<std::vector<Period>> parts_of(const Period& period, const Shape& shape,
                                            const Frequency& frequency);

}  // namespace girs::indicator
