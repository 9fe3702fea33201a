// How objects live and die: frees in any order, many threads on shared handles.

#include <algorithm>
#include <array>
#include <atomic>
#include <numeric>
#include <random>
#include <thread>

#include "exchange.h"

using namespace capi;

namespace {

using Calendar = Owned<girs_calendar, girs_calendar_free>;
using Cancel = Owned<girs_cancel, girs_cancel_free>;
using Plan = Owned<girs_plan, girs_plan_free>;
using PlanTable = Owned<girs_plan_table, girs_plan_table_free>;
using PlanRun = Owned<girs_plan_run, girs_plan_run_free>;

constexpr const char* kCalendar =
    R"({"schema":"girs.calendar/1","code":"vn","version":1,"first_year":2026,"last_year":2026,)"
    R"("weekly_rest":[6,7],"days":[]})";
constexpr const char* kDefinitions =
    R"J({"definitions":[{"name":"all","formula":"SUM([3^LEAVES])","form":"F"}],"forms":[{"code":"F","columns":["3"]}]})J";
constexpr const char* kUnits = R"([{"code":"VN"},{"code":"01","parent":"VN"}])";
constexpr const char* kFigures = R"({"indicators":["KSTT.01"],"units":["31825"],"from":"2025-Q4"})";

/// A plan over one column, ready to run.
struct Planned {
  Plan plan;
  PlanTable table;
  PlanRun run;

  Planned() {
    const std::int64_t figures[] = {0, 7};
    MUST(girs_plan_compile(kDefinitions, GIRS_NUL, plan.out(), error));
    MUST(girs_plan_table_create(kUnits, GIRS_NUL, table.out(), error));
    MUST(girs_plan_table_add(table, R"({"form":"F","column":"3","period":"2025"})", GIRS_NUL, figures, nullptr, 2, 0, error));
    MUST(girs_plan_run_prepare(plan, table, R"(["2025"])", GIRS_NUL, 0, run.out(), error));
  }
};

/// Figures as a stream, which the caller releases.
class Figures {
 public:
  explicit Figures(girs_store* store) { MUST(girs_indicator_query_stream(store, kFigures, GIRS_NUL, &stream_, error)); }
  ~Figures() { free(); }
  Figures(const Figures&) = delete;
  Figures& operator=(const Figures&) = delete;
  void free() {
    if (stream_.release) stream_.release(&stream_);
  }
  /// How many rows are still to come.
  std::int64_t rows() {
    ArrowArray batch;
    std::int64_t rows = 0;
    while (stream_.get_next(&stream_, &batch) == 0 && batch.release) {
      rows += batch.length;
      batch.release(&batch);
    }
    return rows;
  }
  bool has_columns() {
    ArrowSchema schema;
    if (stream_.get_schema(&stream_, &schema) != 0) return false;
    const bool all = schema.n_children == 12;
    schema.release(&schema);
    return all;
  }

 private:
  ArrowArrayStream stream_ = {};
};

/// Objects that were made from each other, every one with what proves that it still works.
class Family {
 public:
  Family() : report(exchange.draft()), central(exchange.open_central()), figures(exchange.commune) {
    MUST(girs_report_check(report, findings.out(), error));
    MUST(girs_server_listen(central, nullptr, server.out(), error));
    MUST(girs_report_show(report, json.out(), error));
    MUST(girs_formula_compile("[3]+1", GIRS_NUL, nullptr, formula.out(), error));
    MUST(girs_calendar_read(kCalendar, GIRS_NUL, calendar.out(), error));
    MUST(girs_cancel_create(cancel.out(), error));
    MUST(girs_key_generate("ed25519", GIRS_NUL, key.out(), error));
    CHECK(girs_report_return(report, "x", GIRS_NUL, failure.out()) < 0);
  }

  static constexpr std::size_t kMembers = 16;

  void use(std::size_t which) {
    Given given;
    switch (which) {
      case 0: MUST(girs_report_list(exchange.commune, given.out(), error)); break;
      case 1: MUST(girs_report_show(report, given.out(), error)); break;
      case 2: CHECK(girs_findings_is_clear(findings) == 1); break;
      case 3: MUST(girs_fsck(exchange.centre, nullptr, nullptr, given.out(), error)); break;
      case 4: MUST(girs_central_checkpoint(central, given.out(), error)); break;
      case 5: CHECK(girs_server_port(server) > 0); break;
      case 6: CHECK(json.text().find("2025-Q4") != std::string::npos); break;
      case 7: CHECK(girs_formula_text(formula) == std::string("[3]+1")); break;
      case 8: CHECK(std::string(girs_plan_text(planned.plan)).find("all") != std::string::npos); break;
      case 9: MUST(girs_plan_table_require_units(planned.table, kUnits, GIRS_NUL, error)); break;
      case 10: MUST(girs_plan_run_part(planned.run, 0, 1, error)); break;
      case 11: MUST(girs_calendar_working(calendar, "2026-01-05", GIRS_NUL, given.out(), error)); break;
      case 12: CHECK(girs_cancel_is_set(cancel) == 0); break;
      case 13: MUST(girs_key_show(key, "", 0, given.out(), error)); break;
      case 14: CHECK(figures.has_columns()); break;
      default: CHECK_FALSE(failure.message().empty()); break;
    }
  }
  void free(std::size_t which) {
    switch (which) {
      case 0: return exchange.commune.free();
      case 1: return report.free();
      case 2: return findings.free();
      case 3: return exchange.centre.free();
      case 4: return central.free();
      case 5: return server.free();
      case 6: return json.free();
      case 7: return formula.free();
      case 8: return planned.plan.free();
      case 9: return planned.table.free();
      case 10: return planned.run.free();
      case 11: return calendar.free();
      case 12: return cancel.free();
      case 13: return key.free();
      case 14: return figures.free();
      default: return failure.free();
    }
  }

