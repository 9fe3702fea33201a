#include "calendar/working_calendar.h"

#include <doctest/doctest.h>

#include "unit/calendar/vietnam_2026.h"

namespace girs {

TEST_CASE("a day is worked unless the week or a special day says otherwise") {
  const auto calendar = vietnam_2026();
  CHECK(calendar.look_up(date("2026-02-13"))->working);
  CHECK_FALSE(calendar.look_up(date("2026-02-14"))->working);
  CHECK_FALSE(calendar.look_up(date("2026-02-16"))->working);
  CHECK_FALSE(calendar.look_up(date("2026-04-27"))->working);
  CHECK_FALSE(calendar.look_up(date("2026-01-02"))->working);
  CHECK(calendar.look_up(date("2026-01-10"))->working);
  CHECK_FALSE(calendar.look_up(date("2026-01-17"))->working);
}

TEST_CASE("the reason names the weekday or the holiday in both languages") {
  const auto calendar = vietnam_2026();
  CHECK(calendar.look_up(date("2026-02-14"))->why == Message{"Saturday", "Thứ Bảy"});
  CHECK(calendar.look_up(date("2026-02-15"))->why == Message{"Sunday", "Chủ nhật"});
  CHECK(calendar.look_up(date("2026-09-02"))->why ==
        Message{"public holiday: Quốc khánh", "ngày nghỉ lễ: Quốc khánh"});
  CHECK(calendar.look_up(date("2026-01-10"))->why ==
        Message{"make-up work: cho ngày 02/01/2026", "ngày làm bù: cho ngày 02/01/2026"});
  CHECK(calendar.look_up(date("2026-04-27"))->why ==
        Message{"substitute day off", "ngày nghỉ bù"});
}

TEST_CASE("the next and the previous working day step over Tết") {
  const auto calendar = vietnam_2026();
  CHECK(*calendar.next_working(date("2026-02-14")) == date("2026-02-23"));
  CHECK(*calendar.previous_working(date("2026-02-22")) == date("2026-02-13"));
  CHECK(*calendar.next_working(date("2026-02-13")) == date("2026-02-13"));
  CHECK(*calendar.previous_working(date("2026-02-13")) == date("2026-02-13"));
}

TEST_CASE("working days after a day do not count the day itself") {
  const auto calendar = vietnam_2026();
  CHECK(*calendar.working_days_after(date("2026-02-13"), 1) == date("2026-02-23"));
  CHECK(*calendar.working_days_after(date("2026-01-09"), 1) == date("2026-01-10"));
  CHECK(*calendar.working_days_after(date("2026-01-09"), 2) == date("2026-01-12"));
  CHECK(*calendar.working_days_after(date("2026-04-29"), 3) == date("2026-05-06"));
  for (const int days : {0, -1})
    CHECK(calendar.working_days_after(date("2026-02-13"), days).error().code ==
          Code::kInvalidArgument);
}

TEST_CASE("outside the years of the calendar the answer is an error, never a guess") {
  const auto calendar = vietnam_2026();
  const auto later = calendar.look_up(date("2027-01-04"));
  REQUIRE_FALSE(later);
  CHECK(later.error().code == Code::kNotFound);
  CHECK(*detail_of(later.error().details, "year") == "2027");
  CHECK_FALSE(calendar.look_up(date("2025-12-31")));
  CHECK_FALSE(calendar.previous_working(date("2026-01-01")));
  CHECK_FALSE(calendar.working_days_after(date("2026-12-31"), 1));
  CHECK_FALSE(WorkingCalendar{}.look_up(date("2026-01-05")));
}

TEST_CASE("every mistake of a calendar is reported at once") {
  const auto calendar = WorkingCalendar::make(
      2026, 2026, {6, 7, 8, 6},
      {{date("2026-09-02"), DayKind::kHoliday, "Quốc khánh"},
       {date("2026-09-02"), DayKind::kSubstitute, ""},
       {date("2027-01-01"), DayKind::kHoliday, "Tết Dương lịch"},
       {date("2026-09-03"), DayKind::kMakeupWork, ""}});
  REQUIRE_FALSE(calendar);
  CHECK(calendar.error().code == Code::kInvalidArgument);
  CHECK(calendar.error().mistakes.size() == 5);  // weekday 8, weekday 6 twice, and three days
  for (const auto& mistake : calendar.error().mistakes) CHECK_FALSE(mistake.message.vi.empty());
}

TEST_CASE("a calendar needs years in order and a day to work on") {
  CHECK_FALSE(WorkingCalendar::make(2027, 2026, {6, 7}, {}));
  CHECK_FALSE(WorkingCalendar::make(0, 2026, {6, 7}, {}));
  CHECK_FALSE(WorkingCalendar::make(2026, 10000, {6, 7}, {}));
  CHECK_FALSE(WorkingCalendar::make(2026, 2026, {1, 2, 3, 4, 5, 6, 7}, {}));
  CHECK(WorkingCalendar::make(2026, 2026, {}, {})->look_up(date("2026-02-15"))->working);
}

TEST_CASE("a host's calendar laid over another replaces its days and adds years") {
  const auto own = *WorkingCalendar::make(
      2026, 2027, {6, 7},
      {{date("2026-09-03"), DayKind::kHoliday, "bão số 5"},
       {date("2026-08-31"), DayKind::kOrdinary, ""},
       {date("2026-08-22"), DayKind::kOrdinary, ""},
       {date("2027-01-01"), DayKind::kHoliday, "Tết Dương lịch"}});
  const auto both = *vietnam_2026().overlaid(own);
  CHECK_FALSE(both.look_up(date("2026-09-03"))->working);
  CHECK(both.look_up(date("2026-08-31"))->working);
  CHECK_FALSE(both.look_up(date("2026-08-22"))->working);
  CHECK_FALSE(both.look_up(date("2026-09-02"))->working);
  CHECK(both.look_up(date("2026-01-10"))->working);
  CHECK(both.last_year() == 2027);
  CHECK(*both.next_working(date("2027-01-01")) == date("2027-01-04"));
  CHECK(vietnam_2026().look_up(date("2026-09-03"))->working);
}

TEST_CASE("the weekly rest of a host's calendar holds in its own years only") {
  const auto six_days = *WorkingCalendar::make(2027, 2027, {7}, {});
  const auto both = *vietnam_2026().overlaid(six_days);
  CHECK(both.look_up(date("2027-01-02"))->working);
  CHECK_FALSE(both.look_up(date("2026-12-26"))->working);
}

TEST_CASE("years missing between two calendars are refused") {
  const auto gap = vietnam_2026().overlaid(*WorkingCalendar::make(2028, 2028, {6, 7}, {}));
  REQUIRE_FALSE(gap);
  CHECK(gap.error().code == Code::kInvalidArgument);
  CHECK_FALSE(vietnam_2026().overlaid(*WorkingCalendar::make(2020, 2024, {6, 7}, {})));
  CHECK(vietnam_2026().overlaid(*WorkingCalendar::make(2025, 2025, {6, 7}, {})));
}

}  // namespace girs
