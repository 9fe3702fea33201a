// 15 years of months for the country's provinces, as they really changed: delivered series, and a
// formula over two of them, in the boundaries of the time and in today's. And what a value of a
// stored report costs to read, beside SQLite with a row a cell.

#include <sqlite3.h>

#include <cstdio>
#include <cstdlib>

#include "bench/bench.h"
#include "form/sheet_blob.h"
#include "indicator/query.h"
#include "support/column_world.h"
#include "support/source_dir.h"
#include "support/temporary.h"

namespace {

using namespace girs;
using namespace girs::testing;

constexpr int kMonths = 180, kReports = 2000, kReadings = 50;
const char* const kFirst = "2011-M01";
const char* const kLast = "2025-M12";

template <class T>
T need(Result<T> result) {
  if (result) return *std::move(result);
  std::fprintf(stderr, "%s\n", result.error().message.en.c_str());
  std::exit(2);
}

Document indicator_of(const std::string& code, const std::string& rest) {
  return {code + ".json",
          R"({"schema":"girs.indicator/1","code":")" + code +
              R"(","version":1,"name":{"vi":"Chuỗi"},"unit_of_measure":{"vi":"tấn"},"round":1,)"
              R"("body":"Test","verified":false,"source":"test","frequency":"month",)" + rest + "}"};
}

