#include "indicator/breaks.h"

#include <algorithm>
#include <set>

#include "indicator/compute.h"
#include "indicator/figure_book.h"

namespace girs::indicator {
namespace {

void add_days(const Catalog& catalog, const Indicator& indicator,
              std::set<const Indicator*>& seen, std::vector<Date>& days) {
  if (!seen.insert(&indicator).second) return;   // it may read itself, in another period
  for (const auto& one : indicator.breaks) days.push_back(one.on);
  if (indicator.from == IndicatorSource::kSeries) return;
  for (const auto* other : indicators_read(catalog, indicator)) add_days(catalog, *other, seen, days);
}

/// Whether the figure is a sum over periods on both sides of a break.
bool is_mixed(FigureBook& figures, const Indicator& indicator, const Period& period,
              const Shape& shape) {
  if (last_period_counts(indicator)) return false;
  const auto* frequency = frequency_of(*figures.workspace().catalog, indicator);
  if (!frequency || (shape == Shape{} && counts(*frequency, period))) return false;
  const auto parts = parts_of(period, shape, *frequency);
  return parts && parted(figures.break_days(indicator), parts->front(), parts->back());
}

}  // namespace

void mark_break(FigureBook& figures, const Indicator& indicator, const Period& period,
                const Shape& shape, Point& point) {
  if (has_break(indicator, period)) point.flags.insert(kBreak);
  if (is_mixed(figures, indicator, period, shape)) set_mixed(point);
}

bool has_break(const Indicator& indicator, const Period& period) {
  if (indicator.breaks.empty()) return false;
  const auto span = calendar_span(period);
  return span && std::ranges::any_of(indicator.breaks, [&](const SeriesBreak& one) {
    return span->contains(one.on);
  });
}

const std::vector<Date>& FigureBook::break_days(const Indicator& indicator) {
  const auto [found, is_new] = root_->break_days_.try_emplace(&indicator);
  if (is_new) {
    std::set<const Indicator*> seen;
    add_days(*workspace_.catalog, indicator, seen, found->second);
  }
  return found->second;
}

bool parted(const std::vector<Date>& days, const Period& one, const Period& other) {
  if (days.empty()) return false;
  const auto a = calendar_span(one), b = calendar_span(other);
  if (!a || !b) return false;
  const auto first = std::min(a->to, b->to), last = std::max(a->to, b->to);
  return std::ranges::any_of(days, [&](Date day) { return first < day && day <= last; });
}

bool is_earlier(const Period& one, const Period& other) {
  const auto a = calendar_span(one), b = calendar_span(other);
  return a && b && a->to < b->to;
}

void forget_break_before(Point& earliest) {
  if (!earliest.mixed) earliest.flags.erase(kBreak);
}

void set_mixed(Point& point) {
  point.mixed = true;
  point.flags.insert(kBreak);
}

void ReadPeriods::note(const Indicator& indicator, const Period& period, Point& figure) {
  const bool broken = !figure.mixed && figure.flags.erase(kBreak) > 0;
  const auto found = std::ranges::find(read_, &indicator, &Read::indicator);
  if (found == read_.end()) {
    read_.push_back({&indicator, period, period, broken, false});
  } else if (is_earlier(period, found->earliest)) {
    found->broken_late = found->broken_late || found->broken_early;
    found->earliest = period;
    found->broken_early = broken;
  } else if (is_earlier(found->earliest, period)) {
    if (is_earlier(found->latest, period)) found->latest = period;
    found->broken_late = found->broken_late || broken;
  } else {
    found->broken_early = found->broken_early || broken;
  }
}

void ReadPeriods::say(FigureBook& figures, Point& whole) const {
  for (const auto& one : read_) {
    if (one.earliest == one.latest) {
      if (one.broken_early) whole.flags.insert(kBreak);
    } else if (one.broken_late ||
               parted(figures.break_days(*one.indicator), one.earliest, one.latest)) {
      set_mixed(whole);
    }
  }
}

}  // namespace girs::indicator
