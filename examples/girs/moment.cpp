#include "moment.h"

#include <array>
#include <chrono>
#include <cstdio>

#include "failure.h"

namespace cli {
namespace {

std::int64_t monotonic_seconds() {
  using namespace std::chrono;
  return duration_cast<seconds>(steady_clock::now().time_since_epoch()).count();
}

/// "Z", "+07:00" or "-05:30" in seconds; false for anything else.
bool parse_offset(const std::string& text, std::int64_t& seconds) {
  seconds = 0;
  if (text == "Z") return true;
  char sign[2] = {};
  unsigned hours = 0;
  unsigned minutes = 0;
  int used = 0;
  if (std::sscanf(text.c_str(), "%1[+-]%2u:%2u%n", sign, &hours, &minutes, &used) != 3) return false;
  if (text.size() != 6 || used != 6 || hours > 14 || minutes > 59) return false;
  seconds = std::int64_t{hours * 60 + minutes} * 60;
  if (sign[0] == '-') seconds = -seconds;
  return true;
}

}  // namespace

std::int64_t parse_moment(const std::string& text) {
  int year = 0;
  unsigned month = 0, day = 0, hour = 0, minute = 0, second = 0;
  std::int64_t offset = 0;
  int used = 0;
  const int fields = std::sscanf(text.c_str(), "%4d-%2u-%2uT%2u:%2u:%2u%n", &year, &month, &day,
                                 &hour, &minute, &second, &used);
  const std::chrono::year_month_day date{std::chrono::year(year), std::chrono::month(month),
                                         std::chrono::day(day)};
  if (fields != 6 || used != 19 || !date.ok() || hour > 23 || minute > 59 || second > 59 ||
      !parse_offset(text.substr(19), offset))
    throw WrongUse{"'" + text + "' is no moment; write it as 2025-12-15T08:00:00+07:00."};
  const auto days = std::chrono::sys_days(date).time_since_epoch().count();
  return std::int64_t{days} * 86400 + std::int64_t{hour} * 3600 + minute * 60 + second - offset;
}

std::string vietnam_time(const std::string& text) {
  if (text.size() != 20 || text[10] != 'T' || text[19] != 'Z') return text;
  using namespace std::chrono;
  sys_seconds moment;
  try {
    moment = sys_seconds(seconds(parse_moment(text))) + hours(7);
  } catch (const WrongUse&) {
    return text;
  }
  const auto day = floor<days>(moment);
  const year_month_day date(day);
  const hh_mm_ss time(moment - day);
  std::array<char, 32> shown{};
  std::snprintf(shown.data(), shown.size(), "%04d-%02u-%02uT%02d:%02d:%02d+07:00", int(date.year()),
                unsigned(date.month()), unsigned(date.day()), static_cast<int>(time.hours().count()),
                static_cast<int>(time.minutes().count()), static_cast<int>(time.seconds().count()));
  return shown.data();
}

RehearsalClock::RehearsalClock(std::int64_t begin)
    : begin_(begin), started_(monotonic_seconds()) {}

std::int64_t RehearsalClock::read(void* context) {
  const auto* clock = static_cast<const RehearsalClock*>(context);
  return clock->begin_ + (monotonic_seconds() - clock->started_);
}

}  // namespace cli
