// The country's quarter of form II.06a: 3,355 reports of ten fields of work each, with those of the
// quarter before, whose pending dossiers are carried over. Checked from sheets in memory, and from a
// store as girs_report_check_all() does; beside the same identities in SQLite's SQL.

#include <sqlite3.h>

#include <cstdio>
#include <cstdlib>
#include <map>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "bench/bench.h"
#include "engine/plan_cache.h"
#include "form/batch_check.h"
#include "form/check.h"
#include "form/sheet_blob.h"
#include "package/series_id.h"
#include "report/check_reports.h"
#include "store/submissions.h"
#include "support/source_dir.h"
#include "support/temporary.h"

namespace bench {
namespace {

constexpr int kProvinces = 34;
constexpr int kUnits = 3355;
constexpr int kFields = 10;
constexpr const char* kForm = "II.06a/VPCP/KSTT";
constexpr const char* kPeriods[] = {"2025-Q3", "2025-Q4"};

[[noreturn]] void give_up(const std::string& why) {
  std::fprintf(stderr, "%s\n", why.c_str());
  std::exit(4);
}

template <class T>
T made(girs::Result<T> result) {
  if (result) return *std::move(result);
  std::string why = result.error().message.en;
  for (const auto& mistake : result.error().mistakes) why += "\n" + mistake.message.en;
  give_up(why);
}
void done(const girs::Status& status) {
  if (!status) give_up(status.error().message.en);
}

std::string unit_code(int i) { return std::to_string(i < kProvinces ? 100 + i : 10000 + i); }

std::string units() {
  std::string text = R"({"schema":"girs.units/1","code":"country","version":1,"units":[)"
                     R"({"code":"VN","name":"Việt Nam","kind":"country"},)"
                     R"({"code":"G22","name":"VPCP","kind":"agency","parent":"VN"})";
  for (int i = 0; i < kUnits; ++i)
    text += R"(,{"code":")" + unit_code(i) + R"(","name":"Đơn vị )" + unit_code(i) + R"(","kind":")" +
            (i < kProvinces ? "province" : "commune") + R"(","parent":")" +
            (i < kProvinces ? std::string("VN") : unit_code(i % kProvinces)) + R"("})";
  return text + "]}";
}

girs::Catalog catalog() {
  std::vector<girs::Document> documents;
  for (auto& document : made(girs::read_catalog_folder(source_path("/examples/catalog"))))
    for (const auto* wanted : {"vn-calendar.json", "linh-vuc.json", "ii-06a-vpcp-kstt.json", "kstthc.json"})
      if (document.file.ends_with(wanted)) documents.push_back(std::move(document));
  documents.push_back({"units.json", units()});
  return made(girs::Catalog::load(documents));
}

using Row = std::vector<std::int64_t>;  // columns 3 to 13

/// Ten rows that hold together and carry over, the total last.
std::vector<Row> rows_of(int unit, int quarter) {
  std::vector<Row> rows(kFields + 1, Row(11, 0));
  for (int f = 0; f < kFields; ++f) {
    const std::int64_t n = 20 + (unit * 7 + f * 13) % 90;
    const std::int64_t carried = quarter == 0 ? 5 : 6, pending = quarter == 0 ? 6 : 7;
    const std::int64_t resolved = n + 3 + carried - pending;
    rows[static_cast<std::size_t>(f)] = {n + 3 + carried, n, 3, carried, resolved, resolved - 4, 3, 1, pending, pending - 1, 1};
    for (std::size_t c = 0; c < 11; ++c) rows[kFields][c] += rows[static_cast<std::size_t>(f)][c];
  }
  return rows;
}

std::string row_code(const girs::CodeList& list, int field) {
  return field == kFields ? "T" : list.items[static_cast<std::size_t>(field)].code;
}

girs::Sheet sheet_of(const girs::FormLayout& layout, int unit, int quarter) {
  auto sheet = girs::Sheet::make(layout);
  const auto rows = rows_of(unit, quarter);
  for (int f = 0; f <= kFields; ++f)
    for (int c = 0; c < 11; ++c)
      done(sheet.set(layout, {row_code(*layout.row_list(), f), std::to_string(c + 3)},
                     {girs::Decimal(rows[static_cast<std::size_t>(f)][static_cast<std::size_t>(c)])}));
  return sheet;
}

