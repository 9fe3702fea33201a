// The SDMX-JSON 2.0 structure message that a data message refers to: code lists, concepts, data
// structure and dataflow.

#include "indicator/answer_text.h"
#include "indicator/sdmx_parts.h"

namespace girs::indicator {
namespace {

using namespace sdmx;
using json::Value;

constexpr const char* kStructureSchema =
    "https://raw.githubusercontent.com/sdmx-twg/sdmx-json/master/structure-message/tools/schemas/"
    "2.0.0/sdmx-json-structure-schema.json";

Value maintainable(const std::string& id, const Label& name) {
  Value shown;
  shown.set("id", id);
  shown.set("version", kVersion);
  shown.set("agencyID", kAgency);
  shown.set("isExternalReference", false);
  set_names(shown, name);
  return shown;
}

std::string list_id(const std::string& dimension) { return "CL_" + dimension; }

Value code_list(const std::string& dimension, const Places& members, const Catalog& catalog,
                const Answer& answer) {
  const CodeList* list = nullptr;
  for (const auto& one : answer.observations)
    if (const auto* known = one.indicator->breakdown(dimension)) list = catalog.code_list(known->code_list);
  Value codes = json::Array{};
  const auto add = [&](const std::string& id, const Label& name) {
    Value code;
    code.set("id", to_sdmx_id(id));
    set_names(code, name);
    codes.push(std::move(code));
  };
  if (list) {
    add("_T", {"Total", "Tổng số"});
    for (const auto& item : list->items) add(item.code, item.title);
  }
  for (std::size_t i = 0; !list && i < members.ids().size(); ++i)
    add(members.ids()[i],
        members.names()[i].vi.empty() ? Label{{}, members.ids()[i]} : members.names()[i]);
  auto shown = maintainable(list_id(dimension), list ? list->title : name_of(dimension));
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
  const auto add_concept = [&](const std::string& id, const Label& name) {
    Value one;
    one.set("id", id);
    set_names(one, name);
    concept_list.push(std::move(one));
  };
  for (std::size_t i = 0; i < dimensions.size(); ++i) {
    lists.push(code_list(dimensions[i], members[i], catalog, answer));
    add_concept(dimensions[i], name_of(dimensions[i]));
  }
  for (const auto* id : {"TIME_PERIOD", "OBS_VALUE"}) add_concept(id, name_of(id));
  for (const auto& attribute : kAttributes) add_concept(attribute.id, attribute.name);
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

}  // namespace girs::indicator
