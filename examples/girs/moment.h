#pragma once
// Moments as people write them, and the clock of a rehearsal.

#include <cstdint>
#include <string>

namespace cli {

/// Seconds since 1970 UTC of "2025-12-15T08:00:00+07:00" or "...Z". Throws WrongUse.
std::int64_t parse_moment(const std::string& text);
/// "2025-12-15T01:00:00Z" as the same moment in Vietnam (UTC+7), in which deadlines are counted;
/// any other text as it is.
std::string vietnam_time(const std::string& text);

/// Begins at a given moment and runs on with real time: for rehearsals and tests only.
class RehearsalClock {
 public:
  explicit RehearsalClock(std::int64_t begin);
  /// As girs_clock_fn; `context` is the clock.
  static std::int64_t read(void* context);

 private:
  std::int64_t begin_;
  std::int64_t started_;  // of the monotonic clock, seconds
};

}  // namespace cli
