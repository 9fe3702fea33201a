#pragma once
// What the two SDMX-JSON messages share: ids, lists of values, the dimensions of a series and the
// attributes of an observation (https://github.com/sdmx-twg/sdmx-json).

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "base/clock.h"
#include "indicator/query.h"
#include "indicator/sdmx_id.h"
#include "json/value.h"

namespace girs::indicator::sdmx {

inline constexpr const char* kAgency = "GIRS";
inline constexpr const char* kVersion = "1.0";

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
  /// Items of a code list: an id and a name for people.
  json::Value codes() const {
    json::Value list = json::Array{};
    for (std::size_t i = 0; i < ids_.size(); ++i) {
      json::Value one;
      one.add("id", to_sdmx_id(ids_[i]));
      one.add("name", names_[i].empty() ? ids_[i] : names_[i]);
      list.push(std::move(one));
    }
    return list;
  }
  /// Values that are no codes.
  json::Value texts() const {
    json::Value list = json::Array{};
    for (const auto& text : ids_) {
      json::Value one;
      one.add("value", text);
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

struct Component {
  const char* id;
  const char* name;
  bool coded;   // its values are codes, not texts
};
inline constexpr Component kAttributes[] = {
    {"OBS_STATUS", "Trạng thái", true},
    {"UNIT_MEASURE", "Đơn vị tính", false},
    {"DECIMALS", "Số chữ số thập phân", false},
    {"COVERAGE", "Số đơn vị có số liệu", false},
    {"EXPECTED", "Số đơn vị phải có số liệu", false},
    {"OBS_FLAGS", "Ghi chú", false},
    {"VINTAGE", "Đợt công bố", false},
    {"SOURCE", "Nguồn", false}};

/// The head of a message, which says its schema and when it was made.
json::Value meta(const char* schema, Time prepared);
/// Ids of the dimensions of a series, in the order of the data structure.
std::vector<std::string> series_dimensions(const Answer& answer);
/// The name of an artefact among all of the world: urn("codelist.Codelist", "CL_SEX").
std::string urn(const char* package, const std::string& id);
/// The value of a dimension of an observation, with its name for people.
std::pair<std::string, std::string> member_of(const Observation& one, const std::string& dimension);

}  // namespace girs::indicator::sdmx
