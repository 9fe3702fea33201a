// Labels of periods and which of them exist.

#include <algorithm>
#include <cstdio>

#include "base/text.h"
#include "calendar/digits.h"
#include "calendar/period.h"

namespace girs {
namespace {

constexpr int kYearMax = 9999;
constexpr int kYearsMin = 2;   // one year is written without "-Y1": one period, one label
constexpr int kYearsMax = 99;

/// How the part of a label after the year is written: "-" letter digits.
struct Suffix {
  PeriodKind kind;
  char letter;
  std::size_t digits;  // 0: as many as needed, without leading zeros
};
constexpr Suffix kSuffixes[] = {
    {PeriodKind::kHalf, 'S', 1},  {PeriodKind::kQuarter, 'Q', 1},    {PeriodKind::kMonth, 'M', 2},
    {PeriodKind::kWeek, 'W', 2},  {PeriodKind::kDay, 'D', 3},        {PeriodKind::kYears, 'Y', 0},
    {PeriodKind::kNineMonths, 'C', 1}};

const Suffix* suffix_of(PeriodKind kind) {
  for (const auto& suffix : kSuffixes)
    if (suffix.kind == kind) return &suffix;
  return nullptr;
}

/// The period that `label` spells, if it spells one; it need not exist.
std::optional<Period> spelled(std::string_view label) {
  if (label.substr(0, 2) == "X-")
    return Period{PeriodKind::kCampaign, 0, 0, std::string(label.substr(2))};
  if (const auto day = parse_date(label)) return period_of(*day, PeriodKind::kDay);
  const auto year = read_digits(label.substr(0, 4));
  if (!year || label.size() < 4) return std::nullopt;
  if (label.size() == 4) return Period{PeriodKind::kYear, *year, 0, {}};
  if (label.size() < 7 || label[4] != '-') return std::nullopt;
  const auto digits = label.substr(6);
  const auto index = read_digits(digits);
  if (!index) return std::nullopt;
  for (const auto& suffix : kSuffixes) {
    if (suffix.letter != label[5]) continue;
    if (suffix.digits == 0 ? digits.front() == '0' : digits.size() != suffix.digits)
      return std::nullopt;
    if (suffix.kind != PeriodKind::kNineMonths) return Period{suffix.kind, *year, *index, {}};
    if (*index == 9) return Period{suffix.kind, *year, 0, {}};
  }
  return std::nullopt;
}

/// ISO 8601: a year has a week 53 when it starts or ends on a Thursday.
bool has_week_53(int year) {
  const auto thursday = [](Date day) {
    return std::chrono::weekday{day} == std::chrono::Thursday;
  };
  return thursday(make_date(year, 1, 1)) || thursday(make_date(year, 12, 31));
}

/// The largest index of its kind in that year; 0 where the kind has no index.
int index_max(PeriodKind kind, int year) {
  switch (kind) {
    case PeriodKind::kHalf: return 2;
    case PeriodKind::kQuarter: return 4;
    case PeriodKind::kMonth: return 12;
    case PeriodKind::kWeek:
      if (year == kYearMax) return 51;  // its week 52 ends in the year 10000
      return has_week_53(year) ? 53 : 52;
    case PeriodKind::kDay: return std::chrono::year{year}.is_leap() ? 366 : 365;
    case PeriodKind::kYears: return std::min(kYearsMax, kYearMax + 1 - year);
    default: return 0;
  }
}

}  // namespace

bool exists(const Period& period) {
  if (period.kind == PeriodKind::kCampaign)
    return period.year == 0 && period.index == 0 && is_code(period.campaign);
  if (period.year < 1 || period.year > kYearMax || !period.campaign.empty()) return false;
  const int max = index_max(period.kind, period.year);
  const int min = period.kind == PeriodKind::kYears ? kYearsMin : std::min(1, max);
  return min <= period.index && period.index <= max;
}

Result<Period> Period::parse(std::string_view label) {
  if (auto period = spelled(label); period && exists(*period)) return *std::move(period);
  const std::string shown(first_invalid_utf8(label) ? "?" : label.substr(0, 200));
  return error(Code::kInvalidArgument,
               "\"" + shown + "\" is not a period: write 2026, 2026-S1, 2026-Q2, 2026-M09, "
               "2026-W05, 2026-D244, 2026-C9, 2021-Y5 or X-<code>, and one that exists.",
               "\"" + shown + "\" không phải là kỳ báo cáo: hãy ghi 2026, 2026-S1, 2026-Q2, "
               "2026-M09, 2026-W05, 2026-D244, 2026-C9, 2021-Y5 hoặc X-<mã>, và kỳ đó phải có "
               "thật.",
               {{"period", shown}});
}

std::string Period::label() const {
  if (kind == PeriodKind::kCampaign) return "X-" + campaign;
  char buffer[48];
  const auto* suffix = suffix_of(kind);
  const int size =
      suffix == nullptr
          ? std::snprintf(buffer, sizeof buffer, "%04d", year)
          : std::snprintf(buffer, sizeof buffer, "%04d-%c%0*d", year, suffix->letter,
                          static_cast<int>(suffix->digits),
                          kind == PeriodKind::kNineMonths ? 9 : index);
  return std::string(buffer, static_cast<std::size_t>(size));
}

}  // namespace girs
