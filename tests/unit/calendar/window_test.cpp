#include "calendar/window.h"

#include <doctest/doctest.h>

#include <random>

#include "unit/calendar/vietnam_2026.h"

namespace girs {
namespace {

std::string window_text(const WindowRule& rule, const char* label) {
  const auto window = window_of(rule, period(label));
  return window ? to_text(window->from) + ".." + to_text(window->to) : "none";
}

WindowRule closing_25(bool december_last_day) {
  WindowRule rule;
  rule.kind = WindowKind::kClosingDay;
  rule.closing_day = 25;
  rule.december_last_day = december_last_day;
  return rule;
}

WindowRule fixed(int from_month, int from_day, int to_month, int to_day) {
  WindowRule rule;
  rule.kind = WindowKind::kFixed;
  rule.from_month = from_month;
  rule.from_day = from_day;
  rule.to_month = to_month;
  rule.to_day = to_day;
  return rule;
}

/// The windows of a period's children follow each other without gap or overlap from the first
/// to the last day of its own window, all the way down.
void check_tiling(const WindowRule& rule, const Period& whole, bool down_to_days) {
  if (!down_to_days && whole.kind == PeriodKind::kMonth) return;
  const auto parts = children(whole);
  if (parts.empty()) return;
  CAPTURE(whole.label());
  const auto window = window_of(rule, whole);
  REQUIRE(window);
  Date expected = window->from;
  for (const auto& part : parts) {
    const auto inner = window_of(rule, part);
    REQUIRE(inner);
    REQUIRE(inner->from == expected);
    REQUIRE(inner->to >= inner->from);
    expected = inner->to + std::chrono::days{1};
    check_tiling(rule, part, down_to_days);
  }
  REQUIRE(expected == window->to + std::chrono::days{1});
}

}  // namespace

TEST_CASE("windows of NĐ 09/2019 run from the 15th to the 14th") {
  const WindowRule nd09;
  CHECK(window_text(nd09, "2026-M01") == "2025-12-15..2026-01-14");
  CHECK(window_text(nd09, "2024-M03") == "2024-02-15..2024-03-14");
  CHECK(window_text(nd09, "2026-Q1") == "2025-12-15..2026-03-14");
  CHECK(window_text(nd09, "2025-Q3") == "2025-06-15..2025-09-14");
  CHECK(window_text(nd09, "2026-S1") == "2025-12-15..2026-06-14");
  CHECK(window_text(nd09, "2026-S2") == "2026-06-15..2026-12-14");
  CHECK(window_text(nd09, "2026-C9") == "2025-12-15..2026-09-14");
  CHECK(window_text(nd09, "2026") == "2025-12-15..2026-12-14");
  CHECK(window_text(nd09, "2021-Y5") == "2020-12-15..2025-12-14");
}

TEST_CASE("a rule that says nothing about a kind of period is unsupported") {
  for (const char* label : {"2026-W05", "2026-D244", "X-a"})
    for (const auto& rule : {WindowRule{}, closing_25(true), fixed(1, 1, 10, 31)}) {
      CAPTURE(label);
      const auto window = window_of(rule, period(label));
      REQUIRE_FALSE(window);
      CHECK(window.error().code == Code::kUnsupported);
      CHECK_FALSE(window.error().message.vi.empty());
    }
  WindowRule calendar;
  calendar.kind = WindowKind::kCalendar;
  CHECK(window_of(calendar, period("X-a")).error().code == Code::kUnsupported);
  CHECK(window_of(fixed(1, 1, 10, 31), period("2026-Q4")).error().code == Code::kUnsupported);
  CHECK(window_of(WindowRule{}, period("0001")).error().code == Code::kUnsupported);
}

TEST_CASE("children's windows tile their parent's window under NĐ 09 and the calendar") {
  WindowRule calendar;
  calendar.kind = WindowKind::kCalendar;
  for (int year = 1990; year <= 2060; ++year)
    for (const auto& whole : {Period{PeriodKind::kYear, year, 0, {}},
                              Period{PeriodKind::kNineMonths, year, 0, {}},
                              Period{PeriodKind::kYears, year, 5, {}}}) {
      check_tiling(WindowRule{}, whole, false);
      check_tiling(calendar, whole, true);
      check_tiling(closing_25(true), whole, false);
      check_tiling(closing_25(false), whole, false);
    }
  for (Period week = period("1999-W52"); week.year < 2040; week = *next(week))
    check_tiling(calendar, week, true);
}

TEST_CASE("a closing day starts a window on the day after the previous month's closing") {
  CHECK(window_text(closing_25(true), "2026-M01") == "2026-01-01..2026-01-25");
  CHECK(window_text(closing_25(true), "2026-M02") == "2026-01-26..2026-02-25");
  CHECK(window_text(closing_25(true), "2026-M12") == "2026-11-26..2026-12-31");
  CHECK(window_text(closing_25(true), "2026-Q1") == "2026-01-01..2026-03-25");
  CHECK(window_text(closing_25(true), "2026") == "2026-01-01..2026-12-31");
  CHECK(window_text(closing_25(false), "2026-M01") == "2025-12-26..2026-01-25");
  CHECK(window_text(closing_25(false), "2026") == "2025-12-26..2026-12-25");
}

TEST_CASE("a closing day that not every month has is refused") {
  for (const int day : {-1, 0, 29, 31}) {
    WindowRule rule = closing_25(true);
    rule.closing_day = day;
    CHECK(window_of(rule, period("2026-M01")).error().code == Code::kInvalidArgument);
  }
}

TEST_CASE("a fixed window lies in the period's year") {
  CHECK(window_text(fixed(1, 1, 10, 31), "2026") == "2026-01-01..2026-10-31");
  CHECK(window_text(fixed(2, 1, 2, 29), "2024") == "2024-02-01..2024-02-29");
  CHECK(window_text(fixed(2, 1, 2, 29), "2026") == "2026-02-01..2026-02-28");
  CHECK(window_text(fixed(1, 1, 9, 30), "2026-C9") == "2026-01-01..2026-09-30");
  for (const auto& rule : {fixed(11, 1, 10, 31), fixed(2, 30, 10, 31), fixed(0, 1, 10, 31),
                           fixed(1, 1, 13, 1), fixed(1, 0, 10, 31), fixed(4, 31, 10, 31)})
    CHECK(window_of(rule, period("2026")).error().code == Code::kInvalidArgument);
}

TEST_CASE("a campaign has its own dates, and they must be in order") {
  WindowRule rule;
  rule.kind = WindowKind::kDates;
  rule.dates = {date("2026-01-01"), date("2026-02-01")};
  CHECK(window_text(rule, "X-tết-2026") == "2026-01-01..2026-02-01");
  rule.dates = {date("2026-02-01"), date("2026-01-01")};
  CHECK(window_of(rule, period("X-a")).error().code == Code::kInvalidArgument);
}

TEST_CASE("several campaigns each have their own dates") {
  WindowRule rule;
  rule.kind = WindowKind::kCampaigns;
  rule.campaigns = {{"a", {date("2026-01-01"), date("2026-02-01")}},
                    {"b", {date("2026-03-01"), date("2026-02-01")}}};
  CHECK(window_text(rule, "X-a") == "2026-01-01..2026-02-01");
  CHECK(window_of(rule, period("X-b")).error().code == Code::kInvalidArgument);
  CHECK(window_of(rule, period("X-c")).error().code == Code::kUnsupported);
  CHECK(window_of(rule, period("2026-Q1")).error().code == Code::kUnsupported);
}

TEST_CASE("with any closing day, children's windows tile their parent's") {
  const unsigned seed = 20261214;
  std::mt19937 random(seed);
  MESSAGE("seed " << seed);
  const auto draw = [&](int min, int max) {
    return std::uniform_int_distribution(min, max)(random);
  };
  for (int round = 0; round < 1000; ++round) {
    WindowRule rule = closing_25(draw(0, 1) == 1);
    rule.closing_day = draw(1, 28);
    const int year = draw(2, 9990);
    const Period wholes[] = {{PeriodKind::kYear, year, 0, {}},
                             {PeriodKind::kNineMonths, year, 0, {}},
                             {PeriodKind::kYears, year, draw(2, 9), {}}};
    CAPTURE(rule.closing_day);
    for (const auto& whole : wholes) check_tiling(rule, whole, false);
  }
}

TEST_CASE("a period that does not exist has no window") {
  const auto window = window_of(WindowRule{}, Period{PeriodKind::kQuarter, 2026, 5, {}});
  CHECK(window.error().code == Code::kInvalidArgument);
}

}  // namespace girs
