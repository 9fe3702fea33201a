#pragma once
// Calendar days (Gregorian, no time zone) and their ISO 8601 text.

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace girs {

using Date = std::chrono::sys_days;

/// "2025-12-15"
std::string to_text(Date date);
/// Reads "2025-12-15"; nothing when the day does not exist.
std::optional<Date> parse_date(std::string_view text);
/// Years 1 to 9999 only; the caller has checked that the day exists.
Date make_date(int year, unsigned month, unsigned day);
int year_of(Date date);
/// The last day of a month.
Date month_end(int year, unsigned month);

/// Both ends included; `to` not before `from`.
struct DateRange {
  Date from;
  Date to;
  bool contains(Date day) const { return from <= day && day <= to; }
  bool operator==(const DateRange&) const = default;
};

}  // namespace girs
