#pragma once
// Time and randomness as parameters: nothing else in the library asks the system for either,
// so tests and rehearsals can stand at any moment.

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "base/bytes.h"
#include "base/result.h"

namespace girs {

/// A moment in UTC, whole seconds: the precision of every time that is signed or logged.
using Time = std::chrono::sys_seconds;

/// Where a handle gets "now" from.
using Clock = std::function<Time()>;
/// The system's clock.
Clock system_clock();

/// RFC 3339 in UTC, "2025-12-15T02:03:04Z".
std::string to_rfc3339(Time time);
/// Reads "2025-12-15T02:03:04Z" or with an offset "+07:00"; no fractions.
std::optional<Time> from_rfc3339(std::string_view text);

/// Fills a buffer from the system's secure random source (getrandom); kIo if there is none.
Result<Bytes> random_bytes(std::size_t size);

/// Vietnam keeps UTC+7 all year; the offset of legal deadlines (Civil Code Art. 148).
inline constexpr std::chrono::hours kVietnamOffset{7};

/// The wall-clock time in Vietnam, "2025-12-15 09:03" (minutes), for people.
std::string to_vietnam_text(Time time);

}  // namespace girs
