#include "indicator/answer_text.h"

#include "base/csv.h"
#include "indicator/measure_words.h"
#include "indicator/sdmx_parts.h"
#include "json/canonical.h"

namespace girs::indicator {
namespace {

using formula::Absent;
using formula::Fault;

/// A text for people, which nobody reads back: only what a spreadsheet would run is guarded.
std::string shown_text(const std::string& text) {
  return begins_formula(text) ? csv_text(text) : text;
}

/// Values, absences and faults as CSV cells show them.
std::string cell_text(const Observation& one) {
  const auto text = value_text(one);
  return text.empty() ? formula::shown(one.point.value) : text;
}

json::Value observation_json(const Observation& one, const VintageName& vintage) {
  json::Value shown;
  shown.add("indicator", one.indicator->code);
  shown.add("unit", one.unit);
  shown.add("unit_name", one.unit_name);
  shown.add("period", one.period.label());
  json::Value breakdown = json::Object{};
  for (const auto& [dimension, member] : one.breakdown) breakdown.add(dimension, member);
  shown.add("breakdown", std::move(breakdown));
  shown.add("derivation", one.derivation.text());
  if (const auto* fault = std::get_if<Fault>(&one.point.value)) shown.add("error", formula::to_text(*fault));
  else if (const auto* absent = std::get_if<Absent>(&one.point.value)) shown.add("absent", formula::to_text(*absent));
  else shown.add("value", value_text(one));
  shown.add("decimals", one.decimals);
  auto measure = unit_of_measure(*one.indicator, one.derivation);
  shown.add("unit_of_measure", std::move(measure.vi));
  shown.add("unit_of_measure_en", std::move(measure.en));
  if (!one.indicator->price_basis.empty()) shown.add("price_basis", one.indicator->price_basis);
  if (!one.indicator->base_period.empty()) shown.add("base_period", one.indicator->base_period);
  const auto status = shown_status(one.point);
  shown.add("status", status.empty() ? json::Value() : json::Value(std::string(status)));
  json::Value flags = json::Array{};
  for (const auto& flag : one.point.flags) flags.push(flag);
  shown.add("flags", std::move(flags));
  shown.add("counted", static_cast<std::int64_t>(one.point.counted));
  shown.add("expected", static_cast<std::int64_t>(one.point.expected));
  if (!vintage.vintage.empty()) shown.add("vintage", vintage.vintage);
  if (!vintage.source.empty()) shown.add("source", vintage.source);
  return shown;
}

}  // namespace

std::string joined(const std::set<std::string>& words) {
  std::string text;
  for (const auto& word : words) text += (text.empty() ? "" : " ") + word;
  return text;
}

std::string value_text(const Observation& one) {
  const auto* number = std::get_if<Decimal>(&one.point.value);
  if (!number) return {};
  return number->text_at(one.decimals).value_or(number->text());
}

std::string obs_status(const Observation& one) {
  if (const auto* absent = std::get_if<Absent>(&one.point.value)) {
    if (*absent == Absent::kNotApplicable) return "M";
    if (*absent != Absent::kNil) return "O";
  }
  if (std::holds_alternative<Fault>(one.point.value)) return "O";
  if (one.point.status == ValueStatus::kPreliminary) return "P";
  return one.point.status == ValueStatus::kEstimate ? "E" : "A";
}

std::string frequency_code(const Period& period) {
  switch (period.kind) {
    case PeriodKind::kHalf: return "S";
    case PeriodKind::kQuarter: return "Q";
    case PeriodKind::kMonth: return "M";
    case PeriodKind::kWeek: return "W";
    case PeriodKind::kDay: return "D";
    default: return "A";
  }
}

std::vector<std::string> dimensions_of(const Answer& answer) {
  std::set<std::string> dimensions;
  for (const auto& breakdown : answer.query.breakdowns)
    for (const auto& [dimension, member] : breakdown) dimensions.insert(dimension);
  return {dimensions.begin(), dimensions.end()};
}

json::Value to_json(const Answer& answer) {
  json::Value shown;
  if (answer.query.boundaries) shown.set("boundaries", girs::to_text(*answer.query.boundaries));
  if (answer.query.as_of.published) shown.set("as_of", to_rfc3339(*answer.query.as_of.published));
  if (answer.query.as_of.received) shown.set("known_at", to_rfc3339(*answer.query.as_of.received));
  json::Value list = json::Array{};
  for (const auto& one : answer.observations) list.push(observation_json(one, answer.vintage_of(one)));
  shown.set("observations", std::move(list));
  return shown;
}

std::string to_csv(const Answer& answer) {
  const auto dimensions = dimensions_of(answer);
  std::vector<std::string> line = {"indicator", "unit", "unit_name", "period"};
  line.insert(line.end(), dimensions.begin(), dimensions.end());
  for (const auto* name : {"derivation", "value", "decimals", "unit_of_measure", "unit_of_measure_en",
                           "status", "flags", "counted", "expected", "vintage", "source"})
    line.emplace_back(name);
  std::string text = csv_line(line);
  for (const auto& one : answer.observations) {
    line = {one.indicator->code, one.unit, shown_text(one.unit_name), one.period.label()};
    for (const auto& dimension : dimensions) {
      const auto found = one.breakdown.find(dimension);
      line.push_back(found == one.breakdown.end() ? std::string() : found->second);
    }
    const auto measure = unit_of_measure(*one.indicator, one.derivation);
    line.insert(line.end(),
                {one.derivation.text(), cell_text(one), std::to_string(one.decimals),
                 shown_text(measure.vi), shown_text(measure.en),
                 std::string(shown_status(one.point)), joined(one.point.flags),
                 std::to_string(one.point.counted), std::to_string(one.point.expected),
                 answer.vintage_of(one).vintage, shown_text(answer.vintage_of(one).source)});
    text += csv_line(line);
  }
  return text;
}

std::string to_sdmx_csv(const Answer& answer) {
  const auto dimensions = dimensions_of(answer);
  std::vector<std::string> line = {"STRUCTURE", "STRUCTURE_ID", "ACTION", "FREQ", "INDICATOR", "REF_AREA"};
  line.insert(line.end(), dimensions.begin(), dimensions.end());
  for (const auto* name : {"TRANSFORMATION", "TIME_PERIOD", "OBS_VALUE"}) line.emplace_back(name);
  for (const auto& attribute : sdmx::kAttributes) line.emplace_back(attribute.id);
  std::string text = csv_line(line);
  for (const auto& one : answer.observations) {
    line = {"dataflow", "GIRS:DF_INDICATORS(1.0)", "I", frequency_code(one.period),
            to_sdmx_id(one.indicator->code), to_sdmx_id(one.unit)};
    for (const auto& dimension : dimensions) {
      const auto found = one.breakdown.find(dimension);
      line.push_back(found == one.breakdown.end() ? "_T" : to_sdmx_id(found->second));
    }
    line.insert(line.end(), {one.derivation.text(), one.period.label(), value_text(one)});
    for (const auto& attribute : sdmx::kAttributes)
      line.push_back(shown_text(attribute.value(one, answer.vintage_of(one))));
    text += csv_line(line);
  }
  return text;
}

Result<std::string> in_format(const Answer& answer, const Catalog& catalog, std::string_view format,
                              Time prepared) {
  if (format == "json") return json::compact(to_json(answer));
  if (format == "csv") return to_csv(answer);
  if (format == "sdmx-csv") return to_sdmx_csv(answer);
  if (format == "sdmx-json") return json::compact(to_sdmx_json(answer, prepared));
  if (format == "sdmx-structure") return json::compact(to_sdmx_structure(answer, catalog, prepared));
  const std::string name(format);
  return error(Code::kInvalidArgument,
               "There is no format \"" + name + "\"; known are json, csv, sdmx-csv, sdmx-json and "
               "sdmx-structure.",
               "Không có định dạng \"" + name + "\"; các định dạng: json, csv, sdmx-csv, sdmx-json, "
               "sdmx-structure.",
               {{"format", name}});
}

}  // namespace girs::indicator
