#include "calendar/window.h"

#include <algorithm>

namespace girs {
namespace {

constexpr int kNd09Closing = 14;   // the last day of a month's figures, NĐ 09/2019 Art. 12
constexpr int kClosingMax = 28;    // a day that every month has

Error unsupported(const Period& period) {
  const auto label = period.label();
  return error(Code::kUnsupported,
               "This cut-off rule says nothing about periods such as " + label +
                   "; give the regime another rule or another frequency.",
               "Quy tắc chốt số liệu này không áp dụng cho kỳ " + label +
                   "; hãy chọn quy tắc hoặc tần suất khác cho chế độ báo cáo.",
               {{"period", label}});
}

Error wrong(std::string en, std::string vi, std::string rule) {
  return error(Code::kInvalidArgument, std::move(en), std::move(vi), {{"rule", std::move(rule)}});
}

/// The day on which the figures of a month close; `month` counts as in MonthSpan.
Date closing(int month, int day, bool december_last_day) {
  const int year = month / 12;
  const auto number = static_cast<unsigned>(month % 12) + 1;
  if (number == 12 && december_last_day) return month_end(year, number);
  return make_date(year, number, static_cast<unsigned>(day));
}

/// From the day after the previous month's closing to the closing of the last month.
Result<DateRange> between_closings(const Period& period, int day, bool december_last_day) {
  const auto months = month_span(period);
  if (!months) return unsupported(period);
  const Date from = closing(months->first - 1, day, december_last_day) + std::chrono::days{1};
  if (from < make_date(1, 1, 1)) return unsupported(period);
  return DateRange{from, closing(months->last, day, december_last_day)};
}

/// "03-31" of `year`; nothing when no year has that day. 29 February is the 28th where there
/// is none.
std::optional<Date> day_in(int year, int month, int day) {
  if (month < 1 || month > 12 || day < 1) return std::nullopt;
  const auto m = static_cast<unsigned>(month);
  const Date last_in_leap_year = month_end(2000, m);
  if (make_date(2000, m, 1) + std::chrono::days{day - 1} > last_in_leap_year) return std::nullopt;
  return std::min(make_date(year, m, 1) + std::chrono::days{day - 1}, month_end(year, m));
}

Result<DateRange> fixed_window(const WindowRule& rule, const Period& period) {
  if (period.kind != PeriodKind::kYear && period.kind != PeriodKind::kNineMonths)
    return unsupported(period);
  const auto from = day_in(period.year, rule.from_month, rule.from_day);
  const auto to = day_in(period.year, rule.to_month, rule.to_day);
  if (!from || !to || *to < *from)
    return wrong("A fixed cut-off window needs two days of one year, the first not after the "
                 "second.",
                 "Khoảng chốt số liệu cố định cần hai ngày trong cùng một năm, ngày đầu không "
                 "sau ngày cuối.",
                 "fixed");
  return DateRange{*from, *to};
}

Result<DateRange> in_order(const DateRange& dates) {
  if (dates.to < dates.from)
    return wrong("The cut-off window ends before it begins.",
                 "Khoảng chốt số liệu có ngày cuối trước ngày đầu.", "dates");
  return dates;
}

}  // namespace

Result<DateRange> window_of(const WindowRule& rule, const Period& period) {
  if (!exists(period))
    return error(Code::kInvalidArgument, "There is no period " + period.label() + ".",
                 "Không có kỳ báo cáo " + period.label() + ".", {{"period", period.label()}});
  switch (rule.kind) {
    case WindowKind::kNd09: return between_closings(period, kNd09Closing, false);
    case WindowKind::kCalendar: {
      const auto span = calendar_span(period);
      if (!span) return unsupported(period);
      return *span;
    }
    case WindowKind::kClosingDay:
      if (rule.closing_day < 1 || rule.closing_day > kClosingMax)
        return wrong("The closing day must be 1 to 28, a day that every month has.",
                     "Ngày chốt số liệu phải từ 1 đến 28, là ngày tháng nào cũng có.",
                     "closing-day");
      return between_closings(period, rule.closing_day, rule.december_last_day);
    case WindowKind::kFixed: return fixed_window(rule, period);
    case WindowKind::kDates: return in_order(rule.dates);
    case WindowKind::kCampaigns: {
      const auto found = rule.campaigns.find(period.campaign);
      if (found == rule.campaigns.end()) return unsupported(period);
      return in_order(found->second);
    }
  }
  return error(Code::kInternal, "A window rule of an unknown kind.");
}

}  // namespace girs
