#pragma once
// What the two SDMX-JSON messages share: ids, lists of values, the dimensions of a series and the
// attributes of an observation (https://github.com/sdmx-twg/sdmx-json).

#include <array>
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
  std::size_t of(const std::string& id, const Label& name) {
    const auto [found, added] = at_.try_emplace(id, ids_.size());
    if (added) {
      ids_.push_back(id);
      names_.push_back(name);
    }
    return found->second;
  }
  /// Items of a code list: an id and a name for people. In Vietnamese alone: sdmx1 does not read
  /// "names" of a code in a data message; the structure message has both.
  json::Value codes() const;
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
  const std::vector<Label>& names() const { return names_; }

 private:
  std::map<std::string, std::size_t> at_;
  std::vector<std::string> ids_;
  std::vector<Label> names_;
};

/// What stands beside the value of an observation.
struct Attribute {
  const char* id;
  Label name;
  bool coded;   // its values are codes, not texts
  std::string (*value)(const Observation& one, const VintageName& vintage);
};
extern const std::array<Attribute, 9> kAttributes;
/// The names of what any answer has: TIME_PERIOD, OBS_VALUE; else the id itself.
Label name_of(const std::string& id);
/// A component's "name" in Vietnamese and "names" in both languages.
void set_names(json::Value& shown, const Label& name);

/// The head of a message, which says its schema and when it was made.
json::Value meta(const char* schema, Time prepared);
/// Ids of the dimensions of a series, in the order of the data structure.
std::vector<std::string> series_dimensions(const Answer& answer);
/// The name of an artefact among all of the world: urn("codelist.Codelist", "CL_SEX").
std::string urn(const char* package, const std::string& id);
/// The value of a dimension of an observation, with its name for people.
std::pair<std::string, Label> member_of(const Observation& one, const std::string& dimension);

}  // namespace girs::indicator::sdmx
