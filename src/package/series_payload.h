#pragma once
// A time series of one indicator for one unit and breakdown (FORMATS.md 2.2): the figures of one
// vintage, which later vintages revise and never overwrite.

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "key/payload_head.h"

namespace girs::package {

inline constexpr std::string_view kSeriesType = "application/vnd.girs.series.v1+json";
inline constexpr std::string_view kSeriesSchema = "girs.series/1";
inline constexpr std::size_t kSeriesValuesMax = 10'000;
inline constexpr std::size_t kSeriesBreakdownMax = 16;

/// How final a value is (ước tính, sơ bộ, chính thức).
enum class ValueStatus { kEstimate, kPreliminary, kOfficial };
std::string_view to_text(ValueStatus status);  // "estimate", "preliminary", "official"

struct SeriesValue {
  std::string period;                  // a label, "2026-Q2"
  std::optional<std::string> value;    // a decimal as payloads write it (FORMATS.md section 1)
  std::string absent = {};             // without a value: "nil", "not-applicable", "not-available"
  ValueStatus status = ValueStatus::kOfficial;
  std::vector<std::string> flags = {};  // as the flags of a report's cell, each once
  bool operator==(const SeriesValue&) const = default;
};

struct SeriesPayload {
  PayloadHead head;
  std::string unit;
  std::string indicator;
  std::map<std::string, std::string> breakdown = {};  // dimension -> member (phân tổ)
  std::string vintage = {};                           // when it was published, a code
  std::int64_t rev = 1;
  std::optional<std::string> prev = {};               // pid of rev - 1 as logged
  std::vector<SeriesValue> values = {};               // by period, each once
  bool operator==(const SeriesPayload&) const = default;
};

/// RFC 8785 bytes to be signed, or every mistake. Values may come in any order.
Result<std::string> build(const SeriesPayload& payload);
Result<SeriesPayload> parse_series(std::string_view bytes);

}  // namespace girs::package
