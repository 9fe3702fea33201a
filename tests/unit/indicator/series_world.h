#pragma once
// A store with the example catalogue, into which values are imported.

#include <string>

#include "indicator/answer_text.h"
#include "indicator/query.h"
#include "indicator/series_import.h"
#include "json/parse.h"
#include "report/workspace.h"
#include "support/source_dir.h"
#include "support/temporary.h"

namespace girs::testing {

template <class T>
T taken(Result<T> result) {
  if (!result) {
    std::string all = result.error().message.en;
    for (const auto& mistake : result.error().mistakes) all += "\n  " + mistake.message.en;
    throw std::runtime_error(all);
  }
  return *std::move(result);
}

/// Sentences of an error and its mistakes in one text.
inline std::string all_of(const Error& error) {
  std::string text = error.message.en;
  for (const auto& mistake : error.mistakes) {
    text += "\n";
    if (const auto* line = detail_of(mistake.details, "line")) text += *line + ": ";
    text += mistake.message.en;
  }
  return text;
}

inline std::vector<Document> example_documents() {
  return taken(read_catalog_folder(source_path("/examples/catalog")));
}

class SeriesWorld {
 public:
  explicit SeriesWorld(const std::vector<Document>& documents = example_documents())
      : catalog_(taken(Catalog::load(documents))),
        store_(taken(store::Store::open(folder_ / "series.girs", {false, 5000, [this] { return now; }}))) {}

  report::Workspace workspace() const { return {store_.get(), &catalog_}; }
  const Catalog& catalog() const { return catalog_; }

  Result<indicator::ImportResult> import(const std::string& csv, const std::string& vintage = "2017-06-30",
                                         indicator::Import::Format format = indicator::Import::Format::kCsv) {
    return indicator::import_series(workspace(), {format, vintage, "test"}, csv);
  }
  Result<indicator::Answer> try_ask(const std::string& request) const {
    GIRS_TRY(const auto query, indicator::parse_query(request));
    return indicator::ask(workspace(), query);
  }
  std::vector<indicator::Observation> ask(const std::string& request) const {
    return taken(try_ask(request)).observations;
  }
  /// The value of the only figure of an answer as text.
  std::string one(const std::string& request) const {
    const auto all = ask(request);
    return all.size() == 1 ? shown(all.front()) : "not one figure";
  }

  /// As documents show it: with the decimals of the indicator.
  static std::string shown(const indicator::Observation& one) {
    const auto text = indicator::value_text(one);
    return text.empty() ? formula::shown(one.point.value) : text;
  }

  Time now = *from_rfc3339("2026-09-01T02:00:00Z");

 private:
  TemporaryFolder folder_;
  Catalog catalog_;
  std::unique_ptr<store::Store> store_;
};

}  // namespace girs::testing
