// Indicators over the country: 200 indicators, 60 months, 3,356 units, out of a store file; beside
// SQLite doing the same sums and rates over a table of the same figures. A second store has 15
// years of a small report, for the series of one indicator.

#include <sqlite3.h>

#include <cstdio>
#include <fstream>
#include <memory>

#include "bench/bench.h"
#include "indicator/figure_stream.h"
#include "report/column_store.h"
#include "report/definitions.h"
#include "support/column_world.h"
#include "support/temporary.h"

namespace {

using namespace girs;
using namespace girs::testing;

constexpr int kRows = 8, kColumns = 10, kIndicators = 200, kProvinces = 34, kCommunes = 3321;
constexpr int kMonths = 60, kYearsMonths = 180, kVariants = 61;
const char* const kFirst = "2019-M01";
const char* const kLast = "2023-M12";
const char* const kYearsFirst = "2010-M01";
const char* const kYearsLast = "2024-M12";

[[noreturn]] void give_up(const Error& error) {
  std::fprintf(stderr, "%s\n", error.message.en.c_str());
  for (const auto& mistake : error.mistakes)
    std::fprintf(stderr, "  %s\n", mistake.message.en.c_str());
  std::exit(2);
}
template <class T>
T need(Result<T> result) {
  if (!result) give_up(result.error());
  return *std::move(result);
}
void need(Status status) {
  if (!status) give_up(status.error());
}

std::string province(int p) { return "P" + std::to_string(10 + p); }
std::string commune(int c) { return "C" + std::to_string(10000 + c); }
int province_of(int c) { return c * kProvinces / kCommunes; }
std::string cell(int row, int column) {
  return "[BC!r" + std::to_string(row) + ".c" + std::to_string(column) + "]";
}

Document country_units() {
  std::string text = R"({"schema":"girs.units/1","code":"u","version":1,"units":[)"
                     R"({"code":"G22","name":"Văn phòng Chính phủ","kind":"ministry"},)"
                     R"({"code":"VN","name":"Việt Nam","kind":"country"})";
  for (int p = 0; p < kProvinces; ++p)
    text += R"(,{"code":")" + province(p) + R"(","name":"Tỉnh","kind":"province","parent":"VN"})";
  for (int c = 0; c < kCommunes; ++c)
    text += R"(,{"code":")" + commune(c) + R"(","name":"Xã","kind":"commune","parent":")" +
            province(province_of(c)) + "\"}";
  return {"units.json", text + "]}"};
}

/// The cells of an indicator's numerator and denominator, so that SQL can say the same.
struct Cells {
  int row = 0, columns[3] = {}, below_row = 0, below_column = 0;
};
Cells cells_of(int indicator) {
  Cells cells{indicator % kRows + 1, {}, (indicator / kRows) % kRows + 1, indicator % kColumns + 1};
  for (int i = 0; i < 3; ++i) cells.columns[i] = (indicator + 3 * i) % kColumns + 1;
  return cells;
}

/// Years of the reports, whose due dates need working days.
Document calendar() {
  return {"calendar.json", R"({"schema":"girs.calendar/1","code":"vn","version":1,)"
                           R"("title":{"vi":"Lịch"},"first_year":2009,"last_year":2026,)"
                           R"("weekly_rest":[6,7],"days":[],"source":"test"})"};
}

std::vector<Document> documents(int rows, int indicators) {
  std::vector<Document> all = {country_units(), calendar()};
  MonthlyShape shape;
  shape.rows = rows;
  shape.columns = kColumns;
  all.push_back(monthly_form(shape));
  all.push_back(monthly_regime(shape));
  for (int i = 0; i < indicators; ++i) {
    const auto cells = cells_of(i);
    std::string sum = "SUM(";
    for (const int column : cells.columns) sum += cell(cells.row, column) + ";";
    sum.back() = ')';
    all.push_back(monthly_indicator("I." + std::to_string(i), sum,
                                    cell(cells.below_row, cells.below_column),
                                    R"(,"factor":"100","round":2)"));
  }
  all.push_back({"series.json",
                 R"({"schema":"girs.indicator/1","code":"S.1","version":1,"name":{"vi":"Chuỗi"},)"
                 R"("unit_of_measure":{"vi":"tấn"},"from":"series","frequency":"month",)"
                 R"("reporters":["province"],"measure":"flow","round":1,"body":"Test",)"
                 R"("verified":false,"source":"test"})"});
  return all;
}

indicator::Query query_of(std::vector<std::string> indicators, const char* from, const char* to) {
  indicator::Query query;
  query.indicators = std::move(indicators);
  query.from = need(Period::parse(from));
  query.to = need(Period::parse(to));
  return query;
}
std::vector<std::string> all_indicators() {
  std::vector<std::string> codes;
  for (int i = 0; i < kIndicators; ++i) codes.push_back("I." + std::to_string(i));
  return codes;
}

