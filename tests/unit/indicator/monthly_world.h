#pragma once
// A centre's store of monthly reports with indicators of every kind over them, whose figures are
// compared by columns and report by report.

#include <doctest/doctest.h>

#include "indicator/query.h"
#include "store/columns.h"
#include "support/column_world.h"
#include "support/world.h"

namespace girs::testing {

inline std::vector<Document> monthly_documents(const MonthlyShape& shape) {
  auto all = must(read_catalog_folder(source_path("/examples/catalog")));
  all.push_back(monthly_form(shape));
  all.push_back(monthly_regime(shape));
  const auto add = [&](Document document) { all.push_back(std::move(document)); };
  add(monthly_indicator("T.1", "[BC!r1.c1]", "", R"(,"round":0)"));
  add(monthly_indicator("T.2", "SUM([BC!r1:r3.c1:c2])", "[BC!r4.c3]", R"(,"factor":"100","round":2)"));
  add(monthly_indicator("T.3", "[BC!r1.c1]+[BC!r2.c2]*3", "SUM([BC!r1:r4.c4])",
                        R"(,"factor":"1000","round":1)", "blank_zero"));
  add(monthly_indicator("T.4", "[BC!r2.c6]-[BC!r3.c6]", "[BC!r1.c5]", R"(,"factor":"0.5","round":4)",
                        "zero"));
  add(monthly_indicator("T.5", "[BC!r1.c1]", "[BC!r1.c1@P-1]", R"(,"factor":"100","round":2)"));
  add(monthly_indicator("T.6", "SUM([BC!r1.c1@YTD])", "", R"(,"round":0)"));
  add(monthly_indicator("T.7", "IF([BC!r1.c1]>[BC!r2.c1];[BC!r1.c2];[BC!r2.c2])", "",
                        R"(,"round":2)"));
  add(monthly_indicator("T.8", "MEDIAN([BC!r1:r4.c1])", "", R"(,"round":0)", "propagate", "rate"));
  add(monthly_indicator("T.9", "SUM([BC!r*.c1:c2])", "SUM([BC!r*.c3])", R"(,"factor":"100","round":3)"));
  add(monthly_indicator("T.11", "[BC!r1.c1]", "[BC!r2.c1]-[BC!r2.c1]",
                        R"(,"on_error":"missing","round":2)", "zero"));
  add(monthly_indicator("T.12", "[#'T.2']+[#'T.4'@P-1]", "[#'T.3']", R"(,"round":3)"));
  add(monthly_indicator("T.13", "[BC!r1.c1]", "[#'S.1']", R"(,"round":3)"));
  add({"S.1.json", R"({"schema":"girs.indicator/1","code":"S.1","version":1,"name":{"vi":"Chuỗi"},)"
                   R"("unit_of_measure":{"vi":"người"},"round":0,"body":"Test","verified":false,)"
                   R"("source":"test","frequency":"month","from":"series","reporters":["commune"],)"
                   R"("measure":"flow","breaks":[{"on":"2025-09-15","reason":{"vi":"Cách tính mới"}}]})"});
  add(monthly_indicator("T.10", "[BC!r1.c1]/[BC!r2.c1]", "[BC!r3.c1]", R"(,"round":6)"));
  return all;
}

/// A centre's store of communes of Cà Mau, under a monthly regime.
struct Monthly {
  explicit Monthly(const MonthlyShape& shape)
      : catalog(must(Catalog::load(monthly_documents(shape)))),
        store(must(store::Store::open(folder / "m.girs", {false, 5000, [this] { return now; }}))),
        provinces(shape.provinces),
        list(shape.list) {
    for (const auto* unit : catalog.units().children("96", Date{std::chrono::year{2025} / 8 / 1}))
      communes.push_back(unit->code);
    communes.resize(20);
    layout = std::make_unique<FormLayout>(*catalog.form_version("BC", 1), catalog);
  }

