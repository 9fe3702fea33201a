#include <doctest/doctest.h>

#include "catalog/catalog.h"
#include "json/parse.h"

using namespace girs;

namespace {

Result<WindowRule> window(std::string_view text) { return parse_window_rule(*json::parse(text)); }
Result<DueRule> due(std::string_view text) { return parse_due_rule(*json::parse(text)); }

}  // namespace

TEST_CASE("every kind of window is read") {
  CHECK(window(R"({"kind":"nd09"})")->kind == WindowKind::kNd09);
  CHECK(window(R"({"kind":"calendar"})")->kind == WindowKind::kCalendar);
  const auto closing = window(R"({"kind":"closing-day","day":25,"december":"last-day"})");
  REQUIRE(closing);
  CHECK(closing->closing_day == 25);
  CHECK(closing->december_last_day);
  const auto fixed = window(R"({"kind":"fixed","from":"01-01","to":"10-31"})");
  REQUIRE(fixed);
  CHECK(fixed->to_month == 10);
  CHECK(fixed->to_day == 31);
  const auto dates = window(R"({"kind":"dates","from":"2026-01-01","to":"2026-02-01"})");
  const auto campaigns = window(
      R"({"kind":"campaigns","campaigns":{"a":{"from":"2026-01-01","to":"2026-02-01"}}})");
  REQUIRE(campaigns);
  CHECK(campaigns->campaigns.at("a") == DateRange{make_date(2026, 1, 1), make_date(2026, 2, 1)});
  REQUIRE(dates);
  CHECK(dates->dates == DateRange{make_date(2026, 1, 1), make_date(2026, 2, 1)});
}

TEST_CASE("a window that is incomplete or impossible is refused") {
  for (const auto* text : {
           R"({})", R"([])", R"("nd09")", R"(null)", R"({"kind":"nd10"})", R"({"kind":9})",
           R"({"kind":"nd09","day":1})", R"({"kind":"closing-day"})",
           R"({"kind":"closing-day","day":29})", R"({"kind":"closing-day","day":"25"})",
           R"({"kind":"closing-day","day":25,"december":"31"})",
           R"({"kind":"fixed","from":"01-01"})",
           R"({"kind":"fixed","from":"02-30","to":"10-31"})",
           R"({"kind":"fixed","from":"1-1","to":"10-31"})",
           R"({"kind":"fixed","from":"-1-01","to":"10-31"})",
           R"({"kind":"fixed","from":"10-31","to":"01-01"})",
           R"({"kind":"dates","from":"2026-02-01","to":"2026-01-01"})",
           R"({"kind":"dates","from":"2026-02-30","to":"2026-03-01"})",
           R"({"kind":"campaigns"})", R"({"kind":"campaigns","campaigns":{}})",
           R"({"kind":"campaigns","campaigns":[]})", R"({"kind":"campaigns","campaigns":{"a":1}})",
           R"({"kind":"campaigns","campaigns":{"":{"from":"2026-01-01","to":"2026-02-01"}}})",
           R"({"kind":"campaigns","campaigns":{"a":{"from":"2026-02-01","to":"2026-01-01"}}})"}) {
    CAPTURE(text);
    const auto rule = window(text);
    REQUIRE_FALSE(rule);
    CHECK(rule.error().code == Code::kInvalidArgument);
    CHECK_FALSE(rule.error().mistakes.empty());
  }
}

TEST_CASE("every kind of due date is read") {
  const auto days = due(R"({"kind":"working-days-after","days":2,"shift":"previous"})");
  REQUIRE(days);
  CHECK(days->days == 2);
  CHECK(days->shift == DueShift::kPrevious);
  const auto month = due(R"({"kind":"day-of-month","day":15,"months_after":1,"time":"17:00"})");
  REQUIRE(month);
  CHECK(month->kind == DueKind::kDayOfMonth);
  CHECK(month->months_after == 1);
  CHECK(month->minute_of_day == 1020);
  const auto fixed = due(R"({"kind":"fixed","month":11,"day":25,"years_after":1,"shift":"none"})");
  REQUIRE(fixed);
  CHECK(fixed->years_after == 1);
  CHECK(fixed->shift == DueShift::kNone);
  CHECK(due(R"({"kind":"hours-after","hours":24})")->hours == 24);
  const auto members = due(R"({"kind":"after-members","working_days":2})");
  REQUIRE(members);
  CHECK(members->kind == DueKind::kAfterMembers);
  CHECK(members->days == 2);
  CHECK(due(R"({"kind":"hours-after","hours":24,"time":"24:00"})")->minute_of_day == std::nullopt);
}