/// Figures in the answer; every value is looked at.
std::size_t read_all(const report::Workspace& workspace, const indicator::Query& query) {
  const auto stream = need(indicator::FigureStream::open(workspace, query));
  std::size_t figures = 0;
  fixed::Int128 sum = 0;
  for (indicator::FigureRows rows; need(stream->next(rows));) {
    figures += rows.size();
    for (const auto value : rows.values) sum += value;
  }
  bench::keep(sum);
  return figures;
}

/// A store that the bench works on, made once and closed.
class Country {
 public:
  Country(int rows, int indicators, const char* first, int months) {
    auto store = open();
    need(report::load_catalog(*store, documents(rows, indicators)));
    const auto catalog = need(report::open_catalog(*store));
    const FormLayout layout(*catalog.form_version("BC", 1), catalog);
    std::mt19937_64 random(31);
    std::vector<Sheet> sheets;
    for (int i = 0; i < kVariants; ++i) sheets.push_back(random_sheet(layout, random, 0, 2));
    std::int64_t leaf = 0;
    Period period = need(Period::parse(first));
    for (int month = 0; month < months; ++month, period = *next(period))
      need(store->write([&](store::Connection& connection) -> Status {
        for (int c = 0; c < kCommunes; ++c, ++leaf)
          GIRS_CHECK(put_package(connection, layout, commune(c), period, 1, leaf,
                                 sheets[static_cast<std::size_t>(c * 7 + month) % kVariants]));
        return ok();
      }));
    leaves_ = leaf;
    put_series(*store, *catalog.indicator("S.1"));
    chunks_s_ = bench::best_cpu_of(1, [&] {
      need(report::write_chunks({store.get(), &catalog}, false));
    });
    correction_ = sheets.front();
    need(store->close());
  }

  std::unique_ptr<store::Store> open() const {
    return need(store::Store::open(folder_ / "country.girs", {}));
  }
  void correct(store::Store& store, const FormLayout& layout) {
    need(store.write([&](store::Connection& connection) {
      return put_package(connection, layout, commune(1234), need(Period::parse(kLast)), ++rev_,
                         ++leaves_, correction_, "own", "correction");
    }));
  }
  double chunks_s() const { return chunks_s_; }

 private:
  static void put_series(store::Store& store, const Indicator& indicator) {
    need(store.write([&](store::Connection& connection) -> Status {
      for (int p = 0; p < kProvinces; ++p) {
        indicator::Vintage vintage{"S.1", province(p), {}, "2024-01-01", store.now(), "bench"};
        Period period = need(Period::parse(kYearsFirst));
        for (int month = 0; month < kYearsMonths; ++month, period = *next(period))
          vintage.values.push_back({period, *Decimal::parse(std::to_string(1000 + month) + ".5")});
        GIRS_TRY(const auto id,
                 indicator::put_vintage(connection, indicator, vintage, store.now()));
        (void)id;
      }
      return ok();
    }));
  }

  TemporaryFolder folder_;
  Sheet correction_;
  int rev_ = 1;
  std::int64_t leaves_ = 0;
  double chunks_s_ = 0;
};

double resident_mib() {
  std::ifstream status("/proc/self/status");
  for (std::string line; std::getline(status, line);)
    if (line.rfind("VmHWM:", 0) == 0) return std::stod(line.substr(6)) / 1024;
  return 0;
}

