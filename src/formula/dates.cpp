// Functions of days, as in Excel but with a type of their own: no serial numbers, no 1900.

#include "base/letter_case.h"
#include "formula/date_text.h"
#include "formula/functions.h"
#include "formula/taken.h"

namespace girs::formula {
namespace {

using std::chrono::days;
using std::chrono::year_month_day;

std::int64_t year_in(Date date) { return static_cast<int>(year_month_day(date).year()); }
std::int64_t month_in(Date date) { return static_cast<unsigned>(year_month_day(date).month()); }
std::int64_t day_in(Date date) { return static_cast<unsigned>(year_month_day(date).day()); }

Value date_or_fault(const std::optional<Date>& date) {
  if (!date) return Fault::kNumber;
  return *date;
}

/// The same day `months` later; the last of the month when it has fewer days.
std::optional<Date> months_later(Date date, std::int64_t months) {
  const auto first = date_of(year_in(date), month_in(date) + months, 1);
  if (!first) return std::nullopt;
  const Date last =
      month_end(static_cast<int>(year_in(*first)), static_cast<unsigned>(month_in(*first)));
  return std::min(*first + days(day_in(date) - 1), last);
}

Value make_date_of(const Evaluator& evaluator, const Arguments& arguments) {
  Taken taken(evaluator, arguments);
  const auto year = taken.whole(0);
  const auto month = taken.whole(1);
  const auto day = taken.whole(2);
  if (const auto other = taken.other()) return *other;
  return date_or_fault(date_of(year, month, day));
}

template <std::int64_t (*part)(Date)>
Value part_of(const Evaluator& evaluator, const Arguments& arguments) {
  Taken taken(evaluator, arguments);
  const Date date = taken.date(0);
  if (const auto other = taken.other()) return *other;
  return Decimal(part(date));
}

Value date_of_text(const Evaluator& evaluator, const Arguments& arguments) {
  Taken taken(evaluator, arguments);
  const std::string text = taken.text(0);
  if (const auto other = taken.other()) return *other;
  const auto date = read_date(text);
  if (!date) return Fault::kValue;
  return *date;
}

Value same_day_months_later(const Evaluator& evaluator, const Arguments& arguments) {
  Taken taken(evaluator, arguments);
  const Date date = taken.date(0);
  const auto months = taken.whole(1);
  if (const auto other = taken.other()) return *other;
  return date_or_fault(months_later(date, months));
}

Value end_of_month_later(const Evaluator& evaluator, const Arguments& arguments) {
  Taken taken(evaluator, arguments);
  const Date date = taken.date(0);
  const auto months = taken.whole(1);
  if (const auto other = taken.other()) return *other;
  const auto first = date_of(year_in(date), month_in(date) + months, 1);
  if (!first) return Fault::kNumber;
  return month_end(static_cast<int>(year_in(*first)), static_cast<unsigned>(month_in(*first)));
}

/// DAYS(end;start).
Value days_between(const Evaluator& evaluator, const Arguments& arguments) {
  Taken taken(evaluator, arguments);
  const Date end = taken.date(0);
  const Date start = taken.date(1);
  if (const auto other = taken.other()) return *other;
  return Decimal(static_cast<std::int64_t>((end - start).count()));
}

/// Whole months from `start` to `end`.
std::int64_t months_between(Date start, Date end) {
  const auto months =
      (year_in(end) - year_in(start)) * 12 + month_in(end) - month_in(start);
  return day_in(end) < day_in(start) ? months - 1 : months;
}

/// DATEDIF(start;end;unit): whole years "Y", months "M", days "D"; months beyond years "YM"; days
/// beyond months "MD" (counted from the anniversary, without Excel's negative results), and days
/// beyond years "YD".
Value difference(const Evaluator& evaluator, const Arguments& arguments) {
  Taken taken(evaluator, arguments);
  const Date start = taken.date(0);
  const Date end = taken.date(1);
  const std::string unit = upper_case(taken.text(2));
  if (const auto other = taken.other()) return *other;
  if (end < start) return Fault::kNumber;
  const std::int64_t months = months_between(start, end);
  const auto days_since = [&](std::int64_t whole_months) -> Value {
    const auto anniversary = months_later(start, whole_months);
    if (!anniversary) return Fault::kNumber;
    return Decimal(static_cast<std::int64_t>((end - *anniversary).count()));
  };
  if (unit == "Y") return Decimal(months / 12);
  if (unit == "M") return Decimal(months);
  if (unit == "D") return days_since(0);
  if (unit == "YM") return Decimal(months % 12);
  if (unit == "MD") return days_since(months);
  if (unit == "YD") return days_since(months / 12 * 12);
  return Fault::kNumber;
}

/// WEEKDAY(date;[type]): 1 Sunday to 7 Saturday; type 2 from Monday 1, 3 from Monday 0, 11 to 17
/// from 1 on Monday to Sunday.
Value day_of_week(const Evaluator& evaluator, const Arguments& arguments) {
  Taken taken(evaluator, arguments);
  const Date date = taken.date(0);
  const auto type = taken.whole(1, 1);
  if (const auto other = taken.other()) return *other;
  const std::int64_t from_monday = std::chrono::weekday(date).iso_encoding() - 1;
  if (type == 1) return Decimal((from_monday + 1) % 7 + 1);
  if (type == 2) return Decimal(from_monday + 1);
  if (type == 3) return Decimal(from_monday);
  if (type < 11 || type > 17) return Fault::kNumber;
  return Decimal((from_monday - (type - 11) + 7) % 7 + 1);
}

std::int64_t iso_week(Date date) {
  const auto week = period_of(date, PeriodKind::kWeek);
  return week ? week->index : 0;
}

using namespace words;  // of the table

constexpr Function kFunctions[] = {
    {"DATE", {kNumber, kNumber, kNumber}, kDate, make_date_of},
    {"DATEDIF", {kDate, kDate, kText}, kNumber, difference},
    {"DATEVALUE", {kText}, kDate, date_of_text},
    {"DAY", {kDate}, kNumber, part_of<day_in>},
    {"DAYS", {kDate, kDate}, kNumber, days_between},
    {"EDATE", {kDate, kNumber}, kDate, same_day_months_later},
    {"EOMONTH", {kDate, kNumber}, kDate, end_of_month_later},
    {"ISOWEEKNUM", {kDate}, kNumber, part_of<iso_week>},
    {"MONTH", {kDate}, kNumber, part_of<month_in>},
    {"WEEKDAY", {kDate, optional(kNumber)}, kNumber, day_of_week},
    {"YEAR", {kDate}, kNumber, part_of<year_in>},
};

}  // namespace

std::span<const Function> date_functions() { return kFunctions; }

}  // namespace girs::formula
