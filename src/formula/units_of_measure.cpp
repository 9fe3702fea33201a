#include "formula/units_of_measure.h"

#include "base/text.h"
#include "formula/evaluator.h"
#include "formula/functions.h"

namespace girs::formula {
namespace {

struct Entry {
  std::string_view name;
  std::string_view quantity;
  std::string_view factor;
};

constexpr Entry kEntries[] = {
    {"đồng", "money", "1"},
    {"nghìn đồng", "money", "1000"},
    {"triệu đồng", "money", "1000000"},
    {"tỷ đồng", "money", "1000000000"},
    {"nghìn tỷ đồng", "money", "1000000000000"},
    {"m2", "area", "1"},
    {"nghìn m2", "area", "1000"},
    {"ha", "area", "10000"},
    {"nghìn ha", "area", "10000000"},
    {"km2", "area", "1000000"},
    {"m", "length", "1"},
    {"km", "length", "1000"},
    {"kg", "mass", "1"},
    {"tạ", "mass", "100"},
    {"tấn", "mass", "1000"},
    {"nghìn tấn", "mass", "1000000"},
    {"triệu tấn", "mass", "1000000000"},
    {"lít", "volume", "1"},
    {"m3", "volume", "1000"},
    {"nghìn m3", "volume", "1000000"},
    {"triệu m3", "volume", "1000000000"},
    {"người", "persons", "1"},
    {"nghìn người", "persons", "1000"},
    {"triệu người", "persons", "1000000"},
    {"hộ", "households", "1"},
    {"nghìn hộ", "households", "1000"},
    {"kwh", "energy", "1"},
    {"mwh", "energy", "1000"},
    {"triệu kwh", "energy", "1000000"},
    {"giờ", "time", "1"},
    {"ngày", "time", "24"},
};

/// Other ways to write one of the names.
constexpr std::pair<std::string_view, std::string_view> kAliases[] = {
    {"vnđ", "đồng"}, {"vnd", "đồng"}, {"1.000 đồng", "nghìn đồng"},
    {"ngàn đồng", "nghìn đồng"}, {"tỉ đồng", "tỷ đồng"}, {"nghìn tỉ đồng", "nghìn tỷ đồng"},
    {"héc ta", "ha"}, {"hecta", "ha"}, {"1.000 người", "nghìn người"},
    {"1.000 tấn", "nghìn tấn"}, {"1.000 ha", "nghìn ha"},
};

/// In lower case, with plain digits for ² and ³.
std::string plain(std::string_view name) {
  std::string text = fold_case(trim(name));
  for (const auto& [high, low] : {std::pair("²", '2'), std::pair("³", '3')})
    if (text.ends_with(high)) text.replace(text.size() - 2, 2, 1, low);
  for (const auto& [alias, meant] : kAliases)
    if (text == alias) return std::string(meant);
  return text;
}

/// CONVERT is computed by the evaluator with what the checker found out; without a form nobody
/// knows in what its argument is measured.
Value unknown_units(const Evaluator&, const Arguments&) { return Fault::kValue; }

using namespace words;  // of the table

constexpr Function kFunctions[] = {
    {"CONVERT", {kAmount, written(kText, Accepts::Written::kUnitOfMeasure)}, kNumber,
     unknown_units},
};

}  // namespace

std::optional<UnitOfMeasure> standard_unit_of_measure(std::string_view name) {
  const std::string wanted = plain(name);
  for (const auto& entry : kEntries)
    if (entry.name == wanted)
      return UnitOfMeasure{std::string(entry.quantity), *Decimal::parse(entry.factor)};
  return std::nullopt;
}

std::vector<std::string> standard_units_of_measure() {
  std::vector<std::string> names;
  for (const auto& entry : kEntries) names.emplace_back(entry.name);
  return names;
}

std::span<const Function> conversion_functions() { return kFunctions; }

}  // namespace girs::formula
