// Reading documents into a catalogue: all of them, or every mistake in any of them.

#include <algorithm>
#include <array>
#include <map>
#include <tuple>

#include "base/suggestion.h"
#include "catalog/catalog.h"
#include "catalog/document.h"
#include "catalog/references.h"
#include "crypto/hash.h"
#include "json/canonical.h"
#include "json/parse.h"

namespace girs {
namespace {

using json::Node;

constexpr std::string_view kSchemaPrefix = "girs.";
constexpr std::string_view kSchemaSuffix = "/1";
const std::vector<std::string> kKinds{"calendar", "units",  "code-list",
                                      "form",     "regime", "indicator", "parameter"};

/// "form" of "girs.form/1"; empty when the document is of no known kind, which is reported.
std::string kind_of(const Node& node) {
  const auto schema = node.member("schema");
  const auto text = schema.text();
  if (text.empty()) return {};
  for (const auto& kind : kKinds)
    if (text == std::string(kSchemaPrefix) + kind + std::string(kSchemaSuffix)) return kind;
  std::vector<std::string> known;
  for (const auto& kind : kKinds)
    known.push_back(std::string(kSchemaPrefix) + kind + std::string(kSchemaSuffix));
  const auto hint = did_you_mean(text, known);
  schema.mistake("This library reads no documents of the schema \"" + text + "\"" + hint.en,
                 "Thư viện này không đọc được tài liệu theo lược đồ \"" + text + "\"" + hint.vi);
  return {};
}

/// Documents on their way into a catalogue.
class Loading {
 public:
  explicit Loading(const std::vector<Document>& documents) : documents_(documents) {
    values_.reserve(documents.size());  // nodes point into it
  }

  void read_all() {
    for (const auto& document : documents_) read(document);
    if (!read_.units.empty()) make_units();
    calendar_ = choose_calendar(read_.calendars, mistakes_);
    check_references(read_, mistakes_);
    check_formulas(read_, mistakes_);
    check_indicators(read_);
  }

  Mistakes& mistakes() { return mistakes_; }
  CatalogDocuments& documents() { return read_; }
  std::vector<Definition>& definitions() { return definitions_; }
  UnitTree& units() { return units_; }
  const WorkingCalendar& calendar() const { return calendar_; }

 private:
  void read(const Document& document) {
    auto value = json::parse(document.bytes);
    if (!value) {
      Details details{{"file", document.file}, {"pointer", ""}};
      for (const auto& detail : value.error().details) details.push_back(detail);
      mistakes_.add(Mistake{value.error().message, std::move(details)});
      return;
    }
    values_.push_back(*std::move(value));
    const auto node = Node::root(values_.back(), document.file, mistakes_);
    const auto before = mistakes_.count();
    const auto kind = kind_of(node);
    const auto definition = kind.empty() ? Definition{} : read_kind(kind, node, document.held);
    if (mistakes_.count() == before) check_text(node, document.file);
    if (mistakes_.count() == before) define(kind, definition, node);
  }

  /// Reads a document of that kind; gives its code and version.
  Definition read_kind(const std::string& kind, const Node& node, bool held) {
    const auto named = [](const std::string& code, int version) {
      return Definition{{}, code, version, {}, {}};
    };
    if (kind == "calendar") {
      const auto& read = read_.calendars.emplace_back(read_calendar(node, mistakes_));
      return named(read.code, read.version);
    }
    if (kind == "units") {
      const auto& read = read_.units.emplace_back(read_units(node));
      return named(read.code, read.version);
    }
    if (kind == "code-list") {
      const auto& list = read_.lists.emplace_back(read_code_list(node)).list;
      return named(list.code, list.version);
    }
    if (kind == "form") {
      const auto& form = read_.forms.emplace_back(read_form(node, mistakes_)).form;
      return named(form.code, form.version);
    }
    if (kind == "parameter") {
      const auto& read = read_.parameters.emplace_back(read_parameter(node)).parameter;
      return named(read.code, read.version);
    }
    if (kind == "regime") {
      const auto& regime = read_.regimes.emplace_back(read_regime(node, mistakes_)).regime;
      return named(regime.code, regime.version);
    }
    auto read = read_indicator(node, mistakes_);
    if (!read) return {};
    read->held = held;
    const auto& indicator = read_.indicators.emplace_back(*std::move(read)).indicator;
    return named(indicator.code, indicator.version);
  }

  /// Text in every place, also where no reader looks, is NFC.
  void check_text(const Node& node, const std::string& file) {
    const auto place = json::first_not_nfc(*node.value());
    if (!place) return;
    mistakes_.add("The text is not in Unicode normal form C; save it in composed form.",
                  "Văn bản chưa ở dạng chuẩn hóa Unicode C (dựng sẵn); hãy lưu lại ở dạng dựng "
                  "sẵn.",
                  {{"file", file}, {"pointer", *place}});
  }

