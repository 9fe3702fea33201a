#include "indicator/sdmx_parts.h"

#include "indicator/answer_text.h"
#include "indicator/measure_words.h"

namespace girs::indicator::sdmx {

using json::Value;

namespace {

/// A nil is an observation of the status "A" without a value: the word tells it from a mistake.
std::string flags_of(const Observation& one, const VintageName&) {
  auto flags = one.point.flags;
  if (const auto* absent = std::get_if<formula::Absent>(&one.point.value))
    if (*absent == formula::Absent::kNil) flags.insert(kNilFlag);
  return joined(flags);
}

Label measure_of(const Observation& one) { return unit_of_measure(*one.indicator, one.derivation); }

}  // namespace

const std::array<Attribute, 9> kAttributes = {{
    {"OBS_STATUS", {"Observation status", "Trạng thái"}, true,
     [](const Observation& one, const VintageName&) { return obs_status(one); }},
    {"UNIT_MEASURE", {"Unit of measure", "Đơn vị tính"}, false,
     [](const Observation& one, const VintageName&) { return measure_of(one).vi; }},
    {"UNIT_MEASURE_EN", {"Unit of measure, in English", "Đơn vị tính bằng tiếng Anh"}, false,
     [](const Observation& one, const VintageName&) { return measure_of(one).en; }},
    {"DECIMALS", {"Decimals", "Số chữ số thập phân"}, false,
     [](const Observation& one, const VintageName&) { return std::to_string(one.decimals); }},
    {"COVERAGE", {"Units with figures", "Số đơn vị có số liệu"}, false,
     [](const Observation& one, const VintageName&) { return std::to_string(one.point.counted); }},
    {"EXPECTED", {"Units asked for figures", "Số đơn vị phải có số liệu"}, false,
     [](const Observation& one, const VintageName&) { return std::to_string(one.point.expected); }},
    {"OBS_FLAGS", {"Remarks", "Ghi chú"}, false, flags_of},
    {"VINTAGE", {"Vintage", "Đợt công bố"}, false,
     [](const Observation&, const VintageName& vintage) { return vintage.vintage; }},
    {"SOURCE", {"Source", "Nguồn"}, false,
     [](const Observation&, const VintageName& vintage) { return vintage.source; }},
}};

Label name_of(const std::string& id) {
  if (id == "TIME_PERIOD") return {"Period", "Kỳ"};
  if (id == "OBS_VALUE") return {"Value", "Giá trị"};
  if (id == "FREQ") return {"Frequency", "Tần suất"};
  if (id == "INDICATOR") return {"Indicator", "Chỉ tiêu"};
  if (id == "REF_AREA") return {"Reporting unit", "Đơn vị báo cáo"};
  if (id == "TRANSFORMATION") return {"Derivation", "Phép tính dẫn xuất"};
  return {id, id};
}

void set_names(Value& shown, const Label& name) {
  shown.set("name", name.vi);
  Value names;
  names.set("vi", name.vi);
  if (!name.en.empty()) names.set("en", name.en);
  shown.set("names", std::move(names));
}

Value Places::codes() const {
  Value list = json::Array{};
  for (std::size_t i = 0; i < ids_.size(); ++i) {
    Value one;
    one.set("id", to_sdmx_id(ids_[i]));
    one.set("name", names_[i].vi.empty() ? ids_[i] : names_[i].vi);
    list.push(std::move(one));
  }
  return list;
}

Value meta(const char* schema, Time prepared) {
  Value shown, sender;
  sender.set("id", kAgency);
  shown.set("schema", schema);
  shown.set("id", "GIRS-" + std::to_string(prepared.time_since_epoch().count()));
  shown.set("prepared", to_rfc3339(prepared));
  shown.set("contentLanguages", json::Array{Value("vi"), Value("en")});
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

std::pair<std::string, Label> member_of(const Observation& one, const std::string& dimension) {
  if (dimension == "FREQ") return {frequency_code(one.period), {}};
  if (dimension == "INDICATOR") return {one.indicator->code, one.indicator->name};
  if (dimension == "REF_AREA") return {one.unit, {{}, one.unit_name}};
  if (dimension == "TRANSFORMATION") return {one.derivation.text(), {}};
  const auto found = one.breakdown.find(dimension);
  return {found == one.breakdown.end() ? "_T" : found->second, {}};
}

}  // namespace girs::indicator::sdmx