/// The quarter before, as rules see it.
class Earlier final : public girs::formula::CellSource {
 public:
  explicit Earlier(const std::unordered_map<std::string, girs::Sheet>& sheets) : sheets_(sheets) {}
  girs::formula::Value cell(const girs::formula::CellAddress& address) const override {
    const auto found = sheets_.find(address.unit);
    return found == sheets_.end() ? girs::formula::Value(girs::formula::Absent::kMissing)
                                  : found->second.get({address.row, address.column}).value;
  }
  std::vector<Row> rows(const std::string&, const girs::Period&, const std::string&) const override { return {}; }
  std::vector<std::string> columns(const std::string&) const override { return {}; }
  std::optional<girs::PeriodKind> frequency(const std::string&) const override { return girs::PeriodKind::kQuarter; }
  girs::formula::Value parameter(const std::string&, const girs::Period&) const override { return girs::formula::Absent::kMissing; }

 private:
  const std::unordered_map<std::string, girs::Sheet>& sheets_;
};

struct Times {
  double one_by_one = 0;
  double by_plans = 0;
};

Times from_memory(const girs::FormLayout& layout) {
  std::unordered_map<std::string, girs::Sheet> before;
  std::vector<girs::Sheet> now;
  for (int i = 0; i < kUnits; ++i) {
    before.emplace(unit_code(i), sheet_of(layout, i, 0));
    now.push_back(sheet_of(layout, i, 1));
  }
  const Earlier earlier(before);
  std::vector<girs::BatchCheck::Item> items;
  for (int i = 0; i < kUnits; ++i)
    items.push_back({&now[static_cast<std::size_t>(i)],
                     {*girs::Period::parse("2025-Q4"), unit_code(i), girs::make_date(2025, 12, 14), &earlier}});
  const girs::Checker checker(layout);
  girs::engine::PlanCache plans;
  Times times;
  times.one_by_one = best_cpu_of(3, [&] {
    for (const auto& item : items)
      if (!checker.check(*item.sheet, item.context).empty()) give_up("the bench's reports have findings");
  });
  times.by_plans = best_cpu_of(3, [&] {
    for (const auto& found : girs::BatchCheck(layout, &plans).check(items))
      if (!found.empty()) give_up("the bench's reports have findings");
  });
  return times;
}

/// Both quarters as received packages: what checks read of them, without envelopes.
void fill(girs::store::Store& store, const girs::FormLayout& layout) {
  done(store.write([&](girs::store::Connection& connection) -> girs::Status {
    std::int64_t index = 0;
    for (int quarter = 0; quarter < 2; ++quarter)
      for (int i = 0; i < kUnits; ++i) {
        girs::store::SubmissionRow row;
        char pid[65];
        std::snprintf(pid, sizeof pid, "%064lld", static_cast<long long>(++index));
        row.pid = row.env = pid;
        row.origin = "bench/log";
        row.index = index;
        row.regime = "KSTTHC";
        row.unit = unit_code(i);
        row.period = kPeriods[quarter];
        row.scope = i < kProvinces ? "aggregate" : "own";
        row.series = girs::package::series_id(
            row.unit, row.regime, i < kProvinces ? girs::package::ReportScope::kAggregate : girs::package::ReportScope::kOwn,
            row.period);
        row.kind = "original";
        row.created_at = "2025-12-15T02:00:00Z";
        GIRS_TRY(auto blob, to_blob(layout, sheet_of(layout, i, quarter)));
        GIRS_CHECK(girs::store::insert_submission(connection, row, {}, {{kForm, 1, std::move(blob)}}));
      }
    return girs::ok();
  }));
}

double from_store(const girs::Catalog& definitions, const girs::FormLayout& layout) {
  const TemporaryFolder folder;
  const auto store = made(girs::store::Store::open(folder / "country.girs", {}));
  fill(*store, layout);
  const girs::report::Workspace workspace{store.get(), &definitions};
  return best_cpu_of(3, [&] {
    std::size_t clear = 0;
    done(check_reports(workspace, {"KSTTHC", "2025-Q4"}, {}, [&](girs::report::CheckedReport&& one) -> girs::Status {
      clear += one.review.findings.empty() ? 1U : 0U;
      return girs::ok();
    }));
    if (clear != kUnits) give_up("the bench's reports have findings");
  });
}

