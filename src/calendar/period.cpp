#include "calendar/period.h"

#include <cstdint>

namespace girs {
namespace {

using std::chrono::days;

/// Monday of the ISO week that holds `day`.
Date monday_of(Date day) {
  return day - days{std::chrono::weekday{day}.iso_encoding() - 1};
}

/// Monday of week 1, which holds 4 January (ISO 8601).
Date first_monday(int year) { return monday_of(make_date(year, 1, 4)); }

/// How many periods of a kind a year has, for the kinds that divide a year evenly; else 0.
int count_in_year(PeriodKind kind) {
  switch (kind) {
    case PeriodKind::kYear:
    case PeriodKind::kNineMonths: return 1;
    case PeriodKind::kHalf: return 2;
    case PeriodKind::kQuarter: return 4;
    case PeriodKind::kMonth: return 12;
    default: return 0;
  }
}

std::optional<Period> if_exists(Period period) {
  if (!exists(period)) return std::nullopt;
  return period;
}

/// `count` periods of one kind from the index `first`.
std::vector<Period> run(PeriodKind kind, int year, int first, int count) {
  std::vector<Period> periods;
  for (int i = 0; i < count; ++i) periods.push_back({kind, year, first + i, {}});
  return periods;
}

std::vector<Period> days_in(const DateRange& range) {
  std::vector<Period> periods;
  for (Date day = range.from; day <= range.to; day += days{1})
    periods.push_back(*period_of(day, PeriodKind::kDay));
  return periods;
}

/// The day `count` days from `day`, when it is within the years 1 to 9999.
std::optional<Date> days_later(Date day, std::int64_t count) {
  const std::int64_t number = day.time_since_epoch().count() + count;
  if (number < make_date(1, 1, 1).time_since_epoch().count() ||
      number > make_date(9999, 12, 31).time_since_epoch().count())
    return std::nullopt;
  return Date{days{static_cast<days::rep>(number)}};
}

/// The same kind and index in the year `year`, or nothing.
std::optional<Period> in_year(Period period, std::int64_t year) {
  if (year < 1 || year > 9999) return std::nullopt;
  period.year = static_cast<int>(year);
  return if_exists(std::move(period));
}

}  // namespace

std::optional<MonthSpan> month_span(const Period& period) {
  if (!exists(period)) return std::nullopt;
  const int january = period.year * 12;
  if (period.kind == PeriodKind::kNineMonths) return MonthSpan{january, january + 8};
  if (period.kind == PeriodKind::kYears) return MonthSpan{january, january + period.index * 12 - 1};
  if (period.kind == PeriodKind::kYear) return MonthSpan{january, january + 11};
  const int count = count_in_year(period.kind);
  if (count == 0) return std::nullopt;
  const int length = 12 / count;
  const int first = january + (period.index - 1) * length;
  return MonthSpan{first, first + length - 1};
}

std::optional<DateRange> calendar_span(const Period& period) {
  if (const auto months = month_span(period))
    return DateRange{make_date(months->first / 12, static_cast<unsigned>(months->first % 12) + 1, 1),
                     month_end(months->last / 12, static_cast<unsigned>(months->last % 12) + 1)};
  if (!exists(period)) return std::nullopt;
  if (period.kind == PeriodKind::kDay) {
    const Date day = make_date(period.year, 1, 1) + days{period.index - 1};
    return DateRange{day, day};
  }
  if (period.kind == PeriodKind::kWeek) {
    const Date monday = first_monday(period.year) + days{7 * (period.index - 1)};
    return DateRange{monday, monday + days{6}};
  }
  return std::nullopt;
}

std::vector<Period> children(const Period& period) {
  if (!exists(period)) return {};
  switch (period.kind) {
    case PeriodKind::kYear: return run(PeriodKind::kHalf, period.year, 1, 2);
    case PeriodKind::kHalf: return run(PeriodKind::kQuarter, period.year, period.index * 2 - 1, 2);
    case PeriodKind::kQuarter: return run(PeriodKind::kMonth, period.year, period.index * 3 - 2, 3);
    case PeriodKind::kNineMonths: return run(PeriodKind::kQuarter, period.year, 1, 3);
    case PeriodKind::kMonth:
    case PeriodKind::kWeek: return days_in(*calendar_span(period));
    case PeriodKind::kYears: {
      std::vector<Period> years;
      for (int i = 0; i < period.index; ++i)
        years.push_back({PeriodKind::kYear, period.year + i, 0, {}});
      return years;
    }
    default: return {};
  }
}

std::optional<Period> parent(const Period& period) {
  if (!exists(period)) return std::nullopt;
  switch (period.kind) {
    case PeriodKind::kHalf: return Period{PeriodKind::kYear, period.year, 0, {}};
    case PeriodKind::kQuarter:
      return Period{PeriodKind::kHalf, period.year, (period.index + 1) / 2, {}};
    case PeriodKind::kMonth:
      return Period{PeriodKind::kQuarter, period.year, (period.index + 2) / 3, {}};
    case PeriodKind::kDay: return period_of(calendar_span(period)->from, PeriodKind::kMonth);
    default: return std::nullopt;
  }
}

std::optional<Period> next(const Period& period) { return shifted(period, 1); }
std::optional<Period> previous(const Period& period) { return shifted(period, -1); }

std::optional<Period> shifted(const Period& period, int count) {
  if (!exists(period) || period.kind == PeriodKind::kCampaign) return std::nullopt;
  const std::int64_t steps = count;
  if (period.kind == PeriodKind::kYears)
    return in_year(period, period.year + steps * period.index);
  if (period.kind == PeriodKind::kDay || period.kind == PeriodKind::kWeek) {
    const int length = period.kind == PeriodKind::kDay ? 1 : 7;
    const auto first = days_later(calendar_span(period)->from, steps * length);
    return first ? period_of(*first, period.kind) : std::nullopt;
  }
  const int in_a_year = count_in_year(period.kind);
  if (in_a_year == 1) return in_year(period, period.year + steps);
  const std::int64_t place = std::int64_t{period.year} * in_a_year + period.index - 1 + steps;
  if (place < in_a_year) return std::nullopt;
  Period moved = period;
  moved.index = static_cast<int>(place % in_a_year) + 1;
  return in_year(std::move(moved), place / in_a_year);
}

std::optional<Period> same_last_year(const Period& period, int years) {
  if (!exists(period) || period.kind == PeriodKind::kCampaign) return std::nullopt;
  return in_year(period, std::int64_t{period.year} - years);
}

std::optional<Period> period_of(Date day, PeriodKind kind) {
  const int year = year_of(day);
  const int month = static_cast<int>(
      static_cast<unsigned>(std::chrono::year_month_day{day}.month()));
  switch (kind) {
    case PeriodKind::kYear: return if_exists({kind, year, 0, {}});
    case PeriodKind::kHalf: return if_exists({kind, year, (month + 5) / 6, {}});
    case PeriodKind::kQuarter: return if_exists({kind, year, (month + 2) / 3, {}});
    case PeriodKind::kMonth: return if_exists({kind, year, month, {}});
    case PeriodKind::kNineMonths:
      return month <= 9 ? if_exists({kind, year, 0, {}}) : std::nullopt;
    case PeriodKind::kDay: {
      if (year < 1 || year > 9999) return std::nullopt;
      const auto place = (day - make_date(year, 1, 1)).count();
      return if_exists({kind, year, static_cast<int>(place) + 1, {}});
    }
    case PeriodKind::kWeek: {
      const Date monday = monday_of(day);
      const int week_year = year_of(monday + days{3});  // ISO 8601: the Thursday's year
      if (week_year < 1 || week_year > 9999) return std::nullopt;
      const auto place = (monday - first_monday(week_year)).count() / 7;
      return if_exists({kind, week_year, static_cast<int>(place) + 1, {}});
    }
    default: return std::nullopt;
  }
}

}  // namespace girs
