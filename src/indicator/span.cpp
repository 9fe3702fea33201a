#include "indicator/span.h"

#include <algorithm>

namespace girs::indicator {
namespace {

bool add_parts(const Period& period, const Frequency& frequency, std::vector<Period>& parts) {
  if (counts(frequency, period)) {
    parts.push_back(period);
    return true;
  }
  const auto below = children(period);
  return !below.empty() && std::ranges::all_of(below, [&](const Period& child) {
    return add_parts(child, frequency, parts);
  });
}

}  // namespace

std::optional<std::vector<Period>> parts_of(const Period& period, const Shape& shape,
                                            const Frequency& frequency) {
  int back = shape.kind == Shape::Kind::kLast ? shape.count - 1 : 0;
  if (shape.kind == Shape::Kind::kYearToDate && period.index > 0) back = period.index - 1;
  std::vector<Period> parts;
  for (int i = back; i >= 0; --i) {
    const auto one = shifted(period, -i);
    if (!one || !add_parts(*one, frequency, parts)) return std::nullopt;
  }
  return parts;
}

}  // namespace girs::indicator