int count(void* total, int, char** values, char**) {
  *static_cast<long*>(total) += std::strtol(values[0], nullptr, 10);
  return 0;
}

/// The same identities over the same rows: one statement a rule.
double in_sqlite(const girs::FormLayout& layout, const std::string& file) {
  sqlite3* db = nullptr;
  if (sqlite3_open(file.c_str(), &db) != SQLITE_OK) give_up("SQLite does not open");
  std::string script =
      "CREATE TABLE cells(unit TEXT, period TEXT, row TEXT, c3 INTEGER, c4 INTEGER, c5 INTEGER, c6 INTEGER, c7 INTEGER,"
      "c8 INTEGER, c9 INTEGER, c10 INTEGER, c11 INTEGER, c12 INTEGER, c13 INTEGER, PRIMARY KEY(unit, period, row)) WITHOUT ROWID;BEGIN;";
  for (int quarter = 0; quarter < 2; ++quarter)
    for (int i = 0; i < kUnits; ++i) {
      const auto rows = rows_of(i, quarter);
      for (int f = 0; f <= kFields; ++f) {
        script += "INSERT INTO cells VALUES('" + unit_code(i) + "','" + kPeriods[quarter] + "','" + row_code(*layout.row_list(), f) + "'";
        for (const auto figure : rows[static_cast<std::size_t>(f)]) script += "," + std::to_string(figure);
        script += ");";
      }
    }
  script += "COMMIT;";
  sqlite3_exec(db, script.c_str(), nullptr, nullptr, nullptr);
  std::vector<std::string> rules = {
      "SELECT count(*) FROM cells WHERE period='2025-Q4' AND c3<>c4+c5+c6",
      "SELECT count(*) FROM cells WHERE period='2025-Q4' AND c7<>c8+c9+c10",
      "SELECT count(*) FROM cells WHERE period='2025-Q4' AND c11<>c12+c13",
      "SELECT count(*) FROM cells WHERE period='2025-Q4' AND c3<>c7+c11",
      "SELECT count(*) FROM cells a JOIN cells b ON b.unit=a.unit AND b.row=a.row AND b.period='2025-Q3' "
      "WHERE a.period='2025-Q4' AND a.c6<>b.c11"};
  std::string sums = "SELECT count(*) FROM (SELECT 1 FROM cells WHERE period='2025-Q4' GROUP BY unit HAVING ";
  for (int c = 3; c <= 13; ++c) {
    const auto name = "c" + std::to_string(c);
    sums += (c > 3 ? " OR " : "") + std::string("sum(CASE row WHEN 'T' THEN -") + name + " ELSE " + name + " END)<>0";
  }
  rules.push_back(sums + ")");
  const double best = best_cpu_of(3, [&] {
    long failed = 0;
    for (const auto& rule : rules)
      if (sqlite3_exec(db, rule.c_str(), count, &failed, nullptr) != SQLITE_OK) give_up(sqlite3_errmsg(db));
    if (failed != 0) give_up("SQLite finds failures");
  });
  sqlite3_close(db);
  return best;
}

}  // namespace

void form_country(Report& report) {
  const auto definitions = catalog();
  const girs::FormLayout layout(*definitions.form_version(kForm, 1), definitions);
  const TemporaryFolder folder;
  const double memory = in_sqlite(layout, ":memory:"), file = in_sqlite(layout, folder / "peer.db");
  const Times times = from_memory(layout);
  report.push_back({"form-country-memory", times.one_by_one, "s", 0.2, "SQLite SQL in memory", memory, "synthetic"});
  report.push_back({"form-country-plans", times.by_plans, "s", 0.2, "one by one", times.one_by_one, "synthetic"});
  report.push_back({"form-country-store", from_store(definitions, layout), "s", 1, "SQLite SQL in a file", file, "synthetic"});
}

}  // namespace bench
