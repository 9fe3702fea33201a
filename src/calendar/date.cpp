#include "calendar/date.h"

#include <cassert>
#include <cstdio>

#include "calendar/digits.h"

namespace girs {
namespace {

using std::chrono::day;
using std::chrono::month;
using std::chrono::year;
using std::chrono::year_month_day;

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
  const auto y = read_digits(text.substr(0, 4));
  const auto m = read_digits(text.substr(5, 2));
  const auto d = read_digits(text.substr(8, 2));
  if (!y || !m || !d || *y < 1) return std::nullopt;
  const year_month_day parts{year{*y}, month{static_cast<unsigned>(*m)},
                             day{static_cast<unsigned>(*d)}};
  if (!parts.ok()) return std::nullopt;
  return Date{parts};
}

Date make_date(int y, unsigned m, unsigned d) {
  const year_month_day parts{year{y}, month{m}, day{d}};
  assert(parts.ok());
  return Date{parts};
}

int year_of(Date date) { return static_cast<int>(year_month_day{date}.year()); }

Date month_end(int y, unsigned m) {
  return Date{std::chrono::year_month_day_last{year{y}, std::chrono::month_day_last{month{m}}}};
}

}  // namespace girs
