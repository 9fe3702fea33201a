#include "indicator/sdmx_parts.h"

#include "indicator/answer_text.h"

namespace girs::indicator::sdmx {

using json::Value;

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

std::string urn(const char* package, const std::string& id) {
  return "urn:sdmx:org.sdmx.infomodel." + std::string(package) + "=" + kAgency + ":" + id + "(" +
         kVersion + ")";
}

std::vector<std::string> series_dimensions(const Answer& answer) {
  std::vector<std::string> ids = {"FREQ", "INDICATOR", "REF_AREA"};
  for (auto& dimension : dimensions_of(answer)) ids.push_back(std::move(dimension));
  ids.emplace_back("TRANSFORMATION");
  return ids;
}

std::pair<std::string, std::string> member_of(const Observation& one, const std::string& dimension) {
  if (dimension == "FREQ") return {frequency_code(one.period), {}};
  if (dimension == "INDICATOR") return {one.indicator->code, one.indicator->name.vi};
  if (dimension == "REF_AREA") return {one.unit, one.unit_name};
  if (dimension == "TRANSFORMATION") return {one.derivation.text(), {}};
  const auto found = one.breakdown.find(dimension);
  return {found == one.breakdown.end() ? "_T" : found->second, {}};
}

}  // namespace girs::indicator::sdmx
