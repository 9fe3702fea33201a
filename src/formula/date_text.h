#pragma once
// Days as people write them.

#include <cstdint>
#include <optional>
#include <string_view>

#include "calendar/date.h"

namespace girs::formula {

/// "2025-12-15" or "15/12/2025" (day first, as in Vietnam; "5/1/2025" too); years 1 to 9999.
std::optional<Date> read_date(std::string_view text);

/// The day; months and days beyond their end run on, as in Excel. Nothing outside 1 to 9999.
std::optional<Date> date_of(std::int64_t year, std::int64_t month, std::int64_t day);

}  // namespace girs::formula
