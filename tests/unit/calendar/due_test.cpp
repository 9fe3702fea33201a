#include "calendar/due.h"

#include <doctest/doctest.h>

#include "unit/calendar/vietnam_2026.h"

namespace girs {
namespace {

DueRule working_days(int days) {
  DueRule rule;
  rule.days = days;
  return rule;
}

DueRule day_of_month(int day, int months_after = 0, DueShift shift = DueShift::kNext) {
  DueRule rule;
  rule.kind = DueKind::kDayOfMonth;
  rule.day = day;
  rule.months_after = months_after;
  rule.shift = shift;
  return rule;
}

DueRule fixed_date(int month, int day, int years_after = 0, DueShift shift = DueShift::kNext) {
  DueRule rule;
  rule.kind = DueKind::kFixedDate;
  rule.month = month;
  rule.day = day;
  rule.years_after = years_after;
  rule.shift = shift;
  return rule;
}

DueRule hours_after(int hours, DueShift shift = DueShift::kNext) {
  DueRule rule;
  rule.kind = DueKind::kHoursAfter;
  rule.hours = hours;
  rule.shift = shift;
  return rule;
}

Result<Due> due(const DueRule& rule, const char* label) {
  return due_of(rule, period(label), *window_of(WindowRule{}, period(label)), vietnam_2026());
}

/// Due after a campaign that ends on `last`.
Result<Due> due_after(const DueRule& rule, const char* last) {
  return due_of(rule, period("X-a"), {date("2026-01-01"), date(last)}, vietnam_2026());
}

std::string day(const Result<Due>& due) { return due ? to_text(due->date) : "none"; }
std::string late(const Result<Due>& due) { return due ? to_rfc3339(due->deadline) : "none"; }

}  // namespace

TEST_CASE("working days after the cut-off step over weekends, Tết and swaps") {
  CHECK(day(due(working_days(1), "2026-Q1")) == "2026-03-16");
  CHECK(day(due(working_days(2), "2026-Q2")) == "2026-06-16");
  CHECK(day(due(working_days(1), "2026-M02")) == "2026-02-23");
  CHECK(day(due_after(working_days(1), "2026-01-09")) == "2026-01-10");
}

TEST_CASE("a report is on time to the end of the due day in Vietnam") {
  CHECK(late(due(working_days(1), "2026-Q1")) == "2026-03-16T17:00:00Z");
  CHECK(to_vietnam_text(due(working_days(1), "2026-Q1")->deadline) == "2026-03-17 00:00");
}

TEST_CASE("a time of day in the rule is the deadline on the due day") {
  auto rule = day_of_month(15);
  rule.minute_of_day = 17 * 60;
  CHECK(day(due(rule, "2026-M02")) == "2026-02-23");
  CHECK(late(due(rule, "2026-M02")) == "2026-02-23T10:00:00Z");
  rule.minute_of_day = 24 * 60;
  CHECK(late(due(rule, "2026-M07")) == "2026-07-15T17:00:00Z");
  for (const int minute : {-1, 0, 1441}) {
    rule.minute_of_day = minute;
    CHECK(due(rule, "2026-M07").error().code == Code::kInvalidArgument);
  }
}

TEST_CASE("a day off moves to the next working day unless the rule says otherwise") {
  CHECK(day(due(day_of_month(15), "2026-M02")) == "2026-02-23");
  CHECK(day(due(day_of_month(15, 0, DueShift::kPrevious), "2026-M02")) == "2026-02-13");
  CHECK(day(due(day_of_month(15, 0, DueShift::kNone), "2026-M02")) == "2026-02-15");
  CHECK(day(due(fixed_date(4, 30), "2026")) == "2026-05-04");
  CHECK(day(due(fixed_date(4, 30, 0, DueShift::kPrevious), "2026")) == "2026-04-29");
}

TEST_CASE("a day of the month counts from the period's last month") {
  CHECK(day(due(day_of_month(16), "2026-Q2")) == "2026-06-16");
  CHECK(day(due(day_of_month(16, 1), "2026-Q2")) == "2026-07-16");
  CHECK(day(due(day_of_month(5, -1), "2026-Q2")) == "2026-05-05");
  CHECK(day(due(day_of_month(31), "2026-M06")) == "2026-06-30");
  CHECK(day(due(day_of_month(31, 1, DueShift::kNone), "2026-M01")) == "2026-02-28");
  CHECK(day(due(day_of_month(5, 1), "2025-Q4")) == "2026-01-05");
  CHECK(day(due(day_of_month(15, 0, DueShift::kNone), "2021-Y5")) == "2025-12-15");
  CHECK(day(due_after(day_of_month(20), "2026-08-14")) == "2026-08-20");
  const DateRange week = *calendar_span(period("2026-W05"));
  CHECK(day(due_of(day_of_month(3), period("2026-W05"), week, vietnam_2026())) == "2026-02-03");
}

TEST_CASE("a fixed date lies in the period's last year or years after it") {
  CHECK(day(due(fixed_date(11, 25), "2026")) == "2026-11-25");
  CHECK(day(due(fixed_date(1, 1, 1), "2025")) == "2026-01-05");
  CHECK(day(due(fixed_date(2, 29, 0, DueShift::kNone), "2026")) == "2026-02-28");
  CHECK(day(due(fixed_date(1, 31, 1, DueShift::kNone), "2021-Y5")) == "2026-01-31");
}

TEST_CASE("hours after the cut-off keep their moment on a working day") {
  CHECK(day(due(hours_after(24), "2026-Q2")) == "2026-06-15");
  CHECK(late(due(hours_after(24), "2026-Q2")) == "2026-06-15T17:00:00Z");
  CHECK(day(due(hours_after(10), "2026-Q2")) == "2026-06-15");
  CHECK(late(due(hours_after(10), "2026-Q2")) == "2026-06-15T03:00:00Z");
  CHECK(day(due(hours_after(25), "2026-Q3")) == "2026-09-16");
}

TEST_CASE("hours that end on a day off end with the next working day") {
  CHECK(day(due_after(hours_after(10), "2026-06-12")) == "2026-06-15");
  CHECK(late(due_after(hours_after(10), "2026-06-12")) == "2026-06-15T17:00:00Z");
  CHECK(late(due_after(hours_after(10, DueShift::kNone), "2026-06-12")) == "2026-06-13T03:00:00Z");
  CHECK(day(due_after(hours_after(24, DueShift::kPrevious), "2026-06-12")) == "2026-06-12");
}

TEST_CASE("an aggregator's report is due working days after the latest of its members") {
  DueRule rule;
  rule.kind = DueKind::kAfterMembers;
  const auto after = [&](int days, const char* members_due) {
    rule.days = days;
    return due_of(rule, period("2026-Q2"), *window_of(WindowRule{}, period("2026-Q2")),
                  vietnam_2026(), date(members_due));
  };
  CHECK(day(after(1, "2026-06-15")) == "2026-06-16");
  CHECK(day(after(2, "2026-06-12")) == "2026-06-16");
  CHECK(day(after(1, "2026-02-13")) == "2026-02-23");
  CHECK(late(after(1, "2026-06-15")) == "2026-06-16T17:00:00Z");
  rule.minute_of_day = 17 * 60;
  CHECK(late(after(1, "2026-06-15")) == "2026-06-16T10:00:00Z");
  CHECK(after(0, "2026-06-15").error().code == Code::kInvalidArgument);
  CHECK(after(1, "2026-12-31").error().code == Code::kNotFound);
}

TEST_CASE("a rule that waits for members says so when their due date is not given") {
  DueRule rule;
  rule.kind = DueKind::kAfterMembers;
  const auto answer = due(rule, "2026-Q2");
  REQUIRE_FALSE(answer);
  CHECK(answer.error().code == Code::kInvalidArgument);
  CHECK_FALSE(answer.error().message.vi.empty());
}

TEST_CASE("a due date before days off are looked at needs no calendar") {
  const auto before = [](const DueRule& rule, const char* label) {
    const auto found =
        due_before_shift(rule, period(label), *window_of(WindowRule{}, period(label)));
    return found ? to_text(*found) : "none";
  };
  CHECK(before(day_of_month(15), "2050-M02") == "2050-02-15");
  CHECK(before(fixed_date(1, 1, 1), "2050") == "2051-01-01");
  CHECK(before(working_days(3), "2050-Q2") == "2050-06-17");   // three days at the earliest
  CHECK(before(hours_after(25), "2050-Q2") == "2050-06-16");
  CHECK(before(day_of_month(0), "2050-Q2") == "none");
}

TEST_CASE("a due date that needs days the calendar does not know is an error") {
  const auto later = due(day_of_month(15, 1), "2030-Q2");
  REQUIRE_FALSE(later);
  CHECK(later.error().code == Code::kNotFound);
  CHECK(*detail_of(later.error().details, "year") == "2030");
  CHECK(day(due(day_of_month(15, 1, DueShift::kNone), "2030-Q2")) == "2030-07-15");
  CHECK(due(working_days(20), "2026").error().code == Code::kNotFound);
}

TEST_CASE("a rule with impossible numbers is refused") {
  for (const auto& rule : {working_days(0), working_days(-3), day_of_month(0), day_of_month(32),
                           day_of_month(1, 200000), day_of_month(1, -200000), fixed_date(0, 1),
                           fixed_date(13, 1), fixed_date(1, 0), fixed_date(1, 1, 2147483647),
                           fixed_date(1, 1, -2147483647), hours_after(0), hours_after(-5),
                           hours_after(2147483647)}) {
    const auto answer = due(rule, "2026-Q2");
    REQUIRE_FALSE(answer);
    CHECK(answer.error().code == Code::kInvalidArgument);
  }
}

}  // namespace girs
