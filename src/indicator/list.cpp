#include "indicator/list.h"

#include "catalog/rules_of_time.h"
#include "indicator/figure_book.h"
#include "json/parse.h"

namespace girs::indicator {
namespace {

/// In which order readers meet the members; those that are not named here come after them.
constexpr const char* kOrder[] = {
    "code",     "version",   "name",      "unit_of_measure", "from",        "regime",
    "measure",  "frequency", "groups",    "breakdowns",      "reporters",   "numerator",
    "denominator", "factor", "missing",   "on_error",        "round",       "body",
    "verified", "concept",   "method"};

/// Every text gets both languages, wherever it stands: the Vietnamese one stands for both.
void complete_labels(json::Value& value) {
  if (auto* object = value.as_object()) {
    for (auto& member : *object) complete_labels(member.second);
    const auto* vi = value.find("vi");
    if (vi && !value.find("en")) value.set("en", json::Value(*vi));
  } else if (auto* array = value.as_array()) {
    for (auto& element : *array) complete_labels(element);
  }
}

/// The definition as it was read, which is canonical JSON by then.
json::Value document_of(const Catalog& catalog, const Indicator& indicator) {
  for (const auto& definition : catalog.definitions()) {
    if (definition.kind != "indicator" || definition.code != indicator.code ||
        definition.version != indicator.version)
      continue;
    if (auto document = json::parse(definition.body)) return *std::move(document);
  }
  return json::Value();
}

/// What holds where the definition says nothing.
void complete(json::Value& document, const Catalog& catalog, const Indicator& indicator) {
  const auto otherwise = [&](const char* name, json::Value value) {
    const auto* said = document.find(name);
    if (!said || said->is_null()) document.set(name, std::move(value));
  };
  otherwise("from", to_text(indicator.from));
  if (const auto* frequency = frequency_of(catalog, indicator))
    otherwise("frequency", word_of(frequency->kind));
  for (const auto* list : {"groups", "breakdowns", "reporters"}) otherwise(list, json::Array{});
  if (!indicator.numerator.empty()) {
    otherwise("factor", indicator.factor.text());
    otherwise("on_error", to_text(indicator.on_error));
  }
  otherwise("body", "");
  otherwise("verified", false);
}

json::Value indicator_json(const Catalog& catalog, const Indicator& indicator) {
  auto document = document_of(catalog, indicator);
  complete_labels(document);
  complete(document, catalog, indicator);
  json::Value shown;
  for (const auto* name : kOrder)
    if (const auto* said = document.find(name)) shown.set(name, *said);
  for (const auto& [name, said] : *document.as_object())
    if (name != "schema" && !said.is_null()) shown.set(name, said);
  return shown;
}

}  // namespace

json::Value list_json(const Catalog& catalog) {
  json::Value list = json::Array{};
  for (const auto& indicator : catalog.indicators()) list.push(indicator_json(catalog, indicator));
  return list;
}

}  // namespace girs::indicator
