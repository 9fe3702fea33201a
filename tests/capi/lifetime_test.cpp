// How objects live and die: frees in any order, use after close in every function, many threads on
// shared handles.

#include <algorithm>
#include <array>
#include <atomic>
#include <functional>
#include <numeric>
#include <random>
#include <thread>

#include "exchange.h"

using namespace capi;

namespace {

/// Objects that were made from each other, every one with what proves that it still works.
class Family {
 public:
  Family() : report(exchange.draft()), central(exchange.open_central()) {
    MUST(girs_report_check(report, findings.out(), error));
    MUST(girs_server_listen(central, nullptr, server.out(), error));
    MUST(girs_report_show(report, json.out(), error));
    MUST(girs_formula_compile("[3]+1", GIRS_NUL, nullptr, formula.out(), error));
    CHECK(girs_report_return(report, "x", GIRS_NUL, failure.out()) < 0);
  }

  static constexpr std::size_t kMembers = 9;

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
  Failure failure;
};

/// Handles of stores that were closed, and every call that would read or write them.
class ClosedStores {
 public:
  using Calls = std::vector<std::pair<const char*, std::function<girs_status()>>>;

  ClosedStores() : report(exchange.draft()), central(exchange.open_central()), signing(exchange.parties()) {
    aggregate.flags = GIRS_REPORT_AGGREGATE;
    due.unit = kUnit;
    due.from = "2025-12-01";
    due.to = "2025-12-31";
    change.regime = "KSTTHC";
    change.unit = kUnit;
    change.period = "2025-Q4";
    change.due = "2025-12-22";
    change.reason = change.author = "x";
    sync.url = "http://127.0.0.1:9/";
    MUST(girs_key_signer(exchange.root, &root, error));
    MUST(girs_store_close(exchange.commune, error));
    MUST(girs_store_close(exchange.centre, error));
    store = exchange.commune;
    out = json.out();
  }

  Calls of_the_store() {
    return {
        {"store_set", [this] { return girs_store_set(store, "unit", n, "96", n, nullptr); }},
        {"store_get", [this] { return girs_store_get(store, "unit", n, out, nullptr); }},
        {"catalog_load", [this] { return girs_catalog_load(store, kCatalogue.c_str(), n, nullptr); }},
        {"catalog_load_paths", [this] { return girs_catalog_load_paths(store, paths, 1, nullptr); }},
        {"catalog_check_paths", [this] { return girs_catalog_check_paths(store, paths, 1, nullptr); }},
        {"due", [this] { return girs_due(store, &due, out, nullptr); }},
        {"reminders", [this] { return girs_reminders(store, &due, out, nullptr); }},
        {"obligation_extend", [this] { return girs_obligation_extend(store, &change, nullptr); }},
        {"obligation_exclude", [this] { return girs_obligation_exclude(store, &change, nullptr); }},
        {"obligation_restore", [this] { return girs_obligation_restore(store, &change, nullptr); }},
        {"report_create", [this] { return girs_report_create(store, &which, other.out(), nullptr); }},
        {"report_open", [this] { return girs_report_open(store, &which, other.out(), nullptr); }},
        {"report_aggregate",
         [this] { return girs_report_aggregate(store, &aggregate, "", 0, other.out(), out, nullptr); }},
        {"report_list", [this] { return girs_report_list(store, out, nullptr); }},
        {"registry_add", [this] { return girs_registry_add(store, "[]", n, "", 0, &root, out, nullptr); }},
        {"registry_revoke", [this] { return girs_registry_revoke(store, "a", n, 1, "b", n, &root, nullptr); }},
        {"registry_show", [this] { return girs_registry_show(store, out, nullptr); }},
        {"package_export", [this] { return girs_package_export(store, "a", n, out, nullptr); }},
        {"receipt_get", [this] { return girs_receipt_get(store, "a", n, out, nullptr); }},
        {"overview", [this] { return girs_overview(store, "KSTTHC", n, "2025-Q4", n, "96", n, 0, out, nullptr); }},
        {"indicator_compute",
         [this] { return girs_indicator_compute(store, "KSTT.01", n, "96", n, "2025-Q4", n, out, nullptr); }},
        {"indicator_explain",
         [this] { return girs_indicator_explain(store, "KSTT.01", n, "96", n, "2025-Q4", n, out, nullptr); }},
        {"fsck", [this] { return girs_fsck(store, nullptr, nullptr, out, nullptr); }},
        {"sync_run", [this] { return girs_sync_run(store, &sync, out, nullptr); }},
        {"sync_outbox", [this] { return girs_sync_outbox(store, out, nullptr); }},
        {"central_publish",
         [this] { return girs_central_publish(central, exchange.registry.data(), exchange.registry.size(), nullptr); }},
        {"central_publish_catalogue",
         [this] { return girs_central_publish_catalogue(central, &root, nullptr, nullptr); }},
        {"central_request", [this] { return girs_central_request(central, request, n, &root, out, nullptr); }},
    };
  }
  Calls of_the_report() {
    return {
        {"report_set_cell",
         [this] { return girs_report_set_cell(report, "", 0, "LV01", n, "3", n, "1", n, 0, nullptr); }},
        {"report_import",
         [this] { return girs_report_import(report, "", 0, "a.csv", n, "row,3\nLV01,1\n", n, 0, nullptr); }},
        {"report_explain", [this] { return girs_report_explain(report, "", 0, "T", n, "balance", n, "y", n, nullptr); }},
        {"report_sent_otherwise", [this] { return girs_report_sent_otherwise(report, "giay", n, 1, nullptr); }},
        {"report_check", [this] { return girs_report_check(report, findings.out(), nullptr); }},
        {"report_approve", [this] { return girs_report_approve(report, nullptr); }},
        {"report_return", [this] { return girs_report_return(report, "x", n, nullptr); }},
        {"report_submit", [this] { return girs_report_submit(report, signing.data(), signing.size(), out, nullptr); }},
        {"report_correct", [this] { return girs_report_correct(report, "a", n, "b", n, "", 0, nullptr); }},
        {"report_withdraw", [this] { return girs_report_withdraw(report, "a", n, "b", n, "", 0, nullptr); }},
        {"report_show", [this] { return girs_report_show(report, out, nullptr); }},
        {"report_history", [this] { return girs_report_history(report, out, nullptr); }},
    };
  }
  bool gave_something() const { return json != nullptr || other != nullptr; }

 private:
  static constexpr auto n = GIRS_NUL;
  Exchange exchange;
  Report report, other;
  Central central;
  Findings findings;
  Given json;
  girs_store* store = nullptr;
  girs_bytes** out = nullptr;
  girs_report_options which = quarter(), aggregate = quarter("96");
  girs_due_options due = GIRS_DUE_OPTIONS;
  girs_obligation_change change = GIRS_OBLIGATION_CHANGE;
  girs_sync_options sync = GIRS_SYNC_OPTIONS;
  girs_signer root = GIRS_SIGNER;
  std::vector<girs_party> signing;
  const char* const paths[1] = {kCatalogue.c_str()};
  const char* request =
      R"({"regime":"KSTTHC","units":["31825"],"period":"2025-Q4","due":"2025-12-22","text":"x"})";
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

TEST_CASE("after close every function that reads or writes the store says that it is closed") {
  ClosedStores closed;
  for (const auto& calls : {closed.of_the_store(), closed.of_the_report()})
    for (const auto& call : calls) {
      CAPTURE(std::string(call.first));
      CHECK(call.second() == GIRS_CLOSED);
      CHECK_FALSE(closed.gave_something());
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
