#include "calendar/frequency.h"

#include <doctest/doctest.h>

#include <random>

#include "unit/calendar/vietnam_2026.h"

namespace girs {
namespace {

std::string labels_of(const Result<std::vector<Period>>& periods) {
  if (!periods) return "error: " + periods.error().message.en;
  std::string labels;
  for (const auto& period : *periods) labels += (labels.empty() ? "" : " ") + period.label();
  return labels;
}

std::string between(const Frequency& frequency, const WindowRule& rule, const char* from,
                    const char* to) {
  return labels_of(periods_between(frequency, rule, date(from), date(to), vietnam_2026()));
}

std::string due_between(const Frequency& frequency, const WindowRule& rule, const DueRule& due,
                        const char* from, const char* to) {
  const auto found =
      periods_due_between(frequency, rule, due, date(from), date(to), vietnam_2026());
  if (!found) return "error: " + found.error().message.en;
  std::string text;
  for (const auto& one : *found)
    text += (text.empty() ? "" : " ") + one.period.label() + ":" + to_text(one.due.date);
  return text;
}

WindowRule calendar_days() {
  WindowRule rule;
  rule.kind = WindowKind::kCalendar;
  return rule;
}

Frequency working_days() { return {PeriodKind::kDay, true, 0, 0, {}}; }
Frequency every(PeriodKind kind) { return {kind, false, 0, 0, {}}; }

WindowRule two_campaigns() {
  WindowRule rule;
  rule.kind = WindowKind::kCampaigns;
  rule.campaigns = {{"bão-số-3", {date("2026-09-07"), date("2026-09-30")}},
                    {"hạn-mặn", {date("2026-01-15"), date("2026-05-31")}}};
  return rule;
}

Status check(const Frequency& frequency, const WindowRule& rule, const char* label) {
  return check_period(frequency, rule, period(label), vietnam_2026());
}

}  // namespace

TEST_CASE("periods are listed by the days on which their windows end") {
  const WindowRule nd09;
  CHECK(between(every(PeriodKind::kQuarter), nd09, "2026-03-14", "2026-09-14") ==
        "2026-Q1 2026-Q2 2026-Q3");
  CHECK(between(every(PeriodKind::kQuarter), nd09, "2026-03-15", "2026-09-13") == "2026-Q2");
  CHECK(between(every(PeriodKind::kMonth), nd09, "2025-12-15", "2026-01-14") == "2026-M01");
  CHECK(between(every(PeriodKind::kYear), nd09, "2025-12-14", "2026-12-14") == "2025 2026");
  CHECK(between(every(PeriodKind::kHalf), nd09, "2026-06-15", "2026-12-13") == "");
  CHECK(between(every(PeriodKind::kNineMonths), nd09, "2025-12-31", "2027-01-01") == "2026-C9");
  CHECK(between(every(PeriodKind::kWeek), calendar_days(), "2026-12-27", "2027-01-03") ==
        "2026-W52 2026-W53");
  CHECK(between(every(PeriodKind::kQuarter), nd09, "2026-09-14", "2026-03-14") == "");
}

TEST_CASE("periods of several years follow each other from the first year on") {
  const Frequency five{PeriodKind::kYears, false, 5, 2021, {}};
  CHECK(between(five, WindowRule{}, "2010-01-01", "2031-01-01") == "2021-Y5 2026-Y5");
  CHECK(between(five, WindowRule{}, "2026-01-01", "2040-12-14") == "2026-Y5 2031-Y5 2036-Y5");
  const Frequency ten{PeriodKind::kYears, false, 10, 2021, {}};
  CHECK(between(ten, calendar_days(), "2021-01-01", "2030-12-31") == "2021-Y10");
  CHECK(between({PeriodKind::kYears, false, 0, 0, {}}, WindowRule{}, "2021-01-01", "2030-12-31") ==
        "");
}

TEST_CASE("daily on working days leaves out weekends, Tết and swapped days") {
  CHECK(between(working_days(), calendar_days(), "2026-02-12", "2026-02-24") ==
        "2026-D043 2026-D044 2026-D054 2026-D055");
  // 2 January is swapped for Saturday 10 January.
  CHECK(between(working_days(), calendar_days(), "2026-01-01", "2026-01-12") ==
        "2026-D005 2026-D006 2026-D007 2026-D008 2026-D009 2026-D010 2026-D012");
  CHECK(between(every(PeriodKind::kDay), calendar_days(), "2026-02-14", "2026-02-16") ==
        "2026-D045 2026-D046 2026-D047");
  const auto beyond = periods_between(working_days(), calendar_days(), date("2026-12-30"),
                                      date("2027-01-02"), vietnam_2026());
  REQUIRE_FALSE(beyond);
  CHECK(beyond.error().code == Code::kNotFound);
  CHECK(*detail_of(beyond.error().details, "year") == "2027");
}

TEST_CASE("campaigns come in the order in which their windows end") {
  const auto campaign = every(PeriodKind::kCampaign);
  CHECK(between(campaign, two_campaigns(), "2026-01-01", "2026-12-31") == "X-hạn-mặn X-bão-số-3");
  CHECK(between(campaign, two_campaigns(), "2026-06-01", "2026-09-30") == "X-bão-số-3");
  CHECK(between(campaign, two_campaigns(), "2026-06-01", "2026-09-29") == "");
  WindowRule dates;
  dates.kind = WindowKind::kDates;
  dates.dates = {date("2026-01-01"), date("2026-02-01")};
  const Frequency one{PeriodKind::kCampaign, false, 0, 0, "CĐ-01"};
  CHECK(between(one, dates, "2026-02-01", "2026-02-01") == "X-CĐ-01");
}

TEST_CASE("too many periods are refused instead of filling the memory") {
  const auto all = periods_between(every(PeriodKind::kDay), calendar_days(), date("0001-01-01"),
                                   date("9999-12-31"), vietnam_2026());
  REQUIRE_FALSE(all);
  CHECK(all.error().code == Code::kInvalidArgument);
}

TEST_CASE("a window rule that says nothing about the frequency is an error") {
  const auto weeks = periods_between(every(PeriodKind::kWeek), WindowRule{}, date("2026-01-01"),
                                     date("2026-02-01"), vietnam_2026());
  CHECK(weeks.error().code == Code::kUnsupported);
}

TEST_CASE("reports due between two days are found by their own dates, not their windows'") {
  DueRule next_day;
  CHECK(due_between(every(PeriodKind::kQuarter), WindowRule{}, next_day, "2026-03-16",
                    "2026-06-15") == "2026-Q1:2026-03-16 2026-Q2:2026-06-15");
  CHECK(due_between(every(PeriodKind::kMonth), WindowRule{}, next_day, "2026-02-16",
                    "2026-02-23") == "2026-M02:2026-02-23");
  DueRule next_year;
  next_year.kind = DueKind::kFixedDate;
  next_year.month = 1;
  next_year.day = 15;
  next_year.years_after = 1;
  CHECK(due_between(every(PeriodKind::kYear), WindowRule{}, next_year, "2026-01-01",
                    "2026-12-31") == "2025:2026-01-15");
  DueRule early;   // before the window's end, which is allowed
  early.kind = DueKind::kDayOfMonth;
  early.day = 10;
  CHECK(due_between(every(PeriodKind::kMonth), calendar_days(), early, "2026-09-01",
                    "2026-09-30") == "2026-M09:2026-09-10");
  early.shift = DueShift::kPrevious;
  CHECK(due_between(every(PeriodKind::kMonth), calendar_days(), early, "2026-10-01",
                    "2026-10-09") == "2026-M10:2026-10-09");
}

TEST_CASE("daily information on working days is due day by day") {
  DueRule hours;
  hours.kind = DueKind::kHoursAfter;
  hours.hours = 24;
  CHECK(due_between(working_days(), calendar_days(), hours, "2026-02-12", "2026-02-24") ==
        "2026-D042:2026-02-12 2026-D043:2026-02-13 2026-D044:2026-02-23 2026-D054:2026-02-24");
}

TEST_CASE("years that the calendar does not know matter only to reports that may be due then") {
  DueRule three;
  three.days = 3;
  const auto quarter = every(PeriodKind::kQuarter);
  // 2025-Q4 ended on 14 December 2025, a year that this calendar does not know.
  CHECK(due_between(quarter, WindowRule{}, three, "2026-01-01", "2026-12-31") ==
        "2026-Q1:2026-03-18 2026-Q2:2026-06-17 2026-Q3:2026-09-17 2026-Q4:2026-12-17");
  CHECK(due_between(quarter, WindowRule{}, three, "2025-12-01", "2026-12-31").substr(0, 6) ==
        "error:");
  CHECK(due_between(quarter, WindowRule{}, three, "2026-12-01", "2027-12-31").substr(0, 6) ==
        "error:");
}

TEST_CASE("a regime's own periods pass, others are refused with the reason") {
  const Frequency five{PeriodKind::kYears, false, 5, 2021, {}};
  CHECK(check(five, WindowRule{}, "2026-Y5"));
  CHECK(check(working_days(), calendar_days(), "2026-01-10"));
  CHECK(check(every(PeriodKind::kCampaign), two_campaigns(), "X-bão-số-3"));
  for (const char* label : {"2022-Y5", "2021-Y10", "2016-Y5", "2026"})
    CHECK(check(five, WindowRule{}, label).error().code == Code::kInvalidArgument);
  const auto saturday = check(working_days(), calendar_days(), "2026-02-14");
  REQUIRE_FALSE(saturday);
  CHECK(saturday.error().message.en.find("Saturday") != std::string::npos);
  CHECK(check(working_days(), calendar_days(), "2027-01-04").error().code == Code::kNotFound);
  CHECK(check(every(PeriodKind::kCampaign), two_campaigns(), "X-a").error().code ==
        Code::kInvalidArgument);
  CHECK_FALSE(check(every(PeriodKind::kQuarter), WindowRule{}, "2026-M01"));
}

TEST_CASE("between any two days, the periods listed are those whose windows end there") {
  const unsigned seed = 20250701;
  std::mt19937 random(seed);
  MESSAGE("seed " << seed);
  const auto any_day = [&] {
    return date("2019-01-01") + std::chrono::days{std::uniform_int_distribution(0, 4000)(random)};
  };
  for (int round = 0; round < 500; ++round) {
    const Date from = any_day();
    const Date to = any_day();
    for (const auto kind : {PeriodKind::kYear, PeriodKind::kHalf, PeriodKind::kQuarter,
                            PeriodKind::kMonth, PeriodKind::kNineMonths}) {
      CAPTURE(to_text(from) + ".." + to_text(to));
      std::vector<Period> expected;
      for (auto one = Period::parse(kind == PeriodKind::kNineMonths ? "2015-C9" : "2015");
           one->year < 2035;) {
        Period period = *one;
        if (kind != PeriodKind::kNineMonths) period = *period_of(calendar_span(*one)->from, kind);
        for (int year = one->year; period.year == year; period = *next(period)) {
          const auto window = *window_of(WindowRule{}, period);
          if (from <= window.to && window.to <= to) expected.push_back(period);
        }
        ++one->year;
      }
      REQUIRE(*periods_between(every(kind), WindowRule{}, from, to, vietnam_2026()) == expected);
    }
  }
}

}  // namespace girs
