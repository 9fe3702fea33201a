#include "indicator/list.h"

#include "indicator/figure_book.h"

namespace girs::indicator {
namespace {

json::Value label_json(const Label& label) {
  json::Value shown;
  shown.set("vi", label.vi);
  shown.set("en", label.en);
  return shown;
}

std::string_view word_of(Measure measure) {
  switch (measure) {
    case Measure::kFlow: return "flow";
    case Measure::kStock: return "stock";
    case Measure::kRate: return "rate";
    case Measure::kNone: break;
  }
  return "none";
}

std::string_view word_of(PeriodKind kind) {
  switch (kind) {
    case PeriodKind::kYear: return "year";
    case PeriodKind::kHalf: return "half";
    case PeriodKind::kQuarter: return "quarter";
    case PeriodKind::kMonth: return "month";
    case PeriodKind::kWeek: return "week";
    case PeriodKind::kDay: return "day";
    case PeriodKind::kNineMonths: return "nine-months";
    case PeriodKind::kYears: return "years";
    case PeriodKind::kCampaign: break;
  }
  return "campaign";
}

template <class List, class View>
json::Value array_of(const List& list, const View& view) {
  json::Value array = json::Array{};
  for (const auto& one : list) array.push(view(one));
  return array;
}

/// A member that is left out when it is empty.
void set_text(json::Value& shown, const char* name, const std::string& text) {
  if (!text.empty()) shown.set(name, text);
}

void set_formula(json::Value& shown, const Indicator& indicator) {
  if (indicator.numerator.empty()) return;
  shown.set("numerator", indicator.numerator.text());
  if (indicator.denominator) shown.set("denominator", indicator.denominator->text());
  shown.set("factor", indicator.factor.text());
  shown.set("on_error", to_text(indicator.on_error));
}

void set_metadata(json::Value& shown, const Indicator& indicator) {
  if (!indicator.concept_text.vi.empty()) shown.set("concept", label_json(indicator.concept_text));
  if (!indicator.method.vi.empty()) shown.set("method", label_json(indicator.method));
  set_text(shown, "price_basis", indicator.price_basis);
  set_text(shown, "base_period", indicator.base_period);
  set_text(shown, "publication", indicator.publication);
  set_text(shown, "data_source", indicator.data_source);
  set_text(shown, "split_key", indicator.split_key);
  set_text(shown, "source", indicator.source);
  if (!indicator.breaks.empty())
    shown.set("breaks", array_of(indicator.breaks, [](const SeriesBreak& one) {
                json::Value value = label_json(one.reason);
                value.set("on", girs::to_text(one.on));
                return value;
              }));
}

json::Value indicator_json(const Catalog& catalog, const Indicator& indicator) {
  json::Value shown;
  shown.set("code", indicator.code);
  shown.set("version", indicator.version);
  shown.set("name", label_json(indicator.name));
  shown.set("unit_of_measure", label_json(indicator.unit_of_measure));
  shown.set("from", to_text(indicator.from));
  set_text(shown, "regime", indicator.regime);
  shown.set("measure", word_of(indicator.measure));
  if (const auto frequency = frequency_of(catalog, indicator)) shown.set("frequency", word_of(*frequency));
  shown.set("groups", array_of(indicator.groups, [](const IndicatorGroup& group) {
              json::Value value;
              value.set("list", group.list);
              value.set("code", group.code);
              return value;
            }));
  shown.set("breakdowns", array_of(indicator.breakdowns, [](const BreakdownDimension& one) {
              json::Value value;
              value.set("dimension", one.code);
              value.set("code_list", one.code_list);
              return value;
            }));
  shown.set("reporters", array_of(indicator.reporters, [](const std::string& kind) { return json::Value(kind); }));
  set_formula(shown, indicator);
  shown.set("round", indicator.round);
  shown.set("body", indicator.body);
  shown.set("verified", indicator.verified);
  set_metadata(shown, indicator);
  return shown;
}

}  // namespace

json::Value list_json(const Catalog& catalog) {
  json::Value list = json::Array{};
  for (const auto& indicator : catalog.indicators()) list.push(indicator_json(catalog, indicator));
  return list;
}

}  // namespace girs::indicator