  void define(const std::string& kind, const Definition& named, const Node& node) {
    auto body = json::canonical(*node.value());
    if (!body) return add_mistake(mistakes_, node, body.error().message);
    const auto [other, added] =
        files_.emplace(std::tuple(kind, named.code, named.version), node.file());
    if (!added)
      return add_mistake(mistakes_, node,
                         {"Version " + std::to_string(named.version) + " of the " + kind + " \"" +
                              named.code + "\" is in " + other->second + " too.",
                          "Phiên bản " + std::to_string(named.version) + " của " + kind + " \"" +
                              named.code + "\" đã có trong " + other->second + "."});
    auto digest = to_digest(sha256(*body));
    definitions_.push_back(
        {kind, named.code, named.version, std::move(digest), *std::move(body)});
  }

  /// Whether a document is the newest of its code.
  template <class T>
  static bool is_newest(const std::vector<T>& documents, const T& document) {
    return std::ranges::none_of(documents, [&](const T& other) {
      return other.code == document.code && other.version > document.version;
    });
  }

  void make_units() {
    UnitData all;
    std::array<std::vector<const Node*>, 6> nodes;
    const auto append = [](auto& to, const auto& from) {
      to.insert(to.end(), from.begin(), from.end());
    };
    for (const auto& document : read_.units) {
      if (!is_newest(read_.units, document)) continue;
      append(all.units, document.data.units);
      append(all.changes, document.data.changes);
      append(all.complete, document.data.complete);
      append(all.doubtful, document.data.doubtful);
      append(all.aliases, document.data.aliases);
      append(all.members, document.data.members);
      append(all.routes, document.data.routes);
      for (std::size_t part = 0; part < nodes.size(); ++part)
        for (const auto& node : document.nodes[part]) nodes[part].push_back(&node);
    }
    if (!mistakes_.empty()) return;  // a tree of half-read units reports consequences only
    std::vector<UnitMistake> found;
    if (auto tree = UnitTree::make(std::move(all), &found)) units_ = *std::move(tree);
    for (auto& [place, cause, mistake] : found) {
      const auto& node = *nodes[static_cast<std::size_t>(place.part)][place.index];
      mistake.details.insert(mistake.details.begin(),
                             {{"file", node.file()}, {"pointer", node.pointer()}});
      mistakes_.add(std::move(mistake));
    }
  }

  const std::vector<Document>& documents_;
  Mistakes mistakes_;
  std::vector<json::Value> values_;
  CatalogDocuments read_;
  std::vector<Definition> definitions_;
  std::map<std::tuple<std::string, std::string, int>, std::string> files_;
  WorkingCalendar calendar_;
  UnitTree units_;
};

/// Takes definitions out of their documents, sorted by code and version, with their digests.
template <class Documents, class Member, class T>
void take(Documents& documents, Member member, std::string_view kind,
          const std::vector<Definition>& definitions, std::vector<T>& out) {
  for (auto& document : documents) out.push_back(std::move(document.*member));
  std::ranges::sort(out, {}, [](const T& element) {
    return std::pair(std::string_view(element.code), element.version);
  });
  if constexpr (requires(T& element) { element.digest; })
    for (auto& element : out)
      for (const auto& definition : definitions)
        if (definition.kind == kind && definition.code == element.code &&
            definition.version == element.version)
          element.digest = definition.digest;
}

/// Keeps the last of each code; `list` is sorted by code, then version.
template <class T>
void keep_newest(std::vector<T>& list) {
  std::vector<T> kept;
  for (auto& element : list) {
    if (!kept.empty() && kept.back().code == element.code) kept.pop_back();
    kept.push_back(std::move(element));
  }
  list = std::move(kept);
}

}  // namespace

Result<Catalog> Catalog::load(const std::vector<Document>& documents) {
  Loading loading(documents);
  loading.read_all();
  if (!loading.mistakes().empty()) {
    const auto count = std::to_string(loading.mistakes().count());
    return std::move(loading.mistakes())
        .to_error(Code::kInvalidArgument,
                  "Nothing was loaded: the catalogue has " + count +
                      (count == "1" ? " mistake." : " mistakes."),
                  "Chưa nạp định nghĩa nào: danh mục định nghĩa có " + count + " lỗi.",
                  {{"mistakes", count}});
  }
  Catalog catalog;
  catalog.definitions_ = std::move(loading.definitions());
  std::ranges::sort(catalog.definitions_, {}, [](const Definition& definition) {
    return std::tuple(std::string_view(definition.kind), std::string_view(definition.code),
                      definition.version);
  });
  const auto& all = catalog.definitions_;
  auto& read = loading.documents();
  take(read.forms, &FormDocument::form, "form", all, catalog.forms_);
  take(read.regimes, &RegimeDocument::regime, "regime", all, catalog.regimes_);
  take(read.indicators, &IndicatorDocument::indicator, "indicator", all, catalog.indicators_);
  take(read.lists, &CodeListDocument::list, "code-list", all, catalog.code_lists_);
  take(read.parameters, &ParameterDocument::parameter, "parameter", all, catalog.parameters_);
  keep_newest(catalog.indicators_);
  keep_newest(catalog.code_lists_);
  keep_newest(catalog.parameters_);
  catalog.calendar_ = loading.calendar();
  catalog.units_ = std::move(loading.units());
  return catalog;
}

}  // namespace girs