TEST_CASE("a due date that is incomplete or impossible is refused") {
  for (const auto* text : {
           R"({})", R"({"kind":"working-days-after"})", R"({"kind":"working-days-after","days":0})",
           R"({"kind":"working-days-after","days":1.5})", R"({"kind":"day-of-month","day":32})",
           R"({"kind":"fixed","month":2,"day":30})", R"({"kind":"fixed","month":13,"day":1})",
           R"({"kind":"hours-after","hours":24,"days":1})",
           R"({"kind":"hours-after","hours":24,"time":"25:00"})",
           R"({"kind":"hours-after","hours":24,"time":"00:00"})",
           R"({"kind":"after-members"})", R"({"kind":"after-members","working_days":0})",
           R"({"kind":"after-members","days":1})",
           R"({"kind":"hours-after","hours":24,"time":"5pm"})",
           R"({"kind":"hours-after","hours":24,"shift":"later"})"}) {
    CAPTURE(text);
    CHECK_FALSE(due(text));
  }
}

TEST_CASE("due rules by kind of unit accept the numbers of the levels") {
  const auto rules = parse_due_rules(*json::parse(
      R"({"levels":{"1":{"kind":"hours-after","hours":1},"2":{"kind":"hours-after","hours":2},
          "commune":{"kind":"hours-after","hours":3}}})"));
  REQUIRE(rules);
  CHECK(due_for_kind(*rules, "province")->hours == 1);
  CHECK(due_for_kind(*rules, "district")->hours == 2);
  CHECK(due_for_kind(*rules, "commune")->hours == 3);
  CHECK(due_for_kind(*rules, "ministry") == nullptr);
  const auto one = parse_due_rules(*json::parse(R"({"kind":"hours-after","hours":1})"));
  REQUIRE(one);
  CHECK(one->at("*").hours == 1);
  CHECK_FALSE(parse_due_rules(*json::parse(R"({"levels":{}})")));
}

TEST_CASE("the number of a level means what it meant on the window's last day") {
  const auto rules = *parse_due_rules(*json::parse(
      R"({"levels":{"province":{"kind":"hours-after","hours":1},
          "district":{"kind":"hours-after","hours":2},
          "commune":{"kind":"hours-after","hours":3}}})"));
  const Date before = make_date(2025, 6, 30);
  const Date after = make_date(2025, 7, 1);
  CHECK(get_due(rules, "1", before)->hours == 1);
  CHECK(get_due(rules, "2", before)->hours == 2);
  CHECK(get_due(rules, "3", before)->hours == 3);
  CHECK(get_due(rules, "1", after)->hours == 1);
  CHECK(get_due(rules, "2", after)->hours == 3);
  CHECK(get_due(rules, "3", after)->hours == 3);
  CHECK(get_due(rules, "district", after)->hours == 2);
  for (const char* level : {"", "4", "ministry", "*"}) {
    const auto none = get_due(rules, level, after);
    REQUIRE_FALSE(none);
    CHECK(none.error().code == Code::kNotFound);
    CHECK(none.error().message.en.find("commune, district, province") != std::string::npos);
  }
}

TEST_CASE("the second level speaks for communes where nothing else does") {
  const auto two = *parse_due_rules(*json::parse(
      R"({"levels":{"1":{"kind":"hours-after","hours":1},"2":{"kind":"hours-after","hours":2},
          "*":{"kind":"hours-after","hours":9}}})"));
  CHECK(due_for_kind(two, "commune")->hours == 2);
  CHECK(due_for_kind(two, "district")->hours == 2);
  CHECK(due_for_kind(two, "ministry")->hours == 9);
}

TEST_CASE("every shape of a frequency is read") {
  const auto frequency = [](std::string_view text) { return parse_frequency(*json::parse(text)); };
  CHECK(frequency(R"("quarter")")->kind == PeriodKind::kQuarter);
  CHECK(frequency(R"({"kind":"day","working_days_only":true})")->working_days_only);
  CHECK_FALSE(frequency(R"("day")")->working_days_only);
  const auto five = frequency(R"({"kind":"years","years":5,"first_year":2021})");
  REQUIRE(five);
  CHECK(five->years == 5);
  CHECK(five->first_year == 2021);
  CHECK(frequency(R"({"kind":"campaign","code":"bao-12"})")->campaign == "bao-12");
  for (const auto* text : {R"("years")", R"("fortnight")", "5", "null", "{}", R"({"kind":"years"})",
                           R"({"kind":"years","years":1,"first_year":2021})",
                           R"({"kind":"quarter","working_days_only":true})"}) {
    CAPTURE(text);
    CHECK_FALSE(frequency(text));
  }
}
