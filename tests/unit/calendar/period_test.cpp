#include "calendar/period.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <climits>
#include <random>

namespace girs {
namespace {

Period period(std::string_view label) { return *Period::parse(label); }

std::string label_of(const std::optional<Period>& period) {
  return period ? period->label() : "none";
}

std::string labels_of(const std::vector<Period>& periods) {
  std::string labels;
  for (const auto& period : periods) labels += period.label() + " ";
  return labels;
}

/// One period of every kind, drawn from `random`.
std::vector<Period> any_of_each_kind(std::mt19937& random) {
  const auto day = make_date(1950, 1, 1) +
                   std::chrono::days{std::uniform_int_distribution<int>(0, 200 * 365)(random)};
  std::vector<Period> periods;
  for (const auto kind : {PeriodKind::kYear, PeriodKind::kHalf, PeriodKind::kQuarter,
                          PeriodKind::kMonth, PeriodKind::kWeek, PeriodKind::kDay})
    periods.push_back(*period_of(day, kind));
  const int year = periods.front().year;
  periods.push_back({PeriodKind::kNineMonths, year, 0, {}});
  periods.push_back({PeriodKind::kYears, year, 2 + year % 9, {}});
  return periods;
}

}  // namespace

TEST_CASE("a label of every kind reads into its parts and writes back") {
  for (const char* label : {"2026", "2026-S1", "2026-S2", "2026-Q4", "2026-M01", "2026-M12",
                            "2026-W05", "2026-W53", "2026-D001", "2024-D366", "2026-C9",
                            "2021-Y5", "2016-Y10", "0001", "9999", "9998-Y2", "X-tết 2026"}) {
    CAPTURE(label);
    const auto read = Period::parse(label);
    REQUIRE(read);
    CHECK(read->label() == label);
    CHECK(exists(*read));
  }
  CHECK(period("2026-M09") == Period{PeriodKind::kMonth, 2026, 9, {}});
  CHECK(period("2021-Y5") == Period{PeriodKind::kYears, 2021, 5, {}});
  CHECK(period("2026-C9") == Period{PeriodKind::kNineMonths, 2026, 0, {}});
  CHECK(period("X-lũ-01") == Period{PeriodKind::kCampaign, 0, 0, "lũ-01"});
}

TEST_CASE("a day is also accepted as a date and keeps its SDMX label") {
  CHECK(period("2026-09-01") == period("2026-D244"));
  CHECK(period("2026-09-01").label() == "2026-D244");
  CHECK(period("2024-12-31").label() == "2024-D366");
}

TEST_CASE("what is not a period is refused with the label in the details") {
  for (const char* label :
       {"", "26", "02026", "2026-", "2026Q2", "2026-q2", "2026-Q", "2026-Q0", "2026-Q5", "2026-Q02",
        "2026-S3", "2026-M00", "2026-M13", "2026-M9", "2026-M009", "2026-W00", "2026-W54",
        "2025-W53", "2026-D000", "2025-D366", "2026-D12", "2026-C8", "2026-C09", "2026-Y1",
        "2026-Y0", "2026-Y05", "2026-Y100", "9999-Y2", "9999-W52", "0000", "0000-Q1", "2026-A1",
        "2026-02-29", "2026-Q-1", " 2026", "2026 ", "X-", "X", "x-a", "X-a\n", "X-a\u0301"}) {
    CAPTURE(label);
    const auto read = Period::parse(label);
    REQUIRE_FALSE(read);
    CHECK(read.error().code == Code::kInvalidArgument);
    CHECK(detail_of(read.error().details, "period") != nullptr);
    CHECK_FALSE(read.error().message.vi.empty());
  }
  CHECK_FALSE(Period::parse(std::string(1 << 20, '9')));
  CHECK_FALSE(Period::parse("X-\xff"));
}

TEST_CASE("a calendar span follows the Gregorian calendar and ISO 8601 weeks") {
  const auto spans = [](const char* label, const char* from, const char* to) {
    CAPTURE(label);
    CHECK(calendar_span(period(label)) == DateRange{*parse_date(from), *parse_date(to)});
  };
  spans("2026", "2026-01-01", "2026-12-31");
  spans("2026-S2", "2026-07-01", "2026-12-31");
  spans("2024-Q1", "2024-01-01", "2024-03-31");
  spans("2024-M02", "2024-02-01", "2024-02-29");
  spans("2026-C9", "2026-01-01", "2026-09-30");
  spans("2021-Y5", "2021-01-01", "2025-12-31");
  spans("2026-W01", "2025-12-29", "2026-01-04");
  spans("2020-W53", "2020-12-28", "2021-01-03");
  spans("2024-D366", "2024-12-31", "2024-12-31");
  CHECK_FALSE(calendar_span(period("X-a")));
  CHECK_FALSE(calendar_span(Period{PeriodKind::kQuarter, 2026, 77, {}}));
  CHECK_FALSE(month_span(period("2026-W01")));
  CHECK(month_span(period("2026-Q2"))->first == 2026 * 12 + 3);
}

TEST_CASE("children and parents walk between year, half, quarter, month and day") {
  CHECK(labels_of(children(period("2026"))) == "2026-S1 2026-S2 ");
  CHECK(labels_of(children(period("2026-S2"))) == "2026-Q3 2026-Q4 ");
  CHECK(labels_of(children(period("2026-Q3"))) == "2026-M07 2026-M08 2026-M09 ");
  CHECK(children(period("2024-M02")).size() == 29);
  CHECK(labels_of(children(period("2026-C9"))) == "2026-Q1 2026-Q2 2026-Q3 ");
  CHECK(labels_of(children(period("2021-Y3"))) == "2021 2022 2023 ");
  CHECK(children(period("2026-W01")).front() == period("2025-12-29"));
  CHECK(children(period("2026-D001")).empty());
  CHECK(children(period("X-a")).empty());
  CHECK(children(Period{PeriodKind::kYears, 2000, INT_MAX, {}}).empty());
  CHECK(label_of(parent(period("2026-Q3"))) == "2026-S2");
  CHECK(label_of(parent(period("2024-12-31"))) == "2024-M12");
  for (const char* top : {"2026", "2026-C9", "2026-W05", "2021-Y5", "X-a"})
    CHECK(label_of(parent(period(top))) == "none");
}

TEST_CASE("stepping over the end of a year goes on in the next") {
  CHECK(label_of(next(period("2026-S2"))) == "2027-S1");
  CHECK(label_of(next(period("2026-M12"))) == "2027-M01");
  CHECK(label_of(next(period("2026-W53"))) == "2027-W01");
  CHECK(label_of(previous(period("2025-D001"))) == "2024-D366");
  CHECK(label_of(next(period("2021-Y5"))) == "2026-Y5");
  CHECK(label_of(shifted(period("2026-Q2"), -6)) == "2024-Q4");
  CHECK(label_of(shifted(period("2026-Q2"), 0)) == "2026-Q2");
  CHECK(label_of(next(period("X-a"))) == "none");
}

TEST_CASE("stepping out of the years 1 to 9999 gives nothing") {
  CHECK_FALSE(previous(period("0001")));
  CHECK_FALSE(previous(period("0001-Q1")));
  CHECK_FALSE(previous(period("0001-D001")));
  CHECK_FALSE(previous(period("0001-W01")));
  CHECK_FALSE(next(period("9999-M12")));
  CHECK_FALSE(next(period("9999-W51")));
  for (const char* label : {"2026", "2026-S1", "2026-M05", "2026-W05", "2026-D005", "2021-Y99"})
    for (const int count : {INT_MIN, INT_MAX}) CHECK_FALSE(shifted(period(label), count));
  CHECK_FALSE(same_last_year(period("2026"), INT_MIN));
  CHECK_FALSE(same_last_year(period("2026"), INT_MAX));
}

TEST_CASE("the same label a year earlier exists or there is none") {
  CHECK(label_of(same_last_year(period("2026-S1"))) == "2025-S1");
  CHECK(label_of(same_last_year(period("2026-M02"), 3)) == "2023-M02");
  CHECK(label_of(same_last_year(period("2026-C9"))) == "2025-C9");
  CHECK(label_of(same_last_year(period("2026-W53"))) == "none");
  CHECK(label_of(same_last_year(period("2024-D366"))) == "none");
  CHECK(label_of(same_last_year(period("2024-D366"), 4)) == "2020-D366");
}

TEST_CASE("every period reads back, steps back and lies among its parent's children") {
  const unsigned seed = 20260214;
  std::mt19937 random(seed);
  MESSAGE("seed " << seed);
  for (int round = 0; round < 2000; ++round)
    for (const auto& drawn : any_of_each_kind(random)) {
      CAPTURE(drawn.label());
      REQUIRE(period(drawn.label()) == drawn);
      REQUIRE(previous(*next(drawn)) == drawn);
      const int steps = std::uniform_int_distribution<int>(-100, 100)(random);
      REQUIRE(shifted(*shifted(drawn, steps), -steps) == drawn);
      const auto span = *calendar_span(drawn);
      REQUIRE(calendar_span(*next(drawn))->from > span.from);
      if (const auto above = parent(drawn)) {
        const auto siblings = children(*above);
        REQUIRE(std::find(siblings.begin(), siblings.end(), drawn) != siblings.end());
      }
      if (drawn.kind != PeriodKind::kYears && drawn.kind != PeriodKind::kNineMonths) {
        REQUIRE(period_of(span.from, drawn.kind) == drawn);
        REQUIRE(period_of(span.to, drawn.kind) == drawn);
        REQUIRE(calendar_span(*next(drawn))->from == span.to + std::chrono::days{1});
      }
    }
}

}  // namespace girs
