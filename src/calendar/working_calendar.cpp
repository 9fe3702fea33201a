#include "calendar/working_calendar.h"

#include <algorithm>
#include <set>
#include <utility>

namespace girs {
namespace {

using std::chrono::days;

unsigned weekday_of(Date day) { return std::chrono::weekday{day}.iso_encoding(); }
Message weekday_name(unsigned weekday) {
  switch (weekday) {
    case 1: return {"Monday", "Thứ Hai"};
    case 2: return {"Tuesday", "Thứ Ba"};
    case 3: return {"Wednesday", "Thứ Tư"};
    case 4: return {"Thursday", "Thứ Năm"};
    case 5: return {"Friday", "Thứ Sáu"};
    case 6: return {"Saturday", "Thứ Bảy"};
    default: return {"Sunday", "Chủ nhật"};
  }
}

Message kind_name(DayKind kind) {
  switch (kind) {
    case DayKind::kHoliday: return {"public holiday", "ngày nghỉ lễ"};
    case DayKind::kSubstitute: return {"substitute day off", "ngày nghỉ bù"};
    case DayKind::kSwapOff: return {"day off swapped for another", "ngày nghỉ hoán đổi"};
    case DayKind::kMakeupWork:
    case DayKind::kOrdinary: break;
  }
  return {"make-up work", "ngày làm bù"};
}

/// What a special day is, with the name under which it was announced.
Message described(const SpecialDay& special) {
  auto kind = kind_name(special.kind);
  if (special.name.empty()) return kind;
  return {kind.en + ": " + special.name, kind.vi + ": " + special.name};
}

Details at(Date day) { return {{"date", to_text(day)}}; }

void check_frame(int first_year, int last_year, const std::vector<unsigned>& weekly_rest,
                 Mistakes& mistakes) {
  if (first_year < 1 || last_year > 9999 || last_year < first_year)
    mistakes.add("The first and last year of the calendar must be 1 to 9999, in this order.",
                 "Năm đầu và năm cuối của lịch phải từ 1 đến 9999 và theo đúng thứ tự.",
                 {{"first_year", std::to_string(first_year)},
                  {"last_year", std::to_string(last_year)}});
  std::set<unsigned> rest;
  for (const unsigned weekday : weekly_rest) {
    const Details details{{"weekday", std::to_string(weekday)}};
    if (weekday < 1 || weekday > 7)
      mistakes.add("A day of weekly rest must be 1 (Monday) to 7 (Sunday).",
                   "Ngày nghỉ hằng tuần phải từ 1 (Thứ Hai) đến 7 (Chủ nhật).", details);
    if (!rest.insert(weekday).second)
      mistakes.add("A day of weekly rest stands twice.", "Một ngày nghỉ hằng tuần bị ghi hai lần.",
                   details);
  }
  if (rest.size() >= 7)
    mistakes.add("The week has no working day.", "Tuần không có ngày làm việc nào.", {});
}

}  // namespace

Result<WorkingCalendar> WorkingCalendar::make(int first_year, int last_year,
                                              std::vector<unsigned> weekly_rest,
                                              std::vector<SpecialDay> special) {
  Mistakes mistakes;
  check_frame(first_year, last_year, weekly_rest, mistakes);
  WorkingCalendar calendar;
  calendar.first_year_ = first_year;
  calendar.last_year_ = last_year;
  calendar.weekly_rest_ = {{first_year, last_year, std::move(weekly_rest)}};
  for (auto& day : special) {
    const Date date = day.date;
    if (year_of(date) < first_year || year_of(date) > last_year)
      mistakes.add(to_text(date) + " is outside the years of the calendar.",
                   to_text(date) + " nằm ngoài các năm của lịch.", at(date));
    else if (day.kind == DayKind::kMakeupWork && !calendar.rests(date))
      mistakes.add(to_text(date) + " is make-up work, but a working day anyway.",
                   to_text(date) + " là ngày làm bù nhưng vốn đã là ngày làm việc.", at(date));
    if (!calendar.special_.emplace(date, std::move(day)).second)
      mistakes.add(to_text(date) + " stands twice.", to_text(date) + " bị ghi hai lần.", at(date));
  }
  if (mistakes.empty()) return calendar;
  return std::move(mistakes).to_error(Code::kInvalidArgument, "The calendar has mistakes.",
                                      "Lịch làm việc có lỗi.");
}

bool WorkingCalendar::rests(Date day) const {
  const int year = year_of(day);
  for (auto rest = weekly_rest_.rbegin(); rest != weekly_rest_.rend(); ++rest)
    if (rest->first_year <= year && year <= rest->last_year)
      return std::ranges::count(rest->weekdays, weekday_of(day)) != 0;
  return false;
}

Result<WorkingCalendar> WorkingCalendar::overlaid(const WorkingCalendar& over) const {
  if (over.first_year_ > last_year_ + 1 || over.last_year_ + 1 < first_year_)
    return error(Code::kInvalidArgument,
                 "Years are missing between this calendar and the one beneath, which has " +
                     std::to_string(first_year_) + " to " + std::to_string(last_year_) + ".",
                 "Thiếu năm giữa lịch này và lịch gốc, vốn có từ " + std::to_string(first_year_) +
                     " đến " + std::to_string(last_year_) + ".",
                 {{"year", std::to_string(over.first_year_)}});
  WorkingCalendar both = *this;
  both.first_year_ = std::min(first_year_, over.first_year_);
  both.last_year_ = std::max(last_year_, over.last_year_);
  both.weekly_rest_.insert(both.weekly_rest_.end(), over.weekly_rest_.begin(),
                           over.weekly_rest_.end());
  for (const auto& [date, day] : over.special_) both.special_.insert_or_assign(date, day);
  return both;
}

Result<WorkingDay> WorkingCalendar::look_up(Date day) const {
  const int year = year_of(day);
  if (year < first_year_ || year > last_year_) {
    const auto text = std::to_string(year);
    return error(Code::kNotFound,
                 "The calendar does not know the days off of " + text +
                     "; load one that covers that year.",
                 "Lịch chưa có các ngày nghỉ của năm " + text + "; hãy nạp lịch có năm này.",
                 {{"year", text}});
  }
  const auto found = special_.find(day);
  if (found != special_.end() && found->second.kind != DayKind::kOrdinary)
    return WorkingDay{found->second.kind == DayKind::kMakeupWork, described(found->second)};
  return WorkingDay{!rests(day), weekday_name(weekday_of(day))};
}

Result<Date> WorkingCalendar::next_working(Date day) const {
  for (;; day += days{1}) {
    GIRS_TRY(const auto found, look_up(day));
    if (found.working) return day;
  }
}

Result<Date> WorkingCalendar::previous_working(Date day) const {
  for (;; day -= days{1}) {
    GIRS_TRY(const auto found, look_up(day));
    if (found.working) return day;
  }
}

Result<Date> WorkingCalendar::working_days_after(Date day, int count) const {
  if (count < 1)
    return error(Code::kInvalidArgument, "Working days are counted from 1.",
                 "Số ngày làm việc phải từ 1 trở lên.", {{"days", std::to_string(count)}});
  for (int i = 0; i < count; ++i) {
    GIRS_TRY(day, next_working(day + days{1}));
  }
  return day;
}

}  // namespace girs
