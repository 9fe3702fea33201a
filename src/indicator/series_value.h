#pragma once
// One value of a series, and one vintage: the values that a source published at one moment.

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.h"
#include "base/clock.h"
#include "base/result.h"
#include "calendar/period.h"
#include "formula/value.h"

namespace girs::indicator {

/// How final a value is (ước tính, sơ bộ, chính thức), the least final first.
enum class ValueStatus : std::uint8_t { kEstimate, kPreliminary, kOfficial };
std::string_view to_text(ValueStatus status);  // "estimate", "preliminary", "official"
std::optional<ValueStatus> parse_status(std::string_view word);

struct SeriesValue {
  Period period;
  formula::Value value = formula::Absent::kNotAvailable;  // a decimal, or why there is none
  ValueStatus status = ValueStatus::kOfficial;
  std::vector<std::string> flags = {};
  bool operator==(const SeriesValue&) const = default;
};

/// Dimension -> member; empty: the total.
using Breakdown = std::map<std::string, std::string>;
/// "AREA=U;SEX=F"; empty for the total.
std::string to_text(const Breakdown& breakdown);

/// What a stored vintage holds at most; more is refused when it is written, so that what is stored
/// can always be read.
inline constexpr std::size_t kVintageValuesMax = 100'000;
inline constexpr std::size_t kFlagsMax = 16;       // of one value
inline constexpr std::size_t kFlagBytesMax = 256;  // of one flag

/// Says what is wrong with the flags of a value; nothing when they can be stored.
std::optional<Message> wrong_flags(const std::vector<std::string>& flags);

/// The values as bytes for the store, at `scale` decimals (0 to 18): the same values give the same
/// bytes. kInvalidArgument for what decode() would not read: periods that are not of one kind or
/// not in order, a value that needs more decimals, more values or flags than above.
Result<Bytes> encode(const std::vector<SeriesValue>& values, int scale);
/// kCorrupt for anything that encode() does not write.
Result<std::vector<SeriesValue>> decode(ByteView bytes);

}  // namespace girs::indicator
