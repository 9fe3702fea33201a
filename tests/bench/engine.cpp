// The engine beside memory itself (STREAM: the same bytes read and written by a plain loop) and
// beside SQLite doing the same work, all in one process.

#include <sqlite3.h>

#include <random>
#include <span>
#include <string>
#include <tuple>
#include <utility>

#include "bench/bench.h"
#include "bench/engine_country.h"
#include "bench/stream.h"
#include "engine/run.h"

namespace {

using namespace girs;
using namespace girs::engine;

constexpr std::size_t kUnits = bench::kEngineUnits;
constexpr const char* kIdentity = "[3]=[4]+[5]+[6]";
constexpr const char* kRate = "ROUND(SUM([c4:c6])/[3]*100;2)";

std::vector<Period> days(int count) {
  std::vector<Period> periods;
  for (Period day = *Period::parse("2010-D001"); static_cast<int>(periods.size()) < count;
       day = *next(day))
    periods.push_back(day);
  return periods;
}

struct Data {
  std::shared_ptr<Table> table;
  std::vector<Period> periods;
};

/// Columns "1" to "columns" of form F, 2 % of them blank, figures below `limit`. Column 3 is the
/// sum of 4, 5 and 6 in most units.
Data made(std::vector<Period> periods, int columns, std::uint64_t limit) {
  Data data{std::make_shared<Table>(bench::engine_country()), std::move(periods)};
  std::mt19937_64 random(13);
  for (const auto& period : data.periods) {
    std::vector<std::vector<std::int64_t>> figures(static_cast<std::size_t>(columns) + 1,
                                                   std::vector<std::int64_t>(kUnits));
    for (auto& column : figures)
      for (auto& figure : column) figure = static_cast<std::int64_t>(1 + random() % limit);
    for (std::size_t i = 0; columns >= 6 && i < kUnits; ++i)
      if (random() % 100 != 0) figures[3][i] = figures[4][i] + figures[5][i] + figures[6][i];
    for (int c = 1; c <= columns; ++c) {
      std::vector<std::uint64_t> present((kUnits + 63) / 64);
      for (std::size_t i = 0; i < kUnits; ++i)
        if (random() % 50 != 0) present[i / 64] |= std::uint64_t{1} << (i % 64);
      (void)data.table->add({"F", "", std::to_string(c), period},
                            Column::of(std::move(figures[static_cast<std::size_t>(c)]), 0, present));
    }
  }
  return data;
}

std::shared_ptr<const Plan> plan(const std::vector<std::string>& formulas, int columns) {
  FormShape form;
  for (int c = 1; c <= columns; ++c) form.columns.push_back(std::to_string(c));
  std::vector<Definition> definitions;
  for (const auto& text : formulas)
    definitions.push_back({"d" + std::to_string(definitions.size()),
                           *formula::Expression::compile(text), {"F"}});
  return *Plan::compile(std::move(definitions), {{"F", form}});
}

/// Nanoseconds a unit and formula; preparing is not counted.
double ns_of(const Data& data, const std::string& formula, const Kernels* kernels = nullptr) {
  auto run = Run::prepare(plan({formula}, 6), data.table, data.periods, {false, kernels});
  const double took = bench::best_cpu_of(5, [&] { (void)(*run)->run_part(0, 1); });
  return took * 1e9 / static_cast<double>(data.periods.size() * kUnits);
}

/// Nanoseconds a unit to read four columns and, if `out` is not empty, to write one.
double stream_ns(const Data& data, bool write) {
  std::vector<std::int64_t> out(write ? data.periods.size() * kUnits : 0);
  const double took = bench::best_cpu_of(5, [&] {
    std::int64_t all = 0;
    std::int64_t* to = out.data();
    for (const auto& period : data.periods) {
      const std::int64_t* from[4];
      for (int c = 0; c < 4; ++c)
        from[c] = std::as_const(*data.table).find({"F", "", std::to_string(c + 3), period})
                      ->narrow(0);
      if (write) bench::add_four(from, to, kUnits);
      else all |= bench::read_four(from, kUnits);
      if (write) to += kUnits;
    }
    bench::keep(all);
    bench::keep(out);
  });
  return took * 1e9 / static_cast<double>(data.periods.size() * kUnits);
}

/// Nanoseconds a row that SQLite takes for `query` over the same figures in memory.
double sqlite_ns(const char* query) {
  constexpr int kRows = 400000;
  sqlite3* db = nullptr;
  sqlite3_open(":memory:", &db);
  sqlite3_exec(db, "CREATE TABLE t(c3 INTEGER, c4 INTEGER, c5 INTEGER, c6 INTEGER); BEGIN",
               nullptr, nullptr, nullptr);
  sqlite3_stmt* insert = nullptr;
  sqlite3_prepare_v3(db, "INSERT INTO t VALUES(?1,?2,?3,?4)", -1, 0, &insert, nullptr);
  std::mt19937_64 random(13);
  for (int i = 0; i < kRows; ++i) {
    for (int c = 1; c <= 4; ++c)
      random() % 50 == 0 ? sqlite3_bind_null(insert, c)
                         : sqlite3_bind_int64(insert, c, static_cast<int>(1 + random() % 100000));
    sqlite3_step(insert);
    sqlite3_reset(insert);
  }
  sqlite3_finalize(insert);
  sqlite3_exec(db, "COMMIT", nullptr, nullptr, nullptr);
  const double took =
      bench::best_cpu_of(3, [&] { sqlite3_exec(db, query, nullptr, nullptr, nullptr); });
  sqlite3_close(db);
  return took * 1e9 / kRows;
}

void widths(bench::Report& report) {
  for (const auto& [name, digits, limit] :
       {std::tuple{"engine-int128", "0000000000", 20.0},
        std::tuple{"engine-decimal128", "000000000000000000000000", 150.0}}) {
    Data data{std::make_shared<Table>(bench::engine_country()), days(40)};
    std::mt19937_64 random(17);
    for (const auto& period : data.periods)
      for (int c = 3; c <= 6; ++c) {
        std::vector<formula::Value> cells;
        for (std::size_t i = 0; i < kUnits; ++i)
          cells.push_back(*Decimal::parse(std::to_string(1000000000 + random() % 1000000000) +
                                          digits));
        (void)data.table->add({"F", "", std::to_string(c), period}, Column::of(cells));
      }
    report.push_back({name, ns_of(data, kRate), "ns", limit, "a year's rate of 4 cells", 0,
                      "synthetic"});
    report.back().peer_value = report.back().value;
  }
}

/// 200 indicators over 192 months and 3,356 units, month after month.
void nation(bench::Report& report) {
  constexpr int kColumns = 40;
  std::vector<Period> months;
  for (Period month = *Period::parse("2010-M01"); months.size() < 192; month = *next(month))
    months.push_back(month);
  const Data data = made(months, kColumns, 100000);
  std::vector<std::string> formulas;
  for (int i = 0; i < 200; ++i) {
    // No two are alike: what kernels do twice would be done once.
    const int first = i % kColumns;
    const int round = i / kColumns;
    const auto column = [](int place) { return "[" + std::to_string(place % kColumns + 1) + "]"; };
    formulas.push_back("ROUND((" + column(first) + "+" + column(first + 1 + round) + ")/" +
                       column(first + 7 + 3 * round) + "*100;" + std::to_string(i % 3) + ")");
  }
  const auto indicators = plan(formulas, kColumns);
  const double took = bench::best_cpu_of(3, [&] {
    for (const auto& month : data.periods) {
      auto run = Run::prepare(indicators, data.table, {month});
      (void)(*run)->run_part(0, 1);
    }
  });
  report.push_back({"engine-nation", took, "s", 1, "129 million indicator cells", took,
                    "synthetic"});
}

void compile(bench::Report& report) {
  FormShape form;
  std::vector<std::string> formulas;
  for (int c = 1; c <= 200; ++c) form.columns.push_back(std::to_string(c));
  for (int i = 0; i < 2000; ++i) {
    const auto column = [&](int k) { return "[" + std::to_string((i * 13 + k * 29) % 200 + 1) + "]"; };
    formulas.push_back(column(0) + "=" + column(1) + "+" + column(2) + "-" + column(3));
  }
  const double took = bench::best_cpu_of(5, [&] { bench::keep(plan(formulas, 200)); });
  report.push_back({"engine-compile-2000", took * 1e3, "ms", 50, "text to plan", took * 1e3,
                    "synthetic"});
}

}  // namespace

