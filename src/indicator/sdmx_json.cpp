// SDMX-JSON 2.0 of an answer: a data message and the structure message that it refers to
// (https://github.com/sdmx-twg/sdmx-json). Series keys and observations name values by their place
// in the lists of the message.

#include <algorithm>

#include "indicator/answer_text.h"
#include "json/canonical.h"

namespace girs::indicator {
namespace {

using json::Value;

constexpr const char* kAgency = "GIRS";
constexpr const char* kVersion = "1.0";
constexpr const char* kDataSchema =
    "https://raw.githubusercontent.com/sdmx-twg/sdmx-json/master/data-message/tools/schemas/2.0.0/"
    "sdmx-json-data-schema.json";
constexpr const char* kStructureSchema =
    "https://raw.githubusercontent.com/sdmx-twg/sdmx-json/master/structure-message/tools/schemas/"
    "2.0.0/sdmx-json-structure-schema.json";

/// A list of values of a component, each once, in the order of their first use.
class Places {
 public:
  std::size_t of(const std::string& id, const std::string& name) {
    const auto [found, added] = at_.try_emplace(id, ids_.size());
    if (added) {
      ids_.push_back(id);
      names_.push_back(name);
    }
    return found->second;
  }
  Value values(const char* id_member) const {
    Value list = json::Array{};
    for (std::size_t i = 0; i < ids_.size(); ++i) {
      Value one;
      one.add(id_member, ids_[i]);
      if (!names_[i].empty()) one.add("name", names_[i]);
      list.push(std::move(one));
    }
    return list;
  }
  const std::vector<std::string>& ids() const { return ids_; }
  const std::vector<std::string>& names() const { return names_; }

 private:
  std::map<std::string, std::size_t> at_;
  std::vector<std::string> ids_, names_;
};

Value text_names(const Label& label) {
  Value names;
  names.set("vi", label.vi);
  if (!label.en.empty()) names.set("en", label.en);
  return names;
}

Value meta(const char* schema, Time prepared) {
  Value shown, sender;
  sender.set("id", kAgency);
  shown.set("schema", schema);
  shown.set("id", "GIRS-" + std::to_string(prepared.time_since_epoch().count()));
  shown.set("prepared", to_rfc3339(prepared));
  shown.set("contentLanguages", json::Array{Value("vi")});
  shown.set("sender", std::move(sender));
  return shown;
}

/// Ids of the dimensions of a series, in the order of the data structure.
std::vector<std::string> series_dimensions(const Answer& answer) {
  std::vector<std::string> ids = {"FREQ", "INDICATOR", "REF_AREA"};
  for (auto& dimension : dimensions_of(answer)) ids.push_back(std::move(dimension));
  ids.emplace_back("TRANSFORMATION");
  return ids;
}

/// The value of a dimension of an observation, with its name for people.
std::pair<std::string, std::string> member_of(const Observation& one, const std::string& dimension) {
  if (dimension == "FREQ") return {frequency_code(one.period), {}};
  if (dimension == "INDICATOR") return {one.indicator->code, one.indicator->name.vi};
  if (dimension == "REF_AREA") return {one.unit, one.unit_name};
  if (dimension == "TRANSFORMATION") return {one.derivation.text(), {}};
  const auto found = one.breakdown.find(dimension);
  return {found == one.breakdown.end() ? "_T" : found->second, {}};
}

struct Component { const char* id; const char* name; };
constexpr Component kAttributes[] = {{"OBS_STATUS", "Trạng thái"},  {"UNIT_MEASURE", "Đơn vị tính"},
                                     {"DECIMALS", "Số chữ số thập phân"}, {"COVERAGE", "Số đơn vị có số liệu"},
                                     {"EXPECTED", "Số đơn vị phải có số liệu"}, {"OBS_FLAGS", "Ghi chú"}};

std::string attribute_of(const Observation& one, std::size_t at) {
  switch (at) {
    case 0: return obs_status(one);
    case 1: return unit_code_of_measure(*one.indicator);
    case 2: return std::to_string(one.decimals);
    case 3: return std::to_string(one.point.counted);
    case 4: return std::to_string(one.point.expected);
    default: break;
  }
  std::string flags;
  for (const auto& flag : one.point.flags) flags += (flags.empty() ? "" : " ") + flag;
  return flags;
}

/// The lists of one data message while it is written.
struct Message {
  std::vector<std::string> dimensions;
  std::vector<Places> members;     // of each dimension
  Places periods;
  Places attributes[std::size(kAttributes)];
  std::vector<std::pair<std::string, Value>> series;  // key, observations
  std::map<std::string, std::size_t> series_at;

