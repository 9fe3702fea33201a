#include "base/clock.h"

#include <sys/random.h>

#include <cerrno>
#include <charconv>
#include <cstdio>

namespace girs {
namespace {

using std::chrono::days;
using std::chrono::hh_mm_ss;
using std::chrono::year_month_day;

std::string formatted(Time time, const char* format) {
  const auto day = std::chrono::floor<days>(time);
  const year_month_day date{day};
  const hh_mm_ss clock{time - day};
  char buffer[64];
  const int size = std::snprintf(buffer, sizeof buffer, format, static_cast<int>(date.year()),
                                 static_cast<unsigned>(date.month()),
                                 static_cast<unsigned>(date.day()),
                                 static_cast<int>(clock.hours().count()),
                                 static_cast<int>(clock.minutes().count()),
                                 static_cast<int>(clock.seconds().count()));
  return std::string(buffer, static_cast<std::size_t>(size));
}

/// `width` digits at `at`, or -1.
int digits(std::string_view text, std::size_t at, std::size_t width) {
  int value = 0;
  const auto part = text.substr(at, width);
  const auto [end, failure] = std::from_chars(part.data(), part.data() + part.size(), value);
  if (part.size() != width || failure != std::errc{} || end != part.data() + width) return -1;
  return part.front() == '-' ? -1 : value;
}

}  // namespace

Clock system_clock() {
  return [] {
    return std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
  };
}

std::string to_rfc3339(Time time) { return formatted(time, "%04d-%02u-%02uT%02d:%02d:%02dZ"); }

std::string to_vietnam_text(Time time) {
  return formatted(time + kVietnamOffset, "%04d-%02u-%02u %02d:%02d");
}

std::optional<Time> from_rfc3339(std::string_view text) {
  if (text.size() < 20 || text[4] != '-' || text[7] != '-' || text[10] != 'T' ||
      text[13] != ':' || text[16] != ':')
    return std::nullopt;
  const year_month_day date{std::chrono::year{digits(text, 0, 4)},
                            std::chrono::month{static_cast<unsigned>(digits(text, 5, 2))},
                            std::chrono::day{static_cast<unsigned>(digits(text, 8, 2))}};
  const int hour = digits(text, 11, 2);
  const int minute = digits(text, 14, 2);
  const int second = digits(text, 17, 2);
  if (digits(text, 0, 4) < 0 || !date.ok() || hour < 0 || hour > 23 || minute < 0 ||
      minute > 59 || second < 0 || second > 59)
    return std::nullopt;
  Time time = std::chrono::sys_days{date} + std::chrono::hours{hour} +
              std::chrono::minutes{minute} + std::chrono::seconds{second};
  const auto zone = text.substr(19);
  if (zone == "Z") return time;
  if (zone.size() != 6 || zone[3] != ':' || (zone[0] != '+' && zone[0] != '-')) return std::nullopt;
  const int offset_hours = digits(zone, 1, 2);
  const int offset_minutes = digits(zone, 4, 2);
  if (offset_hours < 0 || offset_hours > 23 || offset_minutes < 0 || offset_minutes > 59)
    return std::nullopt;
  const std::chrono::minutes offset{offset_hours * 60 + offset_minutes};
  return zone[0] == '+' ? time - offset : time + offset;
}

Result<Bytes> random_bytes(std::size_t size) {
  Bytes out(size);
  std::size_t filled = 0;
  while (filled < size) {
    const auto got = getrandom(out.data() + filled, size - filled, 0);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return error(Code::kIo, "The system has no source of secure random bytes.");
    filled += static_cast<std::size_t>(got);
  }
  return out;
}

}  // namespace girs
