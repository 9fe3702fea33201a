#pragma once
// Parts that occur in several kinds of catalogue document: labels, dates, decimals, sources.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "catalog/form.h"
#include "decimal/decimal.h"
#include "json/shape.h"

namespace girs {

inline constexpr std::int64_t kVersionMax = 1'000'000;
/// Decimals that a number of a payload may have (FORMATS.md section 1).
inline constexpr int kScaleMax = 18;
/// Characters of a text or a section: all of them take up to 64 KiB.
inline constexpr std::int64_t kLengthMax = 65'536;
/// Earlier periods that a check may look at.
inline constexpr std::int64_t kHistoryMax = 120;
inline constexpr std::int64_t kRowsMax = 1'000'000;
inline constexpr std::int64_t kAttachmentsMax = 1'000;

/// {"vi":"...","en":"..."}; the Vietnamese text must be there and stands in for a missing
/// English one.
Label read_label(const json::Node& node);
/// A label that may be absent: empty then.
Label read_optional_label(const json::Node& node, std::string_view name);
/// A text that may be absent: empty then.
std::string read_optional_text(const json::Node& node, std::string_view name);
/// A logical that may be absent.
bool read_optional_boolean(const json::Node& node, std::string_view name, bool otherwise);
/// Codes of an array, each once.
std::vector<std::string> read_codes(const json::Node& node);

/// An ISO day that must be there.
std::optional<Date> read_date(const json::Node& node);
/// "from" and "to" of a document, a unit or a rule; a mistake when they are in the wrong order.
struct DatesInForce {
  std::optional<Date> from;
  std::optional<Date> to;
};
DatesInForce read_dates(const json::Node& node);
/// Whether two spans of days, open where a date is absent, share a day.
bool overlap(const DatesInForce& a, const DatesInForce& b);

/// A decimal written as a string in the form of payloads.
std::optional<Decimal> read_decimal(const json::Node& node);
std::optional<Decimal> read_optional_decimal(const json::Node& node, std::string_view name);

/// "note" and "source" are allowed in documents and most of their parts, and must be text.
void check_remarks(const json::Node& node);

}  // namespace girs
