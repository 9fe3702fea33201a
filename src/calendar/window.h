#pragma once
// The cut-off window of a period (thời gian chốt số liệu): from which day to which day the
// figures count. A window is a rule held by the regime; see DOMAIN.md section 2 for the
// conventions in force. NĐ 09/2019/NĐ-CP Art. 12 gives kNd09.

#include <map>
#include <string>

#include "base/result.h"
#include "calendar/date.h"
#include "calendar/period.h"

namespace girs {

enum class WindowKind { kNd09, kCalendar, kClosingDay, kFixed, kDates, kCampaigns };

struct WindowRule {
  WindowKind kind = WindowKind::kNd09;
  int closing_day = 0;               // kClosingDay: day of the month, 1 to 28
  bool december_last_day = false;    // kClosingDay: December closes on the 31st
  int from_month = 0, from_day = 0;  // kFixed, within the period's year
  int to_month = 0, to_day = 0;
  DateRange dates{};                 // kDates: the only window, whatever the period's label
  std::map<std::string, DateRange> campaigns;   // kCampaigns: by code, each with its own dates
  bool operator==(const WindowRule&) const = default;
};

/// The days that `period` covers under `rule`, both ends included. kUnsupported when the rule
/// says nothing about this kind of period: a day or week under kNd09 and kClosingDay, a campaign
/// under all but kDates and kCampaigns, under kCampaigns whatever it does not name, and under
/// kFixed whatever does not come once a year. kInvalidArgument when the rule itself is wrong
/// (details "rule").
Result<DateRange> window_of(const WindowRule& rule, const Period& period);

}  // namespace girs