 private:
  Exchange exchange;
  Report report;
  Findings findings;
  Central central;
  Server server;
  Given json;
  Owned<girs_formula, girs_formula_free> formula;
  Planned planned;
  Calendar calendar;
  Cancel cancel;
  Key key;
  Figures figures;
  Failure failure;
};

}  // namespace

TEST_CASE("objects may be freed in any order, and those that are left still work") {
  const unsigned seed = 20251215;
  MESSAGE("seed " << seed);
  std::mt19937 random(seed);
  for (int round = 0; round < 25; ++round) {
    std::array<std::size_t, Family::kMembers> order;
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::shuffle(order.begin(), order.end(), random);
    Family family;
    for (std::size_t freed = 0; freed < order.size(); ++freed) {
      family.free(order[freed]);
      for (std::size_t i = freed + 1; i < order.size(); ++i) family.use(order[i]);
    }
  }
}

TEST_CASE("what was read before a store was closed stays readable") {
  Exchange exchange;
  const Report report = exchange.draft();
  Findings findings;
  MUST(girs_report_check(report, findings.out(), error));
  MUST(girs_store_close(exchange.commune, error));
  CHECK(girs_findings_is_clear(findings) == 1);
  CHECK(girs_findings_count(findings) < 100);
}

TEST_CASE("many threads use one store, one report, one formula and one calendar at once") {
  Exchange exchange;
  const Report report = exchange.draft();
  Owned<girs_formula, girs_formula_free> formula;
  MUST(girs_formula_compile("[3]+[4]", GIRS_NUL, nullptr, formula.out(), error));
  std::atomic<int> wrong{0};
  const auto work = [&](int number) {
    const std::string figure = std::to_string(100 + number);
    for (int round = 0; round < 10; ++round) {
      Given shown, value, list;
      Findings findings;
      Failure failure;
      const auto expect = [&](girs_status status) { if (status != GIRS_OK) ++wrong; };
      expect(girs_report_set_cell(report, "", 0, "LV02", GIRS_NUL, "3", GIRS_NUL, figure.c_str(), GIRS_NUL, 0,
                                  failure.out()));
      expect(girs_report_check(report, findings.out(), failure.out()));
      expect(girs_report_show(report, shown.out(), failure.out()));
      expect(girs_report_list(exchange.commune, list.out(), failure.out()));
      expect(girs_formula_evaluate(formula, R"({"cells":{"c3":"1","c4":"2"}})", GIRS_NUL, value.out(), failure.out()));
      if (value.text() != R"({"value":"3"})") ++wrong;
    }
  };
  std::vector<std::thread> threads;
  for (int i = 0; i < 6; ++i) threads.emplace_back(work, i);
  for (auto& thread : threads) thread.join();
  CHECK(wrong == 0);
}

TEST_CASE("many threads use one authority, one plan, one calendar and one key at once") {
  Exchange exchange;
  const Central central = exchange.open_central();
  const auto package = exchange.package(exchange.seal_quarter());
  Planned planned;
  Calendar calendar;
  MUST(girs_calendar_read(kCalendar, GIRS_NUL, calendar.out(), error));
  girs_signer signer = GIRS_SIGNER;
  MUST(girs_key_signer(exchange.log_key, &signer, error));
  std::atomic<int> wrong{0};
  const auto expect = [&](girs_status status) { if (status != GIRS_OK) ++wrong; };
  const auto work = [&](std::size_t number) {
    expect(girs_plan_run_part(planned.run, number, 4, nullptr));
    for (int round = 0; round < 5; ++round) {
      Given taken, board, note, working;
      std::uint8_t signature[64];
      std::size_t size = sizeof signature;
      expect(girs_central_admit(central, package.data(), package.size(), taken.out(), nullptr));
      expect(girs_central_board(exchange.centre, "96", GIRS_NUL, 0, board.out(), nullptr));
      expect(girs_central_checkpoint(central, note.out(), nullptr));
      expect(girs_calendar_working(calendar, "2026-01-05", GIRS_NUL, working.out(), nullptr));
      expect(signer.sign(signer.context, signer.scheme, signature, 3, signature, &size));
      if (Figures(exchange.commune).rows() != 1) ++wrong;
    }
  };
  std::vector<std::thread> threads;
  for (std::size_t i = 0; i < 4; ++i) threads.emplace_back(work, i);
  for (auto& thread : threads) thread.join();
  CHECK(wrong == 0);
  ArrowArrayStream values;
  MUST(girs_plan_run_values(planned.run, &values, error));
  values.release(&values);
}

TEST_CASE("a store is closed while others work with it: each call ends well or says that it is closed") {
  for (int round = 0; round < 5; ++round) {
    Exchange exchange;
    const Report report = exchange.draft();
    std::atomic<int> wrong{0}, begun{0};
    std::vector<std::thread> threads;
    for (int i = 0; i < 3; ++i)
      threads.emplace_back([&] {
        for (;;) {
          Given shown;
          const auto status = girs_report_show(report, shown.out(), nullptr);
          ++begun;
          if (status == GIRS_OK) continue;
          if (status != GIRS_CLOSED) ++wrong;
          return;
        }
      });
    while (begun < 5) std::this_thread::yield();
    MUST(girs_store_close(exchange.commune, error));
    for (auto& thread : threads) thread.join();
    CHECK(wrong == 0);
  }
}
