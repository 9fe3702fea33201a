#pragma once
// Breaks of a series (SeriesBreak): from that day on its figures are not comparable with earlier
// ones. A figure of one period is flagged when a break lies in it, the first after the break; what
// is made of several periods when a break lies between them: after the earliest, up to and
// including the latest.

#include <vector>

#include "catalog/indicator.h"
#include "indicator/point.h"
#include "indicator/span.h"

namespace girs::indicator {

class FigureBook;

/// Whether a break of the indicator itself lies in the period.
bool has_break(const Indicator& indicator, const Period& period);

/// Flags a figure of an indicator in that shape by the breaks of the indicator itself: a plain one
/// of one period, or a sum over several.
void mark_break(FigureBook& figures, const Indicator& indicator, const Period& period,
                const Shape& shape, Point& point);

/// Whether one of the days of breaks lies between two periods, whichever is the earlier one.
bool parted(const std::vector<Date>& days, const Period& one, const Period& other);

/// Whether `one` ends before `other`.
bool is_earlier(const Period& one, const Period& other);

/// Takes the flag off a figure that others are compared with or added to: a break before it does
/// not part it from later ones. One that lies within it stays.
void forget_break_before(Point& earliest);

/// That a figure was made of such before and after a break.
void set_mixed(Point& point);

/// What a formula reads, of which an indicator may be read in several periods.
class ReadPeriods {
 public:
  /// Takes what `figure` says of breaks, to be said of the whole by say().
  void note(const Indicator& indicator, const Period& period, Point& figure);
  void say(FigureBook& figures, Point& whole) const;

 private:
  struct Read {
    const Indicator* indicator = nullptr;
    Period earliest = {}, latest = {};
    bool broken_early = false;   // a break lies in the earliest period
    bool broken_late = false;    // in another
  };
  std::vector<Read> read_;
};

}  // namespace girs::indicator
