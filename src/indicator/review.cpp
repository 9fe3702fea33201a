#include "indicator/review.h"

#include "decimal/functions.h"
#include "indicator/lineage.h"

namespace girs::indicator {
namespace {

using json::Value;

constexpr std::size_t kHistoryMin = 8;    // values before a figure can be called odd
constexpr std::size_t kTrendMin = 5;      // values before a line is drawn
constexpr std::size_t kFallsMin = 3;      // falls one after another
const Decimal kOdd(3);                    // standard deviations
constexpr int kZDecimals = 2;

/// Arithmetic that remembers whether any step had no result.
struct Calculator {
  bool failed = false;
  Decimal take(const std::optional<Decimal>& result) {
    if (!result) failed = true;
    return result.value_or(Decimal());
  }
  Decimal plus(const Decimal& a, const Decimal& b) { return take(add(a, b)); }
  Decimal minus(const Decimal& a, const Decimal& b) { return take(subtract(a, b)); }
  Decimal times(const Decimal& a, const Decimal& b) { return take(multiply(a, b)); }
  Decimal over(const Decimal& a, const Decimal& b) { return take(divide(a, b)); }
  Decimal root(const Decimal& a) { return take(sqrt(a)); }
};

Decimal count_of(std::size_t count) { return Decimal(static_cast<std::int64_t>(count)); }

class Review {
 public:
  explicit Review(Time now) : now_(now) {
    alerts_ = json::Array{};
    projections_ = json::Array{};
  }

  /// The observations of one indicator, unit and breakdown, in order of their periods. After a
  /// break only what lies after it counts as history; a sum over both sides belongs to neither.
  void series(const std::vector<const Observation*>& list) {
    std::vector<Decimal> history;
    std::size_t falls = 0, comparable = 0;
    for (const auto* one : list) {
      if (one->point.flags.contains(kBreak)) {
        history.clear();
        falls = comparable = 0;
      }
      const auto* number = std::get_if<Decimal>(&one->point.exact);
      if (!number) {
        late(*one);
        falls = 0;
        ++comparable;
        continue;
      }
      thresholds(*one);
      if (one->point.mixed) continue;
      ++comparable;
      falls = !history.empty() && *number < history.back() ? falls + 1 : 0;
      if (falls >= kFallsMin)
        alert("falling", *one, {}, {"It fell " + std::to_string(falls) + " periods in a row.",
                                    "Giảm " + std::to_string(falls) + " kỳ liên tiếp."});
      odd(*one, history, *number);
      history.push_back(*number);
    }
    project(list, history, comparable);
  }

  Value shown() && {
    Value all;
    all.set("alerts", std::move(alerts_));
    all.set("projections", std::move(projections_));
    return all;
  }

 private:
  Value& alert(std::string_view kind, const Observation& one, const std::string& limit,
               const Message& message) {
    Value shown;
    shown.set("kind", kind);
    shown.set("indicator", one.indicator->code);
    shown.set("unit", one.unit);
    shown.set("period", one.period.label());
    set_shown(shown, one.point.value, one.decimals);
    if (!limit.empty()) shown.set("limit", limit);
    shown.set("message_en", message.en);
    shown.set("message_vi", message.vi);
    return alerts_.push(std::move(shown));
  }

  void thresholds(const Observation& one) {
    const auto* number = std::get_if<Decimal>(&one.point.value);
    for (const auto& threshold : one.indicator->thresholds) {
      if (!number || (!threshold.unit.empty() && threshold.unit != one.unit)) continue;
      if (threshold.period && *threshold.period != one.period) continue;
      const bool least = threshold.kind == Threshold::Kind::kTargetAtLeast ||
                         threshold.kind == Threshold::Kind::kWarnBelow;
      if (least ? *number >= threshold.value : *number <= threshold.value) continue;
      const auto limit = threshold.value.text();
      Message message = threshold.message;
      if (message.vi.empty())
        message = least ? Message{"It is below " + limit + ".", "Thấp hơn " + limit + "."}
                        : Message{"It is above " + limit + ".", "Cao hơn " + limit + "."};
      alert(to_text(threshold.kind), one, limit, message);
    }
  }

  void late(const Observation& one) {
    const auto span = calendar_span(one.period);
    if (one.indicator->late_after_days == 0 || !span || !formula::is_missing(one.point.value)) return;
    const auto today = std::chrono::floor<std::chrono::days>(now_ + kVietnamOffset);
    const auto due = span->to + std::chrono::days(one.indicator->late_after_days);
    if (today <= due) return;
    alert("late", one, girs::to_text(due), {"No figure has come since " + girs::to_text(due) + ".",
                                            "Chưa có số liệu dù đã quá ngày " + girs::to_text(due) + "."});
  }

