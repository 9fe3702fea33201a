#pragma once
// What a cell or a formula can be: a number, a text, a logical, a date, a period, one of four
// kinds of absence, or an error. Zero, nil, missing and not applicable stay apart (FORMULA.md
// section 4). A unit is the text of its code.

#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "calendar/date.h"
#include "calendar/period.h"
#include "decimal/decimal.h"

namespace girs::formula {

/// Why a cell holds no value.
enum class Absent {
  kNil,           // "-": nothing occurred; counts as 0
  kMissing,       // blank: not reported
  kNotAvailable,  // "...": not collected yet; behaves as missing
  kNotApplicable  // "x": cannot exist here
};

/// Errors with Excel's ERROR.TYPE numbers; the lowest number wins where several meet.
enum class Fault {
  kDivisionByZero = 2,  // #DIV/0!
  kValue = 3,           // #VALUE!
  kReference = 4,       // #REF!
  kName = 5,            // #NAME?
  kNumber = 6,          // #NUM!
  kNotAvailable = 7,    // #N/A
  kCycle = 8            // #CYCLE!
};

std::string_view to_text(Fault fault);             // "#DIV/0!"
std::optional<Fault> parse_fault(std::string_view text);
/// "nil", "missing", "not-available", "not-applicable"
std::string_view to_text(Absent absent);
std::optional<Absent> parse_absent(std::string_view text);

using Value = std::variant<Decimal, std::string, bool, Absent, Fault, Date, Period>;

/// The value as people read it: "12.5", "true", "-", "…", "x", "#DIV/0!", "2025-12-15",
/// "2025-Q4"; text as it is.
std::string shown(const Value& value);
inline bool is_missing(const Value& value) {
  const auto* absent = std::get_if<Absent>(&value);
  return absent && (*absent == Absent::kMissing || *absent == Absent::kNotAvailable);
}

}  // namespace girs::formula
