#include "indicator/figure_book.h"

#include <algorithm>

#include "formula/operators.h"
#include "indicator/breaks.h"
#include "indicator/compute.h"
#include "indicator/figure_source.h"

namespace girs::indicator {
namespace {

using formula::Absent;
using formula::Value;

constexpr std::size_t kAtHandMax = 8;   // more than a formula reads
constexpr std::size_t kValuesMax = 2'000'000;   // of series in memory, about 200 MB

/// A delivered value's coverage, status, flags and vintage, without the value.
Point said_beside(const Known& known) {
  Point point;
  point.counted = formula::is_missing(known.value) ? 0 : 1;
  point.status = known.status;
  point.flags.insert(known.flags.begin(), known.flags.end());
  if (known.revised) point.flags.insert(kRevised);
  point.vintage = known.vintage;
  return point;
}

/// Reports are known and published at one moment: when they are logged.
report::Workspace at_moment(report::Workspace workspace, const AsOf& as_of) {
  for (const auto& bound : {as_of.published, as_of.received})
    if (bound && (!workspace.as_of || *bound < *workspace.as_of)) workspace.as_of = bound;
  return workspace;
}

}  // namespace

FigureBook::FigureBook(const report::Workspace& workspace, const AsOf& as_of,
                 std::optional<Date> boundaries)
    : workspace_(at_moment(workspace, as_of)),
      as_of_(as_of),
      boundaries_(boundaries),
      hierarchy_(*workspace.catalog, boundaries),
      reports_(workspace_, as_of) {}

FigureBook::FigureBook(FigureBook& root, std::optional<Date> boundaries)
    : FigureBook(root.workspace_, root.as_of_, boundaries) {
  root_ = &root;
}

FigureBook& FigureBook::in(const std::optional<Date>& boundaries) {
  if (boundaries == root_->boundaries_) return *root_;
  auto& other = root_->others_[boundaries];
  if (!other) {
    other.reset(new FigureBook(*root_, boundaries));
    other->even_ = even_;
  }
  return *other;
}

void FigureBook::fail(const Error& error) {
  if (!root_->failure_) root_->failure_ = error;
}

Status FigureBook::status() const { return root_->failure_ ? Status(*root_->failure_) : ok(); }

std::optional<Date> FigureBook::day(const Period& period) const {
  if (boundaries_) return boundaries_;
  const auto span = calendar_span(period);
  return span ? std::optional(span->to) : std::nullopt;
}

Status FigureBook::prepare(const Indicator& indicator, const std::vector<Period>& periods) {
  const auto* frequency = frequency_of(*workspace_.catalog, indicator);
  const bool of_reports = indicator.from == IndicatorSource::kReports && !periods.empty() &&
                          frequency && counts(*frequency, periods.front());
  return of_reports ? root_->reports_.prepare(indicator, periods) : ok();
}

const FigureBook::Standing& FigureBook::standing(const std::string& unit, const Period& period) {
  auto& known = standings_[static_cast<std::size_t>(period.index) % standings_.size()];
  auto& standing = known.standing;
  if (known.period == period && known.unit == unit) return standing;
  known = {unit, period, {}};
  if (const auto span = calendar_span(period)) standing.last = span->to;
  standing.day = boundaries_ ? boundaries_ : standing.last;
  if (standing.day) standing.version = workspace_.catalog->units().find(unit, *standing.day);
  return standing;
}

const Indicator* FigureBook::definition(const std::string& code) {
  auto& known = root_->definitions_;
  const auto found = std::ranges::find(known, code, [](const auto& one) { return one.first; });
  if (found != known.end()) return found->second;
  if (known.size() == kAtHandMax) known.clear();
  known.emplace_back(code, workspace_.catalog->indicator(code));
  return known.back().second;
}

Point FigureBook::at(const Wanted& wanted, int nested) {
  const auto stands = standing(wanted.unit, wanted.period);
  if (!stands.version) {
    Point none;
    none.flags.insert(stands.day ? kNoUnit : kNoPeriods);
    return none;
  }
  const auto from = wanted.indicator->from;
  Point point = from == IndicatorSource::kSeries    ? of_series(wanted)
                : from == IndicatorSource::kFormula ? of_formula(wanted, nested)
                                                    : of_reports(wanted, nested);
  mark(wanted, point);
  return point;
}

formula::Value FigureBook::operand(const Wanted& wanted, Point& told, int nested) {
  auto point = leaf_beside(wanted);
  if (!point) point = at(wanted, nested);
  note_part(told, *point);
  return std::move(point->exact);
}

/// Without the steps of at() and leaf() that only an answer needs: a formula reads many.
std::optional<Point> FigureBook::leaf_beside(const Wanted& wanted) {
  const auto& indicator = *wanted.indicator;
  if (indicator.from != IndicatorSource::kSeries || wanted.shape != Shape{} ||
      !counts(*indicator.frequency, wanted.period))
    return std::nullopt;
  const auto stands = standing(wanted.unit, wanted.period);
  if (!stands.version) return std::nullopt;
  if (boundaries_) {
    if (!delivers(indicator, *stands.version)) return std::nullopt;
    auto point = carried(indicator, *stands.version, wanted.period, wanted.breakdown, stands.last);
    if (!point || formula::is_missing(point->exact)) return std::nullopt;
    mark(wanted, *point);
    return point;
  }
  if (even_ && even_->is_of(wanted.unit) && !delivers(indicator, *stands.version))
    return std::nullopt;   // it may have to be summed up all the same
  const auto* value = known(indicator, wanted.breakdown, wanted.unit, wanted.period);
  if (!value) return std::nullopt;
  std::optional<Point> point(said_beside(*value));
  point->exact = value->value;
  mark(wanted, *point);
  return point;
}

void FigureBook::mark(const Wanted& wanted, Point& point) {
  if (point.counted < point.expected && point.counted > 0) point.flags.insert(kPartial);
  if (!wanted.indicator->breaks.empty())
    mark_break(*this, *wanted.indicator, wanted.period, wanted.shape, point);
}

Point FigureBook::of_series(const Wanted& wanted) {
  const auto& indicator = *wanted.indicator;
  if (wanted.shape == Shape{} && counts(*indicator.frequency, wanted.period))
    return leaf(indicator, wanted.unit, wanted.period, wanted.breakdown);
  const auto parts = counted_parts(indicator, *indicator.frequency, wanted.period, wanted.shape);
  if (!parts) return without_periods();
  std::vector<Point> points;
  for (const auto& part : *parts)
    points.push_back(leaf(indicator, wanted.unit, part, wanted.breakdown));
  return over_time(indicator, points);
}

Point FigureBook::delivered(const Indicator& indicator, const Known& known, const Period&) const {
  Point point = said_beside(known);
  set_value(indicator, point, known.value);
  return point;
}

Point FigureBook::leaf(const Indicator& indicator, const std::string& unit, const Period& period,
                    const Breakdown& breakdown) {
  Point none;
  const auto stands = standing(unit, period);
  if (!stands.version) {
    none.flags.insert(kNoUnit);
    return none;
  }
  const bool reports = delivers(indicator, *stands.version);
  if (reports && boundaries_) {
    auto point =
        carried(indicator, *stands.version, period, breakdown, stands.last).value_or(none);
    if (!formula::is_missing(point.exact)) return point;
    return sum_of_members(indicator, unit, period, breakdown, point);
  }
  // Under its code there may be the figure of another unit, of before the boundaries.
  const auto* value = boundaries_ ? nullptr : known(indicator, breakdown, unit, period);
  auto own = boundaries_ ? own_figure(indicator, unit, period, breakdown)
             : value     ? std::optional(delivered(indicator, *value, period))
                         : std::nullopt;
  const bool even = !reports && even_ && even_->is_of(unit);
  if (own && !even) return *std::move(own);
  const auto summed = reports ? none
                              : sum_of_units(indicator, *stands.version, *stands.day, period,
                                             breakdown, own.has_value());
  const bool is_sum = summed.counted > 0 && is_additive(indicator.measure);
  if (own && !(even_->is_applied() && is_sum)) return *std::move(own);
  return summed.counted > 0 ? summed : sum_of_members(indicator, unit, period, breakdown, summed);
}

bool FigureBook::is_summed_evenly(const Indicator& indicator, const std::string& unit,
                                  const Period& period) {
  const auto stands = standing(unit, period);
  return even_ && even_->is_of(unit) && even_->is_applied() && stands.version &&
         !delivers(indicator, *stands.version);
}

bool FigureBook::delivers(const Indicator& indicator, const UnitVersion& unit) {
  return std::ranges::find(indicator.reporters, unit.kind) != indicator.reporters.end();
}

std::vector<const UnitVersion*> FigureBook::summed_units(const Indicator& indicator,
                                                         const std::string& unit, Date on) const {
  const auto& units = workspace_.catalog->units();
  std::vector<const UnitVersion*> members;
  auto waiting = units.children(unit, on);  // the next unit is the last
  std::ranges::reverse(waiting);
  while (!waiting.empty()) {
    const auto* below = waiting.back();
    waiting.pop_back();
    if (delivers(indicator, *below)) {
      members.push_back(below);  // those below it are in it already
      continue;
    }
    const auto children = units.children(below->code, on);
    waiting.insert(waiting.end(), children.rbegin(), children.rend());
  }
  return members;
}

Point FigureBook::sum_of_units(const Indicator& indicator, const UnitVersion& unit, Date on,
                            const Period& period, const Breakdown& breakdown, bool delivered) {
  const auto members = summed_units(indicator, unit.code, on);
  Point whole;
  if (members.empty()) return whole;
  whole.worked_out = true;
  whole.expected = members.size();
  const bool adds_up = is_additive(indicator.measure);
  if (!adds_up) whole.flags.insert(kNotAdditive);
  std::optional<Value> sum;
  auto* const even = adds_up && even_ && even_->is_of(unit.code) ? even_ : nullptr;
  const auto* const chosen = even ? even->chosen(members) : nullptr;
  std::vector<char> had(even ? members.size() : 0);
  for (std::size_t i = 0; i < members.size(); ++i) {
    if (chosen && !(*chosen)[i]) continue;
    const auto part = leaf(indicator, members[i]->code, period, breakdown);
    if (const auto* absent = std::get_if<Absent>(&part.exact);
        absent && *absent == Absent::kNotApplicable) {
      if (even) had[i] = 1;   // nothing of it is lacking
      --whole.expected;
      continue;
    }
    whole.flags.insert(part.flags.begin(), part.flags.end());
    whole.vintage = std::max(whole.vintage, part.vintage);
    if (formula::is_missing(part.exact)) continue;
    whole.status = std::min(whole.status, part.status);
    ++whole.counted;
    if (even) had[i] = 1;
    sum = sum ? summed_up(*sum, part.exact) : part.exact;
  }
  if (even) even->note(members, had, delivered);
  if (sum && adds_up) set_value(indicator, whole, *std::move(sum));
  return whole;
}

std::optional<Point> FigureBook::own_figure(const Indicator& indicator, const std::string& unit,
                                            const Period& period, const Breakdown& breakdown) {
  std::optional<Point> point;
  if (boundaries_) {
    const auto stands = standing(unit, period);
    if (stands.version) point = carried(indicator, *stands.version, period, breakdown, stands.last);
  } else if (const auto* value = known(indicator, breakdown, unit, period)) {
    point = delivered(indicator, *value, period);
  }
  if (point && formula::is_missing(point->exact)) point.reset();
  return point;
}

std::vector<Breakdown> FigureBook::summed_members(const Indicator& indicator,
                                                  const std::string& unit, const Period& period,
                                                  const Breakdown& breakdown) {
  if (!is_additive(indicator.measure)) return {};
  for (const auto& dimension : indicator.breakdowns) {
    const auto* list = workspace_.catalog->code_list(dimension.code_list);
    if (!list || breakdown.contains(dimension.code)) continue;
    std::vector<Breakdown> members;
    for (const auto& item : list->items) {
      auto member = breakdown;
      member[dimension.code] = item.code;
      if (!own_figure(indicator, unit, period, member)) break;
      members.push_back(std::move(member));
    }
    if (!members.empty() && members.size() == list->items.size()) return members;
  }
  return {};   // a part of a dimension is no total
}

Point FigureBook::sum_of_members(const Indicator& indicator, const std::string& unit,
                              const Period& period, const Breakdown& breakdown,
                              const Point& otherwise) {
  const auto members = summed_members(indicator, unit, period, breakdown);
  if (members.empty()) return otherwise;
  Point whole;
  whole.expected = 0;
  std::optional<Value> sum;
  for (const auto& member : members) {
    const auto part = *own_figure(indicator, unit, period, member);
    note_part(whole, part);
    sum = sum ? summed_up(*sum, part.exact) : part.exact;
  }
  if (whole.counted == whole.expected) whole.counted = whole.expected = members.size();
  set_value(indicator, whole, *std::move(sum));
  return whole;
}

void FigureBook::make_room() {
  if (root_->values_ <= kValuesMax) return;
  root_->values_ = 0;
  root_->at_hand_.clear();
  root_->series_.clear();
  root_->carried_.clear();
  for (auto& [boundaries, book] : root_->others_) book->carried_.clear();
}

FigureBook::AtHand& FigureBook::at_hand(const Indicator& indicator, const Breakdown& breakdown) {
  auto& lately = root_->at_hand_;
  for (auto& one : lately)
    if (one.indicator == &indicator && one.breakdown == breakdown) return one;
  if (lately.size() == kAtHandMax) lately.clear();
  const auto [found, added] =
      root_->series_.try_emplace({indicator.code, to_text(breakdown)});
  if (added) {
    auto read = workspace_.store->read([&](store::Connection& connection) {
      return read_series(connection, indicator.code, breakdown, as_of_);
    });
    if (read) {
      found->second = *std::move(read);
      for (const auto& [unit, values] : found->second.units) root_->values_ += values.size();
      root_->vintages_.merge(found->second.vintages);
    } else {
      fail(read.error());
    }
  }
  return lately.emplace_back(AtHand{&indicator, breakdown, &found->second});
}

const KnownSeries& FigureBook::series(const Indicator& indicator, const Breakdown& breakdown) {
  return *at_hand(indicator, breakdown).series;
}

const Known* FigureBook::known(const Indicator& indicator, const Breakdown& breakdown,
                               const std::string& unit, const Period& period) {
  auto& one = at_hand(indicator, breakdown);
  if (one.unit != unit || !one.values) {
    const auto found = one.series->units.find(unit);
    one.unit = unit;
    one.values = found == one.series->units.end() ? nullptr : &found->second;
  }
  return one.values ? one.values->find(period) : nullptr;
}

}  // namespace girs::indicator