  void add(const Observation& one) {
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
    for (std::size_t i = 0; i < std::size(kAttributes); ++i)
      observation.push(static_cast<std::int64_t>(attributes[i].of(attribute_of(one, i), {})));
    series[found->second].second.add(std::to_string(periods.of(one.period.label(), {})),
                                     std::move(observation));
  }

  Value structure() const {
    Value shown, all, at_series = json::Array{}, at_observation = json::Array{};
    for (std::size_t i = 0; i < dimensions.size(); ++i) {
      Value one;
      one.set("id", dimensions[i]);
      one.set("name", dimensions[i]);
      one.set("keyPosition", static_cast<std::int64_t>(i));
      one.set("values", members[i].values("id"));
      at_series.push(std::move(one));
    }
    Value time;
    time.set("id", "TIME_PERIOD");
    time.set("name", "Kỳ");
    time.set("keyPosition", static_cast<std::int64_t>(dimensions.size()));
    time.set("values", periods.values("id"));
    at_observation.push(std::move(time));
    all.set("dataSet", json::Array{});
    all.set("series", std::move(at_series));
    all.set("observation", std::move(at_observation));
    Value measure, measures;
    measure.set("id", "OBS_VALUE");
    measure.set("name", "Giá trị");
    measures.set("observation", json::Array{std::move(measure)});
    Value attribute_list = json::Array{};
    for (std::size_t i = 0; i < std::size(kAttributes); ++i) {
      Value one;
      one.set("id", kAttributes[i].id);
      one.set("name", kAttributes[i].name);
      one.set("values", attributes[i].values("id"));
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
  for (const auto& one : answer.observations) message.add(one);
  Value series = json::Object{};
  for (auto& [key, observations] : message.series) {
    Value one;
    one.set("observations", std::move(observations));
    series.add(key, std::move(one));
  }
  Value set;
  set.set("structure", 0);
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

namespace {

Value maintainable(const std::string& id, const Label& name) {
  Value shown;
  shown.set("id", id);
  shown.set("version", kVersion);
  shown.set("agencyID", kAgency);
  shown.set("isExternalReference", false);
  shown.set("name", name.vi);
  shown.set("names", text_names(name));
  return shown;
}

std::string list_id(const std::string& dimension) { return "CL_" + dimension; }

std::string urn(const char* package, const std::string& id) {
  return "urn:sdmx:org.sdmx.infomodel." + std::string(package) + "=" + kAgency + ":" + id + "(" +
         kVersion + ")";
}

Value code_list(const std::string& dimension, const Places& members, const Catalog& catalog,
                const Answer& answer) {
  const CodeList* list = nullptr;
  for (const auto& one : answer.observations)
    if (const auto* known = one.indicator->breakdown(dimension)) list = catalog.code_list(known->code_list);
  Value codes = json::Array{};
  const auto add = [&](const std::string& id, const Label& name) {
    Value code;
    code.set("id", id);
    code.set("name", name.vi);
    code.set("names", text_names(name));
    codes.push(std::move(code));
  };
  if (list) {
    add("_T", {"Total", "Tổng số"});
    for (const auto& item : list->items) add(item.code, item.title);
  }
  for (std::size_t i = 0; !list && i < members.ids().size(); ++i)
    add(members.ids()[i], {{}, members.names()[i].empty() ? members.ids()[i] : members.names()[i]});
  auto shown = maintainable(list_id(dimension), list ? list->title : Label{dimension, dimension});
  shown.set("codes", std::move(codes));
  return shown;
}

Value component(const std::string& id, const std::string& concept_urn) {
  Value shown;
  shown.set("id", id);
  shown.set("conceptIdentity", concept_urn + "." + id);
  return shown;
}

Value data_structure(const std::vector<std::string>& dimensions, const std::string& concepts) {
  Value list = json::Array{}, attributes = json::Array{};
  for (std::size_t i = 0; i < dimensions.size(); ++i) {
    auto one = component(dimensions[i], concepts);
    one.set("position", static_cast<std::int64_t>(i));
    Value representation;
    representation.set("enumeration", urn("codelist.Codelist", list_id(dimensions[i])));
    one.set("localRepresentation", std::move(representation));
    list.push(std::move(one));
  }
  for (const auto& attribute : kAttributes) {
    auto one = component(attribute.id, concepts);
    Value relationship;
    relationship.set("observation", Value(json::Object{}));
    one.set("attributeRelationship", std::move(relationship));
    one.set("usage", "optional");
    attributes.push(std::move(one));
  }
  auto time = component("TIME_PERIOD", concepts);
  Value format, representation;
  format.set("dataType", "ObservationalTimePeriod");
  representation.set("format", std::move(format));
  time.set("localRepresentation", std::move(representation));
  Value dimension_list, attribute_list, measure_list, parts;
  dimension_list.set("id", "DimensionDescriptor");
  dimension_list.set("dimensions", std::move(list));
  dimension_list.set("timeDimension", std::move(time));
  attribute_list.set("id", "AttributeDescriptor");
  attribute_list.set("attributes", std::move(attributes));
  measure_list.set("id", "MeasureDescriptor");
  auto measure = component("OBS_VALUE", concepts);
  measure.set("usage", "optional");
  measure_list.set("measures", json::Array{std::move(measure)});
  parts.set("dimensionList", std::move(dimension_list));
  parts.set("attributeList", std::move(attribute_list));
  parts.set("measureList", std::move(measure_list));
  auto shown = maintainable("DS_INDICATORS", {"Indicators", "Chỉ tiêu"});
  shown.set("dataStructureComponents", std::move(parts));
  return shown;
}

}  // namespace

Value to_sdmx_structure(const Answer& answer, const Catalog& catalog, Time prepared) {
  const auto dimensions = series_dimensions(answer);
  std::vector<Places> members(dimensions.size());
  for (const auto& one : answer.observations)
    for (std::size_t i = 0; i < dimensions.size(); ++i) {
      const auto [id, name] = member_of(one, dimensions[i]);
      members[i].of(id, name);
    }
  Value lists = json::Array{}, concept_list = json::Array{};
  const auto add_concept = [&](const std::string& id) {
    Value one;
    one.set("id", id);
    one.set("name", id);
    concept_list.push(std::move(one));
  };
  for (std::size_t i = 0; i < dimensions.size(); ++i) {
    lists.push(code_list(dimensions[i], members[i], catalog, answer));
    add_concept(dimensions[i]);
  }
  for (const auto* id : {"TIME_PERIOD", "OBS_VALUE"}) add_concept(id);
  for (const auto& attribute : kAttributes) add_concept(attribute.id);
  auto scheme = maintainable("CS_INDICATORS", {"Concepts", "Khái niệm"});
  scheme.set("concepts", std::move(concept_list));
  auto flow = maintainable("DF_INDICATORS", {"Indicators", "Chỉ tiêu"});
  flow.set("structure", urn("datastructure.DataStructure", "DS_INDICATORS"));
  Value data;
  data.set("codelists", std::move(lists));
  data.set("conceptSchemes", json::Array{std::move(scheme)});
  data.set("dataStructures",
           json::Array{data_structure(dimensions, urn("conceptscheme.Concept", "CS_INDICATORS"))});
  data.set("dataflows", json::Array{std::move(flow)});
  Value shown;
  shown.set("meta", meta(kStructureSchema, prepared));
  shown.set("data", std::move(data));
  return shown;
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
