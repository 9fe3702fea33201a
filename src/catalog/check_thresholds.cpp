// Thresholds and targets of an indicator, one by one and together.

#include <algorithm>

#include "base/suggestion.h"
#include "catalog/indicator_checks.h"
#include "catalog/rules_of_time.h"

namespace girs {
namespace {

using json::Node;

/// A threshold that could be read as a whole, with its place.
struct Placed {
  const Threshold& threshold;
  const Node& node;
  bool is_floor() const {
    return threshold.kind == Threshold::Kind::kTargetAtLeast ||
           threshold.kind == Threshold::Kind::kWarnBelow;
  }
};

/// What the reader reported must not be reported once more as a contradiction.
bool is_readable(const Node& node) {
  const auto value = node.optional("value");
  const auto* text = value && value.is_text() ? value.value()->as_string() : nullptr;
  const auto kind = node.optional("kind");
  const auto period = node.optional("period");
  const auto label = period && period.is_text() ? Period::parse(*period.value()->as_string())
                                                : Result<Period>(Period{});
  constexpr Threshold::Kind kKinds[] = {
      Threshold::Kind::kTargetAtLeast, Threshold::Kind::kTargetAtMost,
      Threshold::Kind::kWarnBelow, Threshold::Kind::kWarnAbove};
  return text && Decimal::parse_canonical(*text) && kind && kind.is_text() && label &&
         std::ranges::any_of(kKinds, [&](Threshold::Kind one) {
           return to_text(one) == *kind.value()->as_string();
         });
}

/// Whether both hold of some figure.
bool meet(const Threshold& a, const Threshold& b) {
  return (a.unit.empty() || b.unit.empty() || a.unit == b.unit) &&
         (!a.period || !b.period || *a.period == *b.period);
}

/// In force on some day of the threshold's period: a unit that a merger ended had its target.
void check_unit(const Placed& one, const KnownUnits& units) {
  const auto& code = one.threshold.unit;
  const auto node = one.node.optional("unit");
  if (!node || code.empty() || units.codes.contains("")) return;
  if (!units.codes.contains(code)) {
    const auto hint = did_you_mean(code, {units.codes.begin(), units.codes.end()});
    return node.mistake("There is no unit \"" + code + "\"" + hint.en,
                        "Không có đơn vị \"" + code + "\"" + hint.vi);
  }
  const auto span = one.threshold.period ? calendar_span(*one.threshold.period) : std::nullopt;
  const auto lives = units.lives.equal_range(code);
  if (!span || std::any_of(lives.first, lives.second, [&](const auto& life) {
        return life.second.from <= span->to && span->from <= life.second.to;
      }))
    return;
  node.mistake("There was no unit \"" + code + "\" from " + to_text(span->from) + " to " +
                   to_text(span->to) + ", its period.",
               "Không có đơn vị \"" + code + "\" từ " + to_text(span->from) + " đến " +
                   to_text(span->to) + " là kỳ của ngưỡng.");
}

/// A period that has figures: of the indicator's own frequency, or of a longer one into which its
/// figures go (a year's target of monthly figures).
void check_period(const Placed& one, const Indicator& indicator, const Frequency& frequency) {
  const auto& period = one.threshold.period;
  if (!period || counts(frequency, *period)) return;
  const auto node = one.node.optional("period");
  const std::string own(word_of(frequency.kind));
  const auto label = period->label();
  if (!is_made_of(period->kind, frequency.kind))
    return node.mistake("There are no figures for " + label + ": the frequency of " + indicator.code +
                            " is \"" + own + "\"; name such a period, or a longer one made of them.",
                        "Không có số liệu của kỳ " + label + ": tần suất của " + indicator.code +
                            " là \"" + own + "\"; hãy nêu một kỳ như vậy, hoặc kỳ dài hơn gồm các kỳ đó.");
  if (!adds_up_over_time(indicator))
    node.mistake("There are no figures for " + label + ": those of " + indicator.code +
                     " are of the frequency \"" + own + "\" and do not add up; name such a period.",
                 "Không có số liệu của kỳ " + label + ": số liệu của " + indicator.code +
                     " theo tần suất \"" + own + "\" và không cộng được; hãy nêu một kỳ như vậy.");
}

/// No delivered value can lie on the right side.
void check_limits(const Placed& one, const Indicator& indicator) {
  if (indicator.from != IndicatorSource::kSeries) return;
  if (indicator.min && indicator.max && *indicator.max < *indicator.min) return;   // reported
  const auto& value = one.threshold.value;
  const auto node = one.node.optional("value");
  if (one.is_floor() && indicator.max && value > *indicator.max)
    node.mistake("No value reaches it, for none above \"max\", " + indicator.max->text() + ", is taken.",
                 "Không giá trị nào đạt được vì không nhận giá trị lớn hơn \"max\" là " +
                     indicator.max->text() + ".");
  if (!one.is_floor() && indicator.min && value < *indicator.min)
    node.mistake("Every value is above it, for none below \"min\", " + indicator.min->text() +
                     ", is taken.",
                 "Giá trị nào cũng vượt vì không nhận giá trị nhỏ hơn \"min\" là " +
                     indicator.min->text() + ".");
}

/// Two that hold of the same figures: the same one again, or a band that no figure is in.
void check_together(const Placed& earlier, const Placed& later) {
  const auto& a = earlier.threshold;
  const auto& b = later.threshold;
  if (a.kind == b.kind && a.unit == b.unit && a.period == b.period && a.value == b.value)
    return later.node.mistake("This threshold stands here twice (" + earlier.node.pointer() +
                                  "); leave one out.",
                              "Ngưỡng này có hai lần (" + earlier.node.pointer() + "); hãy bỏ bớt một.");
  if (!meet(a, b) || earlier.is_floor() == later.is_floor()) return;
  const auto& floor = earlier.is_floor() ? a : b;
  const auto& ceiling = earlier.is_floor() ? b : a;
  if (floor.value <= ceiling.value) return;
  later.node.mistake(
      "Together with " + earlier.node.pointer() + " every figure is an alert: none is at least " +
          floor.value.text() + " and at most " + ceiling.value.text() + "; change one of the two.",
      "Cùng với " + earlier.node.pointer() + " thì số liệu nào cũng bị cảnh báo: không thể vừa từ " +
          floor.value.text() + " trở lên vừa không quá " + ceiling.value.text() +
          "; hãy sửa một trong hai ngưỡng.");
}

}  // namespace

void check_thresholds(const IndicatorDocument& document, const Frequency* frequency,
                      const KnownUnits& units) {
  const auto& indicator = document.indicator;
  const auto nodes = elements_of(document.node, "thresholds");
  std::vector<Placed> placed;
  for (std::size_t i = 0; i < nodes.size() && i < indicator.thresholds.size(); ++i)
    if (is_readable(nodes[i])) placed.push_back(Placed{indicator.thresholds[i], nodes[i]});
  for (std::size_t i = 0; i < placed.size(); ++i) {
    check_unit(placed[i], units);
    if (frequency) check_period(placed[i], indicator, *frequency);
    check_limits(placed[i], indicator);
    for (std::size_t j = 0; j < i; ++j) check_together(placed[j], placed[i]);
  }
}

}  // namespace girs
