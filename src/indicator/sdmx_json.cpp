// The SDMX-JSON 2.0 data message of an answer. Series keys and observations name values by their
// place in the lists of the message.

#include "indicator/answer_text.h"
#include "indicator/sdmx_parts.h"

namespace girs::indicator {
namespace {

using namespace sdmx;
using json::Value;

constexpr const char* kDataSchema =
    "https://raw.githubusercontent.com/sdmx-twg/sdmx-json/master/data-message/tools/schemas/2.0.0/"
    "sdmx-json-data-schema.json";

/// The lists of one data message while it is written.
struct Message {
  std::vector<std::string> dimensions;
  std::vector<Places> members;     // of each dimension
  Places periods;
  std::array<Places, kAttributes.size()> attributes = {};
  std::vector<std::pair<std::string, Value>> series;  // key, observations
  std::map<std::string, std::size_t> series_at;

  void add(const Observation& one, const VintageName& vintage) {
    std::string key;
    for (std::size_t i = 0; i < dimensions.size(); ++i) {
      const auto [id, name] = member_of(one, dimensions[i]);
      key += (i == 0 ? "" : ":") + std::to_string(members[i].of(id, name));
    }
    const auto [found, added] = series_at.try_emplace(key, series.size());
    if (added) series.emplace_back(key, Value(json::Object{}));
    Value observation = json::Array{};
    const auto text = value_text(one);
    observation.push(text.empty() ? Value() : Value(text));
    for (std::size_t i = 0; i < kAttributes.size(); ++i)
      observation.push(static_cast<std::int64_t>(attributes[i].of(kAttributes[i].value(one, vintage), {})));
    series[found->second].second.add(std::to_string(periods.of(one.period.label(), {})),
                                     std::move(observation));
  }

  Value structure() const {
    Value shown, all, at_series = json::Array{}, at_observation = json::Array{};
    for (std::size_t i = 0; i < dimensions.size(); ++i) {
      Value one;
      one.set("id", dimensions[i]);
      set_names(one, name_of(dimensions[i]));
      one.set("keyPosition", static_cast<std::int64_t>(i));
      one.set("values", members[i].codes());
      at_series.push(std::move(one));
    }
    Value time;
    time.set("id", "TIME_PERIOD");
    set_names(time, name_of("TIME_PERIOD"));
    time.set("keyPosition", static_cast<std::int64_t>(dimensions.size()));
    time.set("values", periods.codes());
    at_observation.push(std::move(time));
    all.set("dataSet", json::Array{});
    all.set("series", std::move(at_series));
    all.set("observation", std::move(at_observation));
    Value measure, measures;
    measure.set("id", "OBS_VALUE");
    set_names(measure, name_of("OBS_VALUE"));
    measures.set("observation", json::Array{std::move(measure)});
    Value attribute_list = json::Array{};
    for (std::size_t i = 0; i < kAttributes.size(); ++i) {
      Value one;
      one.set("id", kAttributes[i].id);
      set_names(one, kAttributes[i].name);
      Value relationship;
      relationship.set("observation", Value(json::Object{}));
      one.set("relationship", std::move(relationship));
      one.set("values", kAttributes[i].coded ? attributes[i].codes() : attributes[i].texts());
      attribute_list.push(std::move(one));
    }
    Value attribute_levels;
    attribute_levels.set("dataSet", json::Array{});
    attribute_levels.set("series", json::Array{});
    attribute_levels.set("observation", std::move(attribute_list));
    shown.set("dataSets", json::Array{Value(0)});
    shown.set("dimensions", std::move(all));
    shown.set("measures", std::move(measures));
    shown.set("attributes", std::move(attribute_levels));
    return shown;
  }
};

}  // namespace

Value to_sdmx_json(const Answer& answer, Time prepared) {
  Message message;
  message.dimensions = series_dimensions(answer);
  message.members.resize(message.dimensions.size());
  for (const auto& one : answer.observations) message.add(one, answer.vintage_of(one));
  Value series = json::Object{};
  for (auto& [key, observations] : message.series) {
    Value one;
    one.set("observations", std::move(observations));
    series.add(key, std::move(one));
  }
  Value set, link;
  link.set("rel", "dataflow");
  link.set("urn", urn("datastructure.Dataflow", "DF_INDICATORS"));
  set.set("structure", 0);
  set.set("links", json::Array{std::move(link)});
  set.set("action", "Information");
  set.set("series", std::move(series));
  Value data;
  data.set("structures", json::Array{message.structure()});
  data.set("dataSets", json::Array{std::move(set)});
  Value shown;
  shown.set("meta", meta(kDataSchema, prepared));
  shown.set("data", std::move(data));
  return shown;
}

}  // namespace girs::indicator
