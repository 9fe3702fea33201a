#include "calendar/date.h"

#include <cassert>
#include <cstdio>

namespace girs {
namespace {

using std::chrono::day;
using std::chrono::month;
using std::chrono::year;
using std::chrono::year_month_day;

/// The number that `digits` spell, or -1.
int number(std::string_view digits) {
  int value = 0;
  for (const char c : digits) {
    if (c < '0' || c > '9') return -1;
    value = value * 10 + (c - '0');
  }
  return value;
}

}  // namespace

std::string to_text(Date date) {
  const year_month_day parts{date};
  char buffer[32];
  const int size = std::snprintf(buffer, sizeof buffer, "%04d-%02u-%02u",
                                 static_cast<int>(parts.year()),
                                 static_cast<unsigned>(parts.month()),
                                 static_cast<unsigned>(parts.day()));
  return std::string(buffer, static_cast<std::size_t>(size));
}

std::optional<Date> parse_date(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  const int y = number(text.substr(0, 4));
  const int m = number(text.substr(5, 2));
  const int d = number(text.substr(8, 2));
  if (y < 1 || m < 0 || d < 0) return std::nullopt;
  const year_month_day parts{year{y}, month{static_cast<unsigned>(m)},
                             day{static_cast<unsigned>(d)}};
  if (!parts.ok()) return std::nullopt;
  return Date{parts};
}

Date make_date(int y, unsigned m, unsigned d) {
  const year_month_day parts{year{y}, month{m}, day{d}};
  assert(parts.ok());
  return Date{parts};
}

Date month_end(int y, unsigned m) {
  return Date{std::chrono::year_month_day_last{year{y}, std::chrono::month_day_last{month{m}}}};
}

}  // namespace girs
