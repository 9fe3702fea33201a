// The published JSON Schemas and the readers know the same words. What the schemas say is read from
// their files, what the readers take from what they answer to a word that nobody knows; neither list
// is written down here.

#include <algorithm>
#include <map>
#include <set>

#include "json/canonical.h"
#include "json/parse.h"
#include "mistakes_in.h"
#include "support/source_dir.h"

using namespace girs;
using namespace girs::testing;

namespace {

using Words = std::set<std::string>;
const std::string kNoWord = "no-such-word";

json::Value read_json(const std::string& path) {
  const auto documents = read_catalog_paths({source_path(path.c_str())});
  REQUIRE(documents);
  const auto value = json::parse(documents->front().bytes);
  REQUIRE(value);
  return *value;
}

/// Every place of a document that may hold a text of a closed list, with the words that the schema
/// has for it. Elements of lists are "*", members of any name too.
class SchemaWords {
 public:
  explicit SchemaWords(const json::Value& schema) : root_(schema) { walk(schema, ""); }
  /// The words for a place of a document, where "*" of the schema stands for any name.
  Words at(const std::string& place) const {
    Words words;
    for (const auto& [pattern, known] : places_)
      if (fits(pattern, place)) words.insert(known.begin(), known.end());
    return words;
  }

 private:
  static bool fits(std::string_view pattern, std::string_view place) {
    while (!pattern.empty() && !place.empty()) {
      const auto a = pattern.substr(1, pattern.find('/', 1) - 1);
      const auto b = place.substr(1, place.find('/', 1) - 1);
      if (a != "*" && a != b) return false;
      pattern.remove_prefix(a.size() + 1);
      place.remove_prefix(b.size() + 1);
    }
    return pattern.empty() && place.empty();
  }

  void walk(const json::Value& schema, const std::string& at) {
    if (const auto* reference = schema.text("$ref")) {
      const auto name = reference->substr(std::string("#/$defs/").size());
      if (depth_ < 6) {
        ++depth_;
        walk(*root_.find("$defs")->find(name), at);
        --depth_;
      }
    }
    for (const auto* list : {"oneOf", "anyOf", "allOf"})
      if (const auto* choices = schema.find(list))
        for (const auto& one : *choices->as_array()) walk(one, at);
    if (const auto* words = schema.find("enum"))
      for (const auto& word : *words->as_array())
        if (const auto* text = word.as_string()) places_[at].insert(*text);
    if (const auto* word = schema.text("const")) places_[at].insert(*word);
    if (const auto* members = schema.find("properties"))
      for (const auto& [name, member] : *members->as_object()) walk(member, at + "/" + name);
    for (const auto* each : {"items", "additionalProperties"})
      if (const auto* element = schema.find(each); element && element->as_object())
        walk(*element, at + "/*");
  }

  const json::Value& root_;
  int depth_ = 0;
  std::map<std::string, Words> places_;
};

/// Every text of a document with its place, as SchemaWords names places, and its pointer.
struct TextAt {
  std::string place, pointer;
};
void texts_of(const json::Value& value, const TextAt& at, std::vector<TextAt>& found) {
  if (value.as_string()) found.push_back(at);
  if (const auto* object = value.as_object())
    for (const auto& [name, member] : *object)
      texts_of(member, {at.place + "/" + name, at.pointer + "/" + name}, found);
  if (const auto* array = value.as_array())
    for (std::size_t i = 0; i < array->size(); ++i)
      texts_of((*array)[i], {at.place + "/*", at.pointer + "/" + std::to_string(i)}, found);
}

json::Value with(json::Value value, std::string_view pointer, const std::string& text) {
  if (pointer.empty()) return text;
  const auto end = pointer.find('/', 1);
  const std::string step(pointer.substr(1, end == std::string_view::npos ? end : end - 1));
  const auto rest = end == std::string_view::npos ? std::string_view() : pointer.substr(end);
  if (auto* array = value.as_array()) {
    auto& element = (*array)[static_cast<std::size_t>(std::stoi(step))];
    element = with(element, rest, text);
  } else if (const auto* member = value.find(step)) {
    value.set(step, with(*member, rest, text));
  }
  return value;
}

/// The words that the reader names when it finds none of them at the pointer; none when it does not
/// say so.
Words taken_by_reader(const json::Value& document, const std::string& pointer) {
  const auto found = mistakes_in({{"x.json", json::compact(with(document, pointer, kNoWord))}});
  const std::string head = "x.json " + pointer + ": ", listing = "must be one of: ";
  for (const auto& line : found) {
    const auto at = line.find(listing);
    if (!line.starts_with(head) || at == std::string::npos) continue;
    auto list = line.substr(at + listing.size());
    list = list.substr(0, list.find_first_of(".;"));
    Words words;
    for (std::size_t begin = 0; begin <= list.size();) {
      const auto end = std::min(list.find(", ", begin), list.size());
      words.insert(list.substr(begin, end - begin));
      begin = end + 2;
    }
    return words;
  }
  return {};
}

std::string shown(const Words& words) {
  std::string text;
  for (const auto& word : words) text += word + " ";
  return text;
}

/// Documents that have as many members with closed lists as possible.
std::vector<Document> rich_documents() {
  auto documents = sample::all();
  const auto examples = read_catalog_folder(source_path("/examples/catalog"));
  REQUIRE(examples);
  documents.insert(documents.end(), examples->begin(), examples->end());
  documents.push_back({"rich.json", R"J({"schema":"girs.indicator/1","from":"series","measure":"flow",
    "price_basis":"current","publication":"public","frequency":"year","missing":"zero",
    "thresholds":[{"kind":"warn-above","value":"5"}]})J"});
  documents.push_back({"rich.json", R"J({"schema":"girs.indicator/1","from":"formula","on_error":"show",
    "missing":"zero","frequency":{"kind":"years","years":5,"first_year":2021}})J"});
  return documents;
}

}  // namespace

TEST_CASE("readers take the words of the published schemas and no others") {
  std::map<std::string, SchemaWords> schemas;
  std::map<std::string, json::Value> kept;
  std::set<std::string> compared;
  for (const auto& document : rich_documents()) {
    const auto value = *json::parse(document.bytes);
    const auto schema = *value.text("schema");
    const auto kind = schema.substr(5, schema.find('/') - 5);
    if (!kept.contains(kind)) {
      kept.emplace(kind, read_json("/examples/catalog/schema/" + kind + ".schema.json"));
      schemas.emplace(kind, SchemaWords(kept.at(kind)));
    }
    std::vector<TextAt> texts;
    texts_of(value, {}, texts);
    for (const auto& text : texts) {
      const auto& place = text.place;
      if (place == "/schema" || !compared.insert(kind + place).second) continue;
      const auto taken = taken_by_reader(value, text.pointer);
      const auto words = schemas.at(kind).at(place);
      if (taken.empty() && words.empty()) continue;
      CHECK_MESSAGE(taken == words, kind << place << ": the reader takes " << shown(taken)
                                         << "; the schema " << shown(words));
    }
  }
  for (const auto* place : {"indicator/frequency", "indicator/from", "indicator/measure",
                            "indicator/missing", "indicator/on_error", "indicator/price_basis",
                            "indicator/publication", "indicator/thresholds/*/kind", "regime/kind",
                            "form/columns/*/type", "form/rules/*/severity"})
    CHECK_MESSAGE(compared.contains(place), place);
}