  report::Workspace workspace(report::ColumnCache* columns = nullptr) const {
    return {store.get(), &catalog, nullptr, columns};
  }
  void put(const std::string& unit, const char* period, int rev = 1, const char* kind = "original") {
    const int rows = list ? static_cast<int>(random() % 4) : 0;
    const auto sheet = random_sheet(*layout, random, rows, 10);
    must(store->write([&](store::Connection& connection) {
      return put_package(connection, *layout, unit, must(Period::parse(period)), rev, ++leaves,
                         sheet, unit == "96" && provinces ? "aggregate" : "own", kind);
    }));
  }
  void decide(std::int64_t leaf, const char* status) {
    const auto row = must(store->read([&](store::Connection& connection) {
      return store::submission_at(connection, "test", leaf);
    }));
    must(store->write([&](store::Connection& connection) {
      return store::insert_decision(connection, {"d" + std::to_string(++leaves), row->pid, "test",
                                                 leaves, 1'800'000'000, status, "", "", {}});
    }));
  }
  void fill() {
    for (const char* period : {"2025-M08", "2025-M09", "2025-M10"}) {
      for (const auto& unit : communes)
        if (random() % 6 != 0) put(unit, period);
      if (provinces) put("96", period);
    }
  }
  /// Every figure of every unit in these months, and of some over several months, with all that is
  /// said beside it.
  std::vector<std::string> figures(report::ColumnCache* columns,
                                   const std::string& boundaries = {},
                                   const char* over = "moving-2") const {
    auto units = communes;
    units.insert(units.end(), {"96", "12", "VN"});
    auto lines = lines_of(columns, units, "value", boundaries);
    for (auto& line : lines_of(columns, {communes[0], communes[3], "96"}, over, boundaries))
      lines.push_back(std::move(line));
    return lines;
  }
  std::vector<std::string> lines_of(report::ColumnCache* columns,
                                    const std::vector<std::string>& units, const char* derivation,
                                    const std::string& boundaries) const {
    indicator::Query query;
    for (int i = 1; i <= 12; ++i) query.indicators.push_back("T." + std::to_string(i));
    query.units = units;
    query.from = must(Period::parse("2025-M08"));
    query.to = must(Period::parse("2025-M10"));
    query.derive = {*indicator::Derivation::parse(derivation)};
    if (!boundaries.empty()) query.boundaries = *parse_date(boundaries);
    const auto answer = must(indicator::ask(workspace(columns), query));
    std::vector<std::string> lines;
    for (const auto& one : answer.observations) {
      const auto& point = one.point;
      std::string line = one.indicator->code + " " + one.unit + " " + one.period.label() + " " +
                         one.derivation.text() + ":";
      for (const auto& value : {point.value, point.exact, point.numerator, point.denominator}) {
        const auto* number = std::get_if<Decimal>(&value);
        line += " " + (number ? number->shortest()
                              : formula::is_missing(value) ? "missing" : formula::shown(value));
      }
      line += " " + std::to_string(point.counted) + "/" + std::to_string(point.expected);
      for (const auto& flag : point.flags) line += " " + flag;
      lines.push_back(std::move(line));
    }
    return lines;
  }
  void check_same(report::ColumnCache& cache, const char* after) const {
    CAPTURE(after);
    const auto slow = figures(nullptr);
    const auto fast = figures(&cache);
    REQUIRE(slow.size() == fast.size());
    std::size_t shown = 0;
    for (std::size_t i = 0; i < slow.size() && shown < 5; ++i)
      if (slow[i] != fast[i]) {
        ++shown;
        CHECK(slow[i] == fast[i]);
      }
  }

  TemporaryFolder folder;
  Time now = *from_rfc3339("2025-12-15T02:00:00Z");
  Catalog catalog;
  std::unique_ptr<store::Store> store;
  bool provinces, list;
  std::vector<std::string> communes;
  std::unique_ptr<FormLayout> layout;
  std::mt19937_64 random{20251127};
  std::int64_t leaves = 0;
};

/// The content of the chunk of a month.
inline Bytes chunk(const Monthly& world, const char* period) {
  const auto found = must(world.store->read([&](store::Connection& connection) {
    return store::column_chunk(connection, "BC", period);
  }));
  return found ? found->content : Bytes();
}

}  // namespace girs::testing
