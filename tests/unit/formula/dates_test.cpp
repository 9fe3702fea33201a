#include <doctest/doctest.h>

#include "trial.h"

using trial::Cells;
using trial::check;

TEST_CASE("days are a type of their own") {
  check({{"DATE(2025;7;1)", "2025-07-01"}, {"DATE(2025;13;1)", "2026-01-01"},
         {"DATE(2025;3;0)", "2025-02-28"}, {"DATE(2025;-1;15)", "2024-11-15"},
         {"DATE(0;1;1)", "#NUM!"}, {"DATE(9999;12;32)", "#NUM!"}, {"DATE(1E30;1;1)", "#NUM!"},
         {"YEAR([1])", "2025"}, {"MONTH([1])", "12"}, {"DAY([1])", "31"},
         {"[1]<DATE(2026;1;1)", "true"}, {"[1]=DATE(2025;12;31)", "true"}, {"[1]+1", "#VALUE!"},
         {"[1]=46022", "#VALUE!"}, {"\"ngày \"&[1]", "'ngày 2025-12-31"}, {"YEAR(2025)", "#VALUE!"},
         {"YEAR(MISSING)", "missing"}, {"MONTH([9])", "missing"}, {"ISNUMBER([1])", "false"}},
        {{"c1", "@2025-12-31"}});
}

TEST_CASE("a day is read in ISO form or day first") {
  check({{"DATEVALUE(\"2025-02-28\")", "2025-02-28"}, {"DATEVALUE(\"28/02/2025\")", "2025-02-28"},
         {"DATEVALUE(\"1/3/2025\")", "2025-03-01"}, {"DATEVALUE(\"29/02/2025\")", "#VALUE!"},
         {"DATEVALUE(\"31/04/2025\")", "#VALUE!"}, {"DATEVALUE(\"02/28/2025\")", "#VALUE!"},
         {"DATEVALUE(\"29/02/2024\")", "2024-02-29"}, {"DATEVALUE(\"x\")", "#VALUE!"}});
}

TEST_CASE("months later, ends of months and differences are Excel's") {
  check({{"EDATE(DATE(2025;1;31);1)", "2025-02-28"}, {"EDATE(DATE(2024;3;31);-1)", "2024-02-29"},
         {"EOMONTH(DATE(2025;1;15);0)", "2025-01-31"}, {"EOMONTH(DATE(2025;1;15);-11)", "2024-02-29"},
         {"EDATE(DATE(9999;12;1);1)", "#NUM!"}, {"DAYS(DATE(2025;3;1);DATE(2025;2;1))", "28"},
         {"DAYS(DATE(2025;1;1);DATE(2025;2;1))", "-31"},
         {"DATEDIF(DATE(2020;2;29);DATE(2025;2;28);\"Y\")", "4"},
         {"DATEDIF(DATE(2020;2;29);DATE(2025;2;28);\"M\")", "59"},
         {"DATEDIF(DATE(2025;1;1);DATE(2025;3;1);\"D\")", "59"},
         {"DATEDIF(DATE(2024;11;20);DATE(2025;2;10);\"YM\")", "2"},
         {"DATEDIF(DATE(2024;11;20);DATE(2025;2;10);\"MD\")", "21"},
         {"DATEDIF(DATE(2023;11;20);DATE(2025;2;10);\"YD\")", "82"},
         {"DATEDIF(DATE(2025;2;1);DATE(2025;1;1);\"D\")", "#NUM!"},
         {"DATEDIF(DATE(2025;1;1);DATE(2025;2;1);\"X\")", "#NUM!"}});
}

TEST_CASE("weekdays count as Excel's types say") {
  // 2026-11-23 is a Monday, 2026-11-29 a Sunday.
  check({{"WEEKDAY(DATE(2026;11;23))", "2"}, {"WEEKDAY(DATE(2026;11;29))", "1"},
         {"WEEKDAY(DATE(2026;11;29);2)", "7"}, {"WEEKDAY(DATE(2026;11;29);3)", "6"},
         {"WEEKDAY(DATE(2026;11;23);11)", "1"}, {"WEEKDAY(DATE(2026;11;23);12)", "7"},
         {"WEEKDAY(DATE(2026;11;29);17)", "1"}, {"WEEKDAY(DATE(2026;11;29);4)", "#NUM!"},
         {"ISOWEEKNUM(DATE(2021;1;1))", "53"}, {"ISOWEEKNUM(DATE(2024;12;30))", "1"}});
}