/// Seconds that SQL takes for one indicator of communes, provinces and country over all months.
double sqlite_seconds() {
  constexpr int kMeasured = 4;
  sqlite3* db = nullptr;
  sqlite3_open(":memory:", &db);
  std::string columns, marks;
  for (int r = 1; r <= kRows; ++r)
    for (int c = 1; c <= kColumns; ++c) {
      columns += ",r" + std::to_string(r) + "c" + std::to_string(c) + " INTEGER";
      marks += ",?";
    }
  const auto run = [&](const std::string& sql) {
    if (sqlite3_exec(db, sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK) std::exit(2);
  };
  run("CREATE TABLE t(period INTEGER, province INTEGER, commune INTEGER" + columns + "); BEGIN");
  sqlite3_stmt* insert = nullptr;
  sqlite3_prepare_v3(db, ("INSERT INTO t VALUES(?,?,?" + marks + ")").c_str(), -1, 0, &insert,
                     nullptr);
  std::mt19937_64 random(31);
  for (int month = 0; month < kMonths; ++month)
    for (int c = 0; c < kCommunes; ++c) {
      const int keys[] = {month, province_of(c), c};
      for (int i = 0; i < 3; ++i) sqlite3_bind_int(insert, i + 1, keys[i]);
      for (int i = 0; i < kRows * kColumns; ++i) {
        if (random() % 50 == 0) sqlite3_bind_null(insert, i + 4);
        else sqlite3_bind_int64(insert, i + 4, static_cast<int>(random() % 100000));
      }
      sqlite3_step(insert);
      sqlite3_reset(insert);
    }
  sqlite3_finalize(insert);
  run("COMMIT");
  const auto named = [](int row, int column) {
    return "r" + std::to_string(row) + "c" + std::to_string(column);
  };
  const double took = bench::best_cpu_of(1, [&] {
    for (int i = 0; i < kMeasured; ++i) {
      const auto cells = cells_of(i);
      std::string top;
      for (const int column : cells.columns)
        top += (top.empty() ? "" : "+") + ("ifnull(" + named(cells.row, column) + ",0)");
      const auto bottom = named(cells.below_row, cells.below_column);
      for (const std::string group : {"period, province, commune", "period, province", "period"})
        run("SELECT " + group + ", round(sum(" + top + ")*100.0/sum(" + bottom +
            "), 2) FROM t GROUP BY " + group);
    }
  });
  sqlite3_close(db);
  return took / kMeasured;
}

/// Milliseconds of processor time for the answer, once asked before.
double ms_of(const report::Workspace& workspace, const indicator::Query& query) {
  const auto asked = [&] { bench::keep(need(indicator::ask(workspace, query))); };
  asked();
  return 1e3 * bench::best_cpu_of(9, asked);
}

/// 15 years of one indicator for the country's provinces: delivered, and over reports.
std::pair<double, double> series_ms() {
  const Country country(1, 1, kYearsFirst, kYearsMonths);
  const auto store = country.open();
  const auto catalog = need(report::open_catalog(*store));
  report::ColumnCache columns;
  const report::Workspace workspace{store.get(), &catalog, nullptr, &columns};
  auto delivered = query_of({"S.1"}, kYearsFirst, kYearsLast);
  auto reported = query_of({"I.0"}, kYearsFirst, kYearsLast);
  delivered.below = reported.below = "VN";
  const auto answer = need(indicator::ask(workspace, reported));
  if (answer.observations.size() != std::size_t{kProvinces} * kYearsMonths) std::exit(2);
  for (const auto& one : answer.observations)
    if (10 * one.point.counted < 9 * one.point.expected) std::exit(2);   // few cells are blank
  return {ms_of(workspace, delivered), ms_of(workspace, reported)};
}

}  // namespace

void bench::indicators(Report& report) {
  Country country(kRows, kIndicators, kFirst, kMonths);
  auto everything = query_of(all_indicators(), kFirst, kLast);
  everything.units = {"VN"};
  everything.all_below = "VN";
  std::size_t figures = 0;
  const double first = best_cpu_of(3, [&] {
    const auto store = country.open();
    const auto catalog = need(report::open_catalog(*store));
    report::ColumnCache columns;
    figures = read_all({store.get(), &catalog, nullptr, &columns}, everything);
  });
  if (figures != std::size_t{kIndicators} * kMonths * (1 + kProvinces + kCommunes)) std::exit(2);

  const auto store = country.open();
  const auto catalog = need(report::open_catalog(*store));
  report::ColumnCache columns;
  const report::Workspace workspace{store.get(), &catalog, nullptr, &columns};
  read_all(workspace, everything);
  const double warm = best_cpu_of(5, [&] { read_all(workspace, everything); });

  const FormLayout layout(*catalog.form_version("BC", 1), catalog);
  auto concerned = query_of(all_indicators(), kLast, kLast);
  concerned.units = {commune(1234), province(province_of(1234)), "VN"};
  double correction = 1e9;
  for (int i = 0; i < 20; ++i) {
    country.correct(*store, layout);
    correction = std::min(correction, best_cpu_of(1, [&] { read_all(workspace, concerned); }));
  }
  const double memory = resident_mib();
  const auto [delivered_ms, reported_ms] = series_ms();

  const double sql_s = sqlite_seconds();   // an indicator
  const char* const data = "synthetic";
  const char* const all = "SQLite SQL, from a table in memory";
  report.push_back({"indicator-first", first, "s", 2, all, sql_s * kIndicators, data});
  report.push_back({"indicator-warm", warm, "s", 0.5, all, sql_s * kIndicators, data});
  report.push_back({"indicator-correction", 1e3 * correction, "ms", 5, "SQLite SQL, the month again",
                    1e3 * sql_s * kIndicators / kMonths, data});
  report.push_back({"indicator-series", delivered_ms, "ms", 5, "none: 180 months delivered", 0, data});
  report.push_back({"indicator-series-reports", reported_ms, "ms", 5,
                    "SQLite SQL, a third as many months", 1e3 * sql_s, data});
  report.push_back({"indicator-chunks", country.chunks_s(), "s", 60, "none: 199,260 reports", 0, data});
  report.push_back({"indicator-memory", memory, "MiB", 2048, "none: peak without SQLite", 0, data});
}
