#pragma once
// The days off of Vietnam's civil servants in 2026, for tests: Tết from Monday to Friday, a
// holiday on a Sunday with its substitute, and two swaps with their make-up Saturdays.

#include <string_view>

#include "calendar/period.h"
#include "calendar/working_calendar.h"

namespace girs {

inline Period period(std::string_view label) { return *Period::parse(label); }
inline Date date(std::string_view text) { return *parse_date(text); }

inline WorkingCalendar vietnam_2026() {
  return *WorkingCalendar::make(
      2026, 2026, {6, 7},
      {{date("2026-01-01"), DayKind::kHoliday, "Tết Dương lịch"},
       {date("2026-01-02"), DayKind::kSwapOff, "đổi với ngày 10/01/2026"},
       {date("2026-01-10"), DayKind::kMakeupWork, "cho ngày 02/01/2026"},
       {date("2026-02-16"), DayKind::kHoliday, "Tết Nguyên Đán"},
       {date("2026-02-17"), DayKind::kHoliday, "Tết Nguyên Đán"},
       {date("2026-02-18"), DayKind::kHoliday, "Tết Nguyên Đán"},
       {date("2026-02-19"), DayKind::kHoliday, "Tết Nguyên Đán"},
       {date("2026-02-20"), DayKind::kHoliday, "Tết Nguyên Đán"},
       {date("2026-04-26"), DayKind::kHoliday, "Ngày Giỗ Tổ Hùng Vương"},
       {date("2026-04-27"), DayKind::kSubstitute, ""},
       {date("2026-04-30"), DayKind::kHoliday, "Ngày Chiến thắng 30/4"},
       {date("2026-05-01"), DayKind::kHoliday, "Ngày Quốc tế Lao động"},
       {date("2026-08-22"), DayKind::kMakeupWork, "cho ngày 31/8/2026"},
       {date("2026-08-31"), DayKind::kSwapOff, "đổi với ngày 22/8/2026"},
       {date("2026-09-01"), DayKind::kHoliday, "Quốc khánh"},
       {date("2026-09-02"), DayKind::kHoliday, "Quốc khánh"}});
}

}  // namespace girs