namespace bench {

void engine(Report& report) {
  const Data data = made(days(2000), 6, 100000);
  const double read = stream_ns(data, false);
  const double written = stream_ns(data, true);
  const double identity = ns_of(data, kIdentity);
  const double rate = ns_of(data, kRate);
  report.push_back({"engine-lineq", identity, "ns", 2 * read, "STREAM", read, "synthetic"});
  report.push_back({"engine-ratio", rate, "ns", 2.5 * written, "STREAM", written, "synthetic"});
  report.push_back({"engine-ratio-plain", ns_of(data, kRate, plain_kernels()), "ns", 5 * written,
                    "STREAM", written, "synthetic"});
  report.push_back({"engine-chain", ns_of(data, "IF([3]>[4];[3]-[4];[5])+ABS([6])"), "ns",
                    3 * written, "STREAM", written, "synthetic"});
  const double lookup = sqlite_ns("SELECT count(*) FROM t WHERE c3<>c4+c5+c6");
  report.push_back({"engine-lineq-sqlite", identity, "ns", lookup, "SQLite", lookup, "synthetic"});
  const double quotient = sqlite_ns("SELECT sum(round((c4+c5+c6)*100.0/c3,2)) FROM t");
  report.push_back({"engine-ratio-sqlite", rate, "ns", quotient, "SQLite", quotient, "synthetic"});
  widths(report);
  compile(report);
  nation(report);
}

}  // namespace bench
