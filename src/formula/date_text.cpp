#include "formula/date_text.h"

#include "base/text.h"
#include "calendar/digits.h"

namespace girs::formula {

std::optional<Date> read_date(std::string_view text) {
  if (const auto date = parse_date(text)) return date;
  const auto parts = split(text, '/');
  if (parts.size() != 3 || parts[0].size() > 2 || parts[1].size() > 2 || parts[2].size() != 4)
    return std::nullopt;
  const auto day = read_digits(parts[0]);
  const auto month = read_digits(parts[1]);
  const auto year = read_digits(parts[2]);
  if (!day || !month || !year || *month < 1 || *month > 12 || *day < 1 || *day > 31 || *year < 1)
    return std::nullopt;
  const auto date = date_of(*year, *month, 1);
  if (!date || *date + std::chrono::days(*day - 1) > month_end(*year, static_cast<unsigned>(*month)))
    return std::nullopt;
  return *date + std::chrono::days(*day - 1);
}

std::optional<Date> date_of(std::int64_t year, std::int64_t month, std::int64_t day) {
  constexpr std::int64_t kFar = 4'000'000;  // days and months beyond the calendar's ten millennia
  if (year < -kFar || year > kFar || month < -kFar || month > kFar || day < -kFar || day > kFar)
    return std::nullopt;
  std::int64_t months = year * 12 + month - 1;
  if (months < 12 - kFar || months > kFar) return std::nullopt;
  // Years before 1 may come back by many days; the civil calendar of <chrono> reaches far enough.
  const std::int64_t first_year = (months >= 0 ? months : months - 11) / 12;
  const auto first_month = static_cast<unsigned>(months - first_year * 12 + 1);
  if (first_year < -12000 || first_year > 22000) return std::nullopt;
  const Date date = Date(std::chrono::year(static_cast<int>(first_year)) /
                         std::chrono::month(first_month) / std::chrono::day(1)) +
                    std::chrono::days(day - 1);
  const int lands_in = static_cast<int>(std::chrono::year_month_day(date).year());
  if (lands_in < 1 || lands_in > 9999) return std::nullopt;
  return date;
}

}  // namespace girs::formula
