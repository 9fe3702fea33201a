#pragma once
// A figure of an indicator with what must be said beside it.

#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/indicator.h"
#include "formula/value.h"
#include "indicator/series_value.h"

namespace girs::indicator {

// Words that stand beside a figure.
inline constexpr const char* kPartial = "partial";              // some of the units are missing
inline constexpr const char* kEstimated = "estimated";          // a split unit was shared out
inline constexpr const char* kNotComparable = "not-comparable"; // no figure in these boundaries
inline constexpr const char* kNotAdditive = "not-additive";     // a rate was asked to be summed
inline constexpr const char* kNoPeriods = "frequency";          // there is no such period of it
inline constexpr const char* kRevised = "revised";              // an earlier vintage said otherwise
inline constexpr const char* kStale = "stale";                  // signed before a correction
inline constexpr const char* kNoUnit = "no-unit";               // the unit did not exist then
inline constexpr const char* kBreak = "break";                  // see breaks.h
inline constexpr const char* kNegativeBase = "negative-base";   // growth from below zero says nothing
inline constexpr const char* kError = "error";                  // the formula failed: shown as missing

struct Point {
  formula::Value value = formula::Absent::kMissing;  // at the indicator's scale
  formula::Value exact = formula::Absent::kMissing;  // before rounding
  formula::Value numerator = formula::Absent::kMissing;
  formula::Value denominator = formula::Absent::kMissing;
  std::size_t counted = 0;   // figures below that it stands on
  std::size_t expected = 1;  // that it would stand on if all were there
  ValueStatus status = ValueStatus::kOfficial;  // the least final of what it stands on
  bool mixed = false;        // it was made of figures from before and from after a break
  bool worked_out = false;   // of other figures: where it has no value, nobody has published that
  bool on_nothing = false;   // worked out of figures of which none is there
  std::set<std::string> flags = {};
  std::int64_t vintage = 0;  // the newest row that it stands on; 0: none
};

/// The value rounded to the decimals of its indicator, half away from zero.
formula::Value at_scale(const Indicator& indicator, const formula::Value& value);
/// For periods that there are none of: the flag "frequency".
Point without_periods();
/// Whether it is an error that the definition says to show as missing.
bool is_hidden(const Indicator& indicator, const formula::Value& value);
/// Adds up the parts of a span that count (last_period_counts()).
Point over_time(const Indicator& indicator, const std::vector<Point>& parts);
/// a + b; what is missing makes the sum missing.
formula::Value added(const formula::Value& a, const formula::Value& b);
/// The same in a sum over units, members or periods (FORMULA.md section 4): what is not applicable
/// is passed over, and where nothing occurred in either, nothing did in both.
formula::Value summed_up(const formula::Value& a, const formula::Value& b);
/// Makes `exact` the figure of a point that has no denominator.
void set_value(const Indicator& indicator, Point& point, formula::Value exact);

/// The status as answers show it: empty for a figure that stands on nothing, or that could not be
/// worked out.
std::string_view shown_status(const Point& point);

/// Takes over what is said beside a figure that another one reads or is summed from, but for its
/// coverage: the less final status, the newest vintage, all flags but that of an error of its own.
void note_beside(Point& whole, const Point& part);
/// Takes over what is said beside a part: the worse coverage, the less final status, all flags.
void note_part(Point& whole, const Point& part);

}  // namespace girs::indicator
