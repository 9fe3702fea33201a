// Indicators: {"schema":"girs.indicator/1", ...} (FORMULA.md section 9).

#include <algorithm>

#include "catalog/document.h"
#include "catalog/readers.h"
#include "catalog/rules_of_time.h"

namespace girs {
namespace {

using json::Node;

/// A formula that gives a figure.
std::optional<formula::Expression> read_figure(const Node& node, Mistakes& mistakes) {
  auto expression = read_formula(node, mistakes);
  if (expression && expression->is_logical())
    node.mistake("An indicator is computed from figures; this formula gives true or false.",
                 "Chỉ tiêu được tính từ số liệu; công thức này cho kết quả đúng/sai.");
  return expression;
}

void check_quotient(const Node& node, Measure measure) {
  if (measure == Measure::kFlow || measure == Measure::kStock)
    node.member("measure").mistake(
        "A quotient does not add up; its measure is rate or none.",
        "Tỷ số không cộng được; hãy đặt measure là rate hoặc none.");
}

IndicatorSource read_source(const Node& node) {
  const auto from = node.optional("from");
  if (!from) return IndicatorSource::kReports;
  constexpr IndicatorSource kSources[] = {IndicatorSource::kReports, IndicatorSource::kSeries,
                                          IndicatorSource::kFormula};
  return kSources[from.one_of({"reports", "series", "formula"})];
}

/// Members that only some sources have.
void check_members(const Node& node, IndicatorSource from) {
  const auto refuse = [&](std::string_view name, const char* en, const char* vi) {
    if (const auto member = node.optional(name)) member.mistake(en, vi);
  };
  if (from != IndicatorSource::kReports) {
    refuse("regime", "Only an indicator computed from reports has a regime.",
           "Chỉ chỉ tiêu tính từ báo cáo mới có chế độ báo cáo.");
    node.member("frequency");
  }
  if (from != IndicatorSource::kSeries) return;
  for (const auto* name : {"numerator", "denominator", "factor", "on_error"})
    refuse(name, "A series is delivered, not computed.",
           "Chuỗi số liệu được cung cấp, không tính theo công thức.");
  node.member("reporters");
}

Threshold read_threshold(const Node& node) {
  node.only({"kind", "value", "unit", "period", "message", "note", "source"});
  check_remarks(node);
  Threshold threshold;
  constexpr Threshold::Kind kKinds[] = {
      Threshold::Kind::kTargetAtLeast, Threshold::Kind::kTargetAtMost,
      Threshold::Kind::kWarnBelow, Threshold::Kind::kWarnAbove};
  threshold.kind = kKinds[node.member("kind").one_of(
      {"target-at-least", "target-at-most", "warn-below", "warn-above"})];
  threshold.value = read_decimal(node.member("value")).value_or(Decimal());
  if (const auto unit = node.optional("unit")) threshold.unit = unit.code();
  if (const auto label = node.optional("period")) {
    const auto period = Period::parse(label.text());
    if (period) threshold.period = *period;
    else label.mistake(period.error().message.en, period.error().message.vi);
  }
  threshold.message = read_optional_label(node, "message");
  return threshold;
}

void read_lists(const Node& node, Indicator& indicator) {
  if (const auto groups = node.optional("groups"))
    groups.each([&](Node group) {
      group.only({"list", "code"});
      indicator.groups.push_back({group.member("list").code(), group.member("code").code()});
    });
  if (const auto breakdowns = node.optional("breakdowns"))
    breakdowns.each([&](Node one) {
      one.only({"dimension", "code_list", "note"});
      BreakdownDimension read{one.member("dimension").code(), one.member("code_list").code()};
      if (indicator.breakdown(read.code))
        one.mistake("The dimension \"" + read.code + "\" stands here twice.",
                    "Phân tổ \"" + read.code + "\" có hai lần.");
      indicator.breakdowns.push_back(std::move(read));
    });
  if (const auto breaks = node.optional("breaks"))
    breaks.each([&](Node one) {
      one.only({"on", "reason"});
      const auto on = read_date(one.member("on"));
      indicator.breaks.push_back({on.value_or(Date{}), read_label(one.member("reason"))});
    });
  if (const auto thresholds = node.optional("thresholds"))
    thresholds.each([&](Node one) { indicator.thresholds.push_back(read_threshold(one)); });
  if (const auto reporters = node.optional("reporters")) indicator.reporters = read_codes(reporters);
}

void read_metadata(const Node& node, Indicator& indicator) {
  indicator.concept_text = read_optional_label(node, "concept");
  indicator.method = read_optional_label(node, "method");
  indicator.data_source = read_optional_text(node, "data_source");
  indicator.base_period = read_optional_text(node, "base_period");
  indicator.split_key = read_optional_text(node, "split_key");
  if (const auto basis = node.optional("price_basis"))
    indicator.price_basis = basis.one_of({"current", "constant"}) == 0 ? "current" : "constant";
  if (const auto status = node.optional("publication"))
    indicator.publication = status.one_of({"public", "internal"}) == 0 ? "public" : "internal";
  if (const auto late = node.optional("late_after_days"))
    indicator.late_after_days = static_cast<int>(late.integer(1, 3660));
  indicator.min = read_optional_decimal(node, "min");
  indicator.max = read_optional_decimal(node, "max");
  if (indicator.min && indicator.max && *indicator.min > *indicator.max)
    node.member("max").mistake("\"max\" is below \"min\".", "\"max\" nhỏ hơn \"min\".");
  if (const auto frequency = node.optional("frequency")) indicator.frequency = read_frequency(frequency);
  read_lists(node, indicator);
}

}  // namespace

std::string_view to_text(IndicatorSource source) {
  if (source == IndicatorSource::kSeries) return "series";
  return source == IndicatorSource::kFormula ? "formula" : "reports";
}

std::string_view to_text(OnError on_error) {
  return on_error == OnError::kShow ? "show" : "missing";
}

std::string_view to_text(Threshold::Kind kind) {
  switch (kind) {
    case Threshold::Kind::kTargetAtLeast: return "target-at-least";
    case Threshold::Kind::kTargetAtMost: return "target-at-most";
    case Threshold::Kind::kWarnBelow: return "warn-below";
    case Threshold::Kind::kWarnAbove: break;
  }
  return "warn-above";
}

const BreakdownDimension* Indicator::breakdown(std::string_view dimension) const {
  const auto found = std::ranges::find(breakdowns, dimension, &BreakdownDimension::code);
  return found == breakdowns.end() ? nullptr : &*found;
}

std::optional<IndicatorDocument> read_indicator(const Node& node, Mistakes& mistakes) {
  node.only({"schema", "code", "version", "name", "unit_of_measure", "from", "regime", "measure",
             "numerator", "denominator", "factor", "round", "missing", "body", "verified",
             "frequency", "groups", "concept", "method", "breakdowns", "reporters", "min", "max",
             "data_source", "price_basis", "base_period", "breaks", "publication", "split_key",
             "thresholds", "late_after_days", "on_error", "note", "source"});
  check_remarks(node);
  Indicator indicator;
  indicator.code = node.member("code").code();
  indicator.version = static_cast<int>(node.member("version").integer(1, kVersionMax));
  indicator.name = read_label(node.member("name"));
  indicator.unit_of_measure = read_optional_label(node, "unit_of_measure");
  indicator.from = read_source(node);
  check_members(node, indicator.from);
  if (indicator.from == IndicatorSource::kReports) indicator.regime = node.member("regime").code();
  indicator.measure = read_measure(node.member("measure"));
  bool has_formula = true;
  if (indicator.from != IndicatorSource::kSeries) {
    auto numerator = read_figure(node.member("numerator"), mistakes);
    has_formula = numerator.has_value();
    if (numerator) indicator.numerator = *std::move(numerator);
    if (const auto below = node.optional("denominator")) {
      indicator.denominator = read_figure(below, mistakes);
      check_quotient(node, indicator.measure);
    }
    indicator.factor = read_optional_decimal(node, "factor").value_or(Decimal(1));
    indicator.missing = read_missing(node.member("missing"));
    if (const auto on_error = node.optional("on_error"))
      indicator.on_error = on_error.one_of({"show", "missing"}) == 0 ? OnError::kShow
                                                                     : OnError::kMissing;
  }
  indicator.round = static_cast<int>(node.member("round").integer(0, kScaleMax));
  indicator.body = read_optional_text(node, "body");
  indicator.verified = read_optional_boolean(node, "verified", false);
  indicator.source = read_optional_text(node, "source");
  read_metadata(node, indicator);
  if (!has_formula) return std::nullopt;
  return IndicatorDocument{node, std::move(indicator), false};
}

}  // namespace girs
