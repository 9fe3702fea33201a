#pragma once
// Days as rules and deadlines of a centre count them: those of Vietnam.

#include <optional>

#include "base/clock.h"
#include "calendar/date.h"
#include "json/shape.h"

namespace girs::central {

/// The day in Vietnam.
inline Date day_of(Time moment) {
  return std::chrono::floor<std::chrono::days>(moment + kVietnamOffset);
}

/// The day that a rule names; a mistake and nothing when it is none.
std::optional<Date> read_date(const json::Node& node);

}  // namespace girs::central
