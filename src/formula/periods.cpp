// Functions of reporting periods. A period is a label; its days come from the regime's window.

#include "formula/functions.h"
#include "formula/reference_periods.h"
#include "formula/short_forms.h"
#include "formula/taken.h"

namespace girs::formula {
namespace {

/// `compute` of the period given, or the current one.
template <class Compute>
Value of_period(const Evaluator& evaluator, const Arguments& arguments, Compute compute) {
  Taken taken(evaluator, arguments);
  const Period period = taken.period(0);
  if (const auto other = taken.other()) return *other;
  return compute(period);
}

Value current(const Evaluator& evaluator, const Arguments& arguments) {
  return of_period(evaluator, arguments, [](const Period& period) -> Value { return period; });
}

/// In the words that regimes use for their frequency.
Value type_of_period(const Evaluator& evaluator, const Arguments& arguments) {
  constexpr std::string_view kWords[] = {"year", "half",        "quarter", "month",   "week",
                                         "day",  "nine-months", "years",   "campaign"};
  return of_period(evaluator, arguments, [&](const Period& period) -> Value {
    return std::string(kWords[static_cast<std::size_t>(period.kind)]);
  });
}

Value first_day(const Evaluator& evaluator, const Arguments& arguments) {
  return of_period(evaluator, arguments, [&](const Period& period) -> Value {
    const auto window = evaluator.context().cells->window(period);
    if (!window) return Fault::kNotAvailable;
    return window->from;
  });
}

Value last_day(const Evaluator& evaluator, const Arguments& arguments) {
  return of_period(evaluator, arguments, [&](const Period& period) -> Value {
    const auto window = evaluator.context().cells->window(period);
    if (!window) return Fault::kNotAvailable;
    return window->to;
  });
}

bool comes_once_a_year(const Period& period) {
  return period.kind == PeriodKind::kYear || period.kind == PeriodKind::kNineMonths;
}

bool has_place_in_year(const Period& period) {
  return period.kind != PeriodKind::kYears && period.kind != PeriodKind::kCampaign;
}

Value place_in_year(const Evaluator& evaluator, const Arguments& arguments) {
  return of_period(evaluator, arguments, [](const Period& period) -> Value {
    if (!has_place_in_year(period)) return Fault::kNotAvailable;
    return Decimal(comes_once_a_year(period) ? 1 : period.index);
  });
}

Value number_in_year(const Evaluator& evaluator, const Arguments& arguments) {
  return of_period(evaluator, arguments, [](const Period& period) -> Value {
    if (!has_place_in_year(period)) return Fault::kNotAvailable;
    return Decimal(static_cast<std::int64_t>(periods_of_year(period.kind, period.year).size()));
  });
}

/// PERIODADD(p;n): n periods later.
Value moved(const Evaluator& evaluator, const Arguments& arguments) {
  Taken taken(evaluator, arguments);
  const Period period = taken.period(0);
  const auto count = taken.whole(1);
  if (const auto other = taken.other()) return *other;
  constexpr std::int64_t kFar = 4'000'000;  // more days than the calendar has
  if (count < -kFar || count > kFar) return Fault::kNumber;
  const auto found = shifted(period, static_cast<int>(count));
  if (!found) return Fault::kNumber;
  return *found;
}

Value year_of_period(const Evaluator& evaluator, const Arguments& arguments) {
  return of_period(evaluator, arguments, [](const Period& period) -> Value {
    if (period.kind == PeriodKind::kCampaign) return Fault::kNotAvailable;
    return Decimal(period.year);
  });
}

/// Of a quarter, a month or a day; longer periods lie in no one quarter.
Value quarter_of_period(const Evaluator& evaluator, const Arguments& arguments) {
  return of_period(evaluator, arguments, [](const Period& period) -> Value {
    if (period.kind == PeriodKind::kQuarter) return Decimal(period.index);
    if (period.kind == PeriodKind::kMonth) return Decimal((period.index + 2) / 3);
    const auto span = period.kind == PeriodKind::kDay ? calendar_span(period) : std::nullopt;
    const auto quarter = span ? period_of(span->from, PeriodKind::kQuarter) : std::nullopt;
    if (!quarter) return Fault::kNotAvailable;
    return Decimal(quarter->index);
  });
}

/// YTD(ref) and SAMEPERIODLASTYEAR(ref): the value of the reference that the call stands for.
template <PeriodRelation relation>
Value of_reference(const Evaluator& evaluator, const Arguments& arguments) {
  auto reference = reference_of(arguments[0]);
  if (!reference) return Fault::kReference;
  reference->periods.push_back({relation, relation == PeriodRelation::kYears ? -1 : 0, {}});
  return evaluator.value(*reference);
}

using namespace words;  // of the table

constexpr Function kFunctions[] = {
    {"PERIOD", {}, kPeriod, current},
    {"PERIODADD", {kPeriod, kNumber}, kPeriod, moved},
    {"PERIODEND", {optional(kPeriod)}, kDate, last_day},
    {"PERIODINYEAR", {optional(kPeriod)}, kNumber, place_in_year},
    {"PERIODSPERYEAR", {optional(kPeriod)}, kNumber, number_in_year},
    {"PERIODSTART", {optional(kPeriod)}, kDate, first_day},
    {"PERIODTYPE", {optional(kPeriod)}, kText, type_of_period},
    {"QUARTEROF", {optional(kPeriod)}, kNumber, quarter_of_period},
    {"SAMEPERIODLASTYEAR", {reference(kAlike)}, kAlike, of_reference<PeriodRelation::kYears>},
    {"YEAROF", {optional(kPeriod)}, kNumber, year_of_period},
    {"YTD", {reference(kAmount)}, kAmount, of_reference<PeriodRelation::kYearToDate>},
};

}  // namespace

std::span<const Function> period_functions() { return kFunctions; }

}  // namespace girs::formula
