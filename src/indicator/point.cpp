#include "indicator/point.h"

#include <algorithm>

#include "formula/operators.h"

namespace girs::indicator {
namespace {

/// A part that could not be worked out is nothing that the whole stands on.
void note_status(Point& whole, const Point& part) {
  if (shown_status(part).empty()) return;
  whole.status = std::min(whole.status, part.status);
  whole.on_nothing = false;
}

}  // namespace

formula::Value at_scale(const Indicator& indicator, const formula::Value& value) {
  const auto* number = std::get_if<Decimal>(&value);
  if (!number || number->scale() == indicator.round) return value;
  const auto rounded = formula::number_or_fault(round_half_away(*number, indicator.round));
  return is_hidden(indicator, rounded) ? formula::Value(formula::Absent::kMissing) : rounded;
}

bool is_hidden(const Indicator& indicator, const formula::Value& value) {
  return indicator.on_error == OnError::kMissing && std::holds_alternative<formula::Fault>(value);
}

formula::Value added(const formula::Value& a, const formula::Value& b) {
  return formula::calculated('+', formula::number_operand(a, false),
                             formula::number_operand(b, false));
}

formula::Value summed_up(const formula::Value& a, const formula::Value& b) {
  const formula::Value nil = formula::Absent::kNil, never = formula::Absent::kNotApplicable;
  if (a == never || b == never) {
    const auto& other = a == never ? b : a;
    return formula::is_missing(other) ? formula::Value(formula::Absent::kMissing) : other;
  }
  return a == nil && b == nil ? nil : added(a, b);
}

Point without_periods() {
  Point none;
  none.flags.insert(kNoPeriods);
  return none;
}

void set_value(const Indicator& indicator, Point& point, formula::Value exact) {
  point.numerator = exact;
  point.value = at_scale(indicator, exact);
  point.exact = std::move(exact);
}

Point over_time(const Indicator& indicator, const std::vector<Point>& parts) {
  if (parts.size() == 1) return parts.front();
  Point whole;
  whole.expected = 0;
  whole.worked_out = whole.on_nothing = true;
  for (const auto& part : parts) note_part(whole, part);
  if (!is_additive(indicator.measure)) {
    whole.flags.insert(kNotAdditive);
    return whole;
  }
  auto sum = parts.front().exact;
  for (std::size_t i = 1; i < parts.size(); ++i) sum = summed_up(sum, parts[i].exact);
  set_value(indicator, whole, std::move(sum));
  return whole;
}

std::string_view shown_status(const Point& point) {
  const bool is_figure = std::holds_alternative<Decimal>(point.value) ||
                         point.value == formula::Value(formula::Absent::kNil);
  const bool is_unknown =
      (point.worked_out || (point.counted == 0 && point.vintage == 0)) && !is_figure;
  return is_unknown || point.on_nothing ? std::string_view() : to_text(point.status);
}

void note_beside(Point& whole, const Point& part) {
  note_status(whole, part);
  whole.mixed = whole.mixed || part.mixed;
  for (const auto& flag : part.flags)
    if (flag != kError) whole.flags.insert(flag);
  whole.vintage = std::max(whole.vintage, part.vintage);
}

void note_part(Point& whole, const Point& part) {
  const bool first = whole.expected == 0;
  if (first || part.counted * whole.expected < whole.counted * part.expected ||
      (part.counted * whole.expected == whole.counted * part.expected &&
       part.expected > whole.expected)) {
    whole.counted = part.counted;
    whole.expected = part.expected;
  }
  note_status(whole, part);
  whole.mixed = whole.mixed || part.mixed;
  whole.flags.insert(part.flags.begin(), part.flags.end());
  whole.vintage = std::max(whole.vintage, part.vintage);
}

}  // namespace girs::indicator