  void odd(const Observation& one, const std::vector<Decimal>& history, const Decimal& value) {
    if (history.size() < kHistoryMin) return;
    const auto z = z_score(history, value);
    if (!z || z->abs() <= kOdd) return;
    const auto shown = round_half_away(*z, kZDecimals).value_or(*z).text();
    alert("anomaly", one, {},
          {"It is " + shown + " standard deviations from the mean of " + std::to_string(history.size()) +
               " earlier periods.",
           "Lệch " + shown + " độ lệch chuẩn so với trung bình " + std::to_string(history.size()) +
               " kỳ trước."})
        .set("z", shown);
  }

  /// Only of a series without gaps: a line over gaps would count periods wrongly. `periods`: the
  /// last ones, that can be compared.
  void project(const std::vector<const Observation*>& list, const std::vector<Decimal>& values,
               std::size_t periods) {
    const auto& last = *list.back();
    const auto after = next(last.period);
    if (values.size() < kTrendMin || values.size() != periods || !after) return;
    const auto trend = trend_of(values);
    if (!trend) return;
    Value shown;
    shown.set("indicator", last.indicator->code);
    shown.set("unit", last.unit);
    shown.set("period", after->label());
    shown.set("projection", true);
    const auto text = [&](const Decimal& value) {
      return round_half_away(value, last.decimals).value_or(value).text();
    };
    shown.set("value", text(trend->value));
    shown.set("low", text(trend->low));
    shown.set("high", text(trend->high));
    shown.set("values", static_cast<std::int64_t>(values.size()));
    shown.set("since", list[list.size() - periods]->period.label());
    projections_.push(std::move(shown));
  }

  Time now_;
  Value alerts_, projections_;
};

}  // namespace

std::optional<Decimal> z_score(const std::vector<Decimal>& history, const Decimal& value) {
  if (history.size() < 2) return std::nullopt;
  Calculator c;
  Decimal sum, squares;
  for (const auto& one : history) sum = c.plus(sum, one);
  const auto mean = c.over(sum, count_of(history.size()));
  for (const auto& one : history) {
    const auto off = c.minus(one, mean);
    squares = c.plus(squares, c.times(off, off));
  }
  const auto deviation = c.root(c.over(squares, count_of(history.size() - 1)));
  if (c.failed || deviation.is_zero()) return std::nullopt;
  const auto z = c.over(c.minus(value, mean), deviation);
  return c.failed ? std::nullopt : std::optional(z);
}

std::optional<Trend> trend_of(const std::vector<Decimal>& values) {
  const auto n = values.size();
  if (n < 3) return std::nullopt;
  Calculator c;
  const Decimal count = count_of(n);
  Decimal sum, products, squares;
  const auto middle = c.over(count_of(n - 1), Decimal(2));
  for (const auto& value : values) sum = c.plus(sum, value);
  const auto mean = c.over(sum, count);
  for (std::size_t i = 0; i < n; ++i) {
    const auto off = c.minus(count_of(i), middle);
    products = c.plus(products, c.times(off, c.minus(values[i], mean)));
    squares = c.plus(squares, c.times(off, off));
  }
  const auto slope = c.over(products, squares);
  const auto at = [&](std::size_t i) {
    return c.plus(mean, c.times(slope, c.minus(count_of(i), middle)));
  };
  Decimal rest;
  for (std::size_t i = 0; i < n; ++i) {
    const auto off = c.minus(values[i], at(i));
    rest = c.plus(rest, c.times(off, off));
  }
  const auto ahead = c.minus(count_of(n), middle);
  const auto spread = c.plus(c.plus(Decimal(1), c.over(Decimal(1), count)),
                             c.over(c.times(ahead, ahead), squares));
  const auto error = c.root(c.times(c.over(rest, count_of(n - 2)), spread));
  const auto value = at(n);
  const auto width = c.times(Decimal(2), error);
  const Trend trend{value, c.minus(value, width), c.plus(value, width)};
  return c.failed ? std::nullopt : std::optional(trend);
}

Result<json::Value> review(const report::Workspace& workspace, Query query) {
  query.derive = {{}};
  GIRS_TRY(const auto answer, ask(workspace, query));
  Review reviewed(workspace.store->now());
  std::map<std::tuple<std::string, std::string, std::string>, std::vector<const Observation*>> series;
  for (const auto& one : answer.observations)
    series[{one.indicator->code, to_text(one.breakdown), one.unit}].push_back(&one);
  for (const auto& [key, list] : series) reviewed.series(list);
  return std::move(reviewed).shown();
}

}  // namespace girs::indicator
