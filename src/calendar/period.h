#pragma once
// Reporting periods by label, as SDMX writes them: "2026", "2026-S1", "2026-Q2", "2026-M09",
// "2026-W05", "2026-D244", "2026-C9" (nine cumulated months), "2021-Y5" (five years from
// 2021), "X-<code>" (a campaign). A label says nothing about dates: those come from a window
// rule (window.h).

#include <compare>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "calendar/date.h"

namespace girs {

enum class PeriodKind {
  kYear, kHalf, kQuarter, kMonth, kWeek, kDay, kNineMonths, kYears, kCampaign
};

struct Period {
  PeriodKind kind = PeriodKind::kYear;
  int year = 0;           // 0 for a campaign
  int index = 0;          // half, quarter, month, ISO week, day of the year, or number of years;
                          // 0 for a year, nine months and a campaign
  std::string campaign;   // code of a campaign, else empty

  /// Reads a label; a day is also accepted as "2026-09-01". kInvalidArgument otherwise.
  static Result<Period> parse(std::string_view label);
  std::string label() const;

  auto operator<=>(const Period&) const = default;
  bool operator==(const Period&) const = default;
};

/// Whether there is such a period: its index fits its kind and year (W53 and D366 are not in
/// every year, several years are 2 to 99) and it lies within the years 1 to 9999.
bool exists(const Period& period);

/// Calendar days that the label spans in the Gregorian calendar (a week: Monday to Sunday,
/// ISO 8601). Nothing for a campaign, whose dates are data.
std::optional<DateRange> calendar_span(const Period& period);

/// The months that the label spans, first and last, counted as year * 12 + month - 1.
/// Nothing for days, weeks and campaigns.
struct MonthSpan { int first; int last; };
std::optional<MonthSpan> month_span(const Period& period);

/// Y into S, S into Q, Q into M, M into D, C9 into Q1..Q3, Yn into years, W into D; else empty.
std::vector<Period> children(const Period& period);
/// The period that has this one among its children(); Q3 belongs to S2, C9 and weeks to none.
std::optional<Period> parent(const Period& period);
std::optional<Period> next(const Period& period);
std::optional<Period> previous(const Period& period);
/// `count` periods later (earlier when negative).
std::optional<Period> shifted(const Period& period, int count);
/// The same label a year (or `years`) earlier; nothing when it does not exist (W53, D366).
std::optional<Period> same_last_year(const Period& period, int years = 1);
/// The period of that kind whose calendar_span() holds `day`; nothing for nine months after
/// September, for several years (which may start in any year) and for campaigns.
std::optional<Period> period_of(Date day, PeriodKind kind);

}  // namespace girs

template <>
struct std::hash<girs::Period> {
  std::size_t operator()(const girs::Period& period) const noexcept {
    return std::hash<std::string>{}(period.campaign) * 31 +
           static_cast<std::size_t>(period.year * 4096 + period.index * 16 +
                                    static_cast<int>(period.kind));
  }
};