Catalog catalog_of_series() {
  auto all = need(read_catalog_folder(source_path("/examples/catalog")));
  const char* const delivered = R"("from":"series","reporters":["province"],"measure":"flow")";
  all.push_back(indicator_of("S.1", delivered));
  all.push_back(indicator_of("S.2", delivered));
  all.push_back(indicator_of("S.3", R"("from":"formula","measure":"rate","factor":"100",)"
                                    R"("missing":"propagate","numerator":"[#'S.1']",)"
                                    R"("denominator":"[#'S.2']")"));
  return need(Catalog::load(all));
}

/// Every province of the time delivers each month.
Status put_series(store::Connection& connection, const Catalog& catalog, const char* code) {
  std::map<std::string, indicator::Vintage> vintages;
  auto period = need(Period::parse(kFirst));
  for (int month = 0; month < kMonths; ++month, period = *next(period))
    for (const auto* unit : catalog.units().in_force(calendar_span(period)->to, "province")) {
      auto& vintage = vintages[unit->code];
      vintage.values.push_back({period, *Decimal::parse(std::to_string(1000 + month) + ".5")});
    }
  for (auto& [unit, vintage] : vintages) {
    vintage.indicator = code;
    vintage.unit = unit;
    vintage.vintage = "2026-01-01";
    GIRS_TRY(const auto id, indicator::put_vintage(connection, *catalog.indicator(code), vintage,
                                                   *indicator::published_at("2026-01-01")));
    (void)id;
  }
  return ok();
}

/// A question's cost, and what it may be.
struct Cost { double ms = 0, limit = 0; };

/// Processor time for one indicator of all provinces, once asked before. 34 provinces and 180
/// months may take 5 ms; with the 63 of before 2025-07 there are more figures, in proportion.
Cost cost_of(const report::Workspace& workspace, const char* code, bool today) {
  indicator::Query query;
  query.indicators = {code};
  query.below = "VN";
  query.from = need(Period::parse(kFirst));
  query.to = need(Period::parse(kLast));
  if (today) query.boundaries = *parse_date("2025-12-31");
  const auto asked = [&] { bench::keep(need(indicator::ask(workspace, query))); };
  const auto answer = need(indicator::ask(workspace, query));
  std::size_t figures = 0;
  for (const auto& one : answer.observations) figures += one.point.counted > 0;
  if (today && figures != std::size_t{34} * kMonths) std::exit(2);
  return {1e3 * bench::best_cpu_of(kReadings, asked),
          5.0 * static_cast<double>(answer.observations.size()) / (34 * kMonths)};
}

void run(sqlite3* database, const std::string& sql) {
  if (sqlite3_exec(database, sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK) std::exit(2);
}

/// Nanoseconds for a value of a report that is stored with a row a cell.
double ns_of_rows(const std::vector<std::string>& values) {
  sqlite3* database = nullptr;
  if (sqlite3_open(":memory:", &database) != SQLITE_OK) std::exit(2);
  run(database, "CREATE TABLE cell(report INT, row TEXT, col TEXT, value TEXT, "
                "PRIMARY KEY(report, row, col)) WITHOUT ROWID; BEGIN");
  for (int report = 0; report < kReports; ++report)
    for (std::size_t i = 0; i < values.size(); ++i)
      run(database, "INSERT INTO cell VALUES(" + std::to_string(report) + ",'r" +
                        std::to_string(i / 10) + "','c" + std::to_string(i % 10) + "','" +
                        values[i] + "')");
  run(database, "COMMIT");
  sqlite3_stmt* statement = nullptr;
  sqlite3_prepare_v2(database, "SELECT row, col, value FROM cell WHERE report = ?", -1, &statement,
                     nullptr);
  std::size_t bytes = 0;
  const double seconds = bench::best_cpu_of(3, [&] {
    for (int report = 0; report < kReports; ++report) {
      sqlite3_reset(statement);
      sqlite3_bind_int(statement, 1, report);
      while (sqlite3_step(statement) == SQLITE_ROW)
        for (int column = 0; column < 3; ++column)
          bytes += static_cast<std::size_t>(sqlite3_column_bytes(statement, column));
    }
  });
  bench::keep(bytes);
  sqlite3_finalize(statement);
  sqlite3_close(database);
  return 1e9 * seconds / kReports / static_cast<double>(values.size());
}

struct Reading { double blob_ns = 0, rows_ns = 0, bytes = 0, written_ns = 0, json_ns = 0; };

/// What a value costs in a stored report of a form of 8 rows and 10 columns.
Reading reading() {
  auto all = need(read_catalog_folder(source_path("/examples/catalog")));
  MonthlyShape shape;
  shape.rows = 8;
  shape.columns = 10;
  all.push_back(monthly_form(shape));
  all.push_back(monthly_regime(shape));
  const auto catalog = need(Catalog::load(all));
  const FormLayout layout(*catalog.form_version("BC", 1), catalog);
  std::mt19937_64 random(20251128);
  const auto sheet = random_sheet(layout, random, 0, 0);
  const auto blob = need(to_blob(layout, sheet));
  std::vector<std::string> values;
  for (int i = 0; i < shape.rows * shape.columns; ++i)
    values.push_back(std::to_string(random() % 100000));
  const double seconds = bench::best_cpu_of(kReadings, [&] {
    for (int i = 0; i < kReports; ++i) bench::keep(need(from_blob(layout, blob)));
  });
  const auto count = static_cast<double>(values.size());
  const auto ns_to_write = [&](auto write) {
    return 1e9 / kReports / count * bench::best_cpu_of(kReadings, [&] {
      for (int i = 0; i < kReports; ++i) bench::keep(need(write(layout, sheet)));
    });
  };
  return {1e9 * seconds / kReports / count, ns_of_rows(values),
          static_cast<double>(blob.size()) / count, ns_to_write(to_blob), ns_to_write(to_json_blob)};
}

}  // namespace

void bench::series(Report& report) {
  const TemporaryFolder folder;
  const auto catalog = catalog_of_series();
  const auto store = need(store::Store::open(folder / "series.girs", {}));
  const auto done = store->write([&](store::Connection& connection) -> Status {
    GIRS_CHECK(put_series(connection, catalog, "S.1"));
    return put_series(connection, catalog, "S.2");
  });
  if (!done) std::exit(2);
  const report::Workspace workspace{store.get(), &catalog};
  const char* const none = "none: provinces of the time or of today, 180 months";
  for (const auto& [name, code, today] :
       {std::tuple("series", "S.1", false), {"series-today", "S.1", true},
        {"series-formula", "S.3", false}, {"series-formula-today", "S.3", true}}) {
    const auto cost = cost_of(workspace, code, today);
    report.push_back({name, cost.ms, "ms", cost.limit, none, 0, "synthetic"});
  }
  const auto read = reading();
  report.push_back({"report-value", read.blob_ns, "ns", 344, "SQLite, a row a cell", read.rows_ns,
                    "synthetic"});
  report.push_back({"report-value-written", read.written_ns, "ns", 97, "the same as JSON",
                    read.json_ns, "synthetic"});
  report.push_back({"report-value-size", read.bytes, "B", 64, "none: a value with its place", 0,
                    "synthetic"});
}
