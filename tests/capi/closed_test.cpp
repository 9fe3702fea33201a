// Use after close: every function that reads or writes a store, called on stores that were closed.
// tests/tidy/guards.py sees to it that none is missing here.

#include <functional>
#include <utility>

#include "exchange.h"

using namespace capi;

namespace {

using Calls = std::vector<std::pair<const char*, std::function<girs_status()>>>;

/// A call of `function` with these arguments and no error_out, under its name.
#define CALL(function, ...) \
  { #function, [this] { return function(__VA_ARGS__, nullptr); } }

/// Handles of stores that were closed, and every call on them.
class ClosedStores {
 public:
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
    line.url = "http://127.0.0.1:9/";
    MUST(girs_key_signer(exchange.root, &root, error));
    MUST(girs_key_signer(exchange.log_key, &log_signer, error));
    serving.log_key = &log_signer;
    authority = R"({"origin":"a.example.vn/log","roots":["ecdsa-sha2-nistp256 )" +
                member(show(exchange.root), "spki") + R"("]})";
    sealed = sealed_package();
    MUST(girs_store_close(exchange.commune, error));
    MUST(girs_store_close(exchange.centre, error));
    store = exchange.commune;
    centre = exchange.centre;
    out = json.out();
  }

  Calls of_the_store() {
    return {
        CALL(girs_store_set, store, "unit", n, "96", n),
        CALL(girs_store_get, store, "unit", n, out),
        CALL(girs_store_backup, store, copy.c_str(), n, nullptr, nullptr, out),
        CALL(girs_store_inventory, store, out),
        CALL(girs_catalog_load, store, kCatalogue.c_str(), n),
        CALL(girs_catalog_load_paths, store, paths, 1),
        CALL(girs_catalog_check_paths, store, paths, 1),
        CALL(girs_catalog_review_paths, store, paths, 1, out),
        CALL(girs_catalog_list, store, out),
        CALL(girs_catalog_overlaps, store, 2025, out),
        CALL(girs_form_difference, store, "II.06a/VPCP/KSTT", n, 1, 1, out),
        CALL(girs_unit_show, store, "96", n, "2025-12-14", n, out),
        CALL(girs_unit_tree, store, "96", n, "2025-12-14", n, out),
        CALL(girs_unit_successors, store, "96", n, "2025-12-14", n, out),
        CALL(girs_unit_predecessors, store, "96", n, "2025-12-14", n, out),
        CALL(girs_unit_find, store, "ca mau", n, "2025-12-14", n, "", 0, out),
        CALL(girs_unit_members, store, "96", n, "", 0, "2025-12-14", n, out),
        CALL(girs_unit_group, store, "g", n, "2025-12-14", n, out),
        CALL(girs_unit_convert, store, R"({"on":"2025-07-01","addition":"flow","figures":[]})", n, out),
        CALL(girs_due, store, &due, out),
        CALL(girs_reminders, store, &due, out),
        CALL(girs_obligation_extend, store, &change),
        CALL(girs_obligation_exclude, store, &change),
        CALL(girs_obligation_restore, store, &change),
        CALL(girs_report_create, store, &which, other.out()),
        CALL(girs_report_open, store, &which, other.out()),
        CALL(girs_report_list, store, out),
        CALL(girs_report_list_stream, store, &stream),
        CALL(girs_registry_add, store, "[]", n, "", 0, &root, out),
        CALL(girs_registry_revoke, store, "a", n, 1, "b", n, &root),
        CALL(girs_registry_propose, store, "{}", n, &root, out),
        CALL(girs_registry_import, store, exchange.registry.data(), exchange.registry.size()),
        CALL(girs_registry_show, store, out),
        CALL(girs_package_verify, store, sealed.data(), sealed.size(), 0, out),
        CALL(girs_package_export, store, "a", n, out),
        CALL(girs_receipt_get, store, "a", n, out),
        CALL(girs_log_prove, store, 0, 0, out),
        CALL(girs_log_prove_growth, store, 1, 0, out),
        CALL(girs_sync_run, store, &line, out),
        CALL(girs_sync_outbox, store, out),
        CALL(girs_sync_send_again, store, "a", n),
        CALL(girs_log_monitor, store, &line, out),
    };
  }
  Calls of_many_reports() {
    return {
        CALL(girs_report_aggregate, store, &aggregate, "", 0, other.out(), out),
        CALL(girs_report_members, store, &aggregate, out),
        CALL(girs_report_against_members, store, &aggregate, out),
        CALL(girs_report_cell_of_members, store, &aggregate, "", 0, "T", n, "3", n, out),
        CALL(girs_report_check_all, store, &which, 1, nullptr, nullptr, out),
        CALL(girs_indicator_compute, store, "KSTT.01", n, "96", n, "2025-Q4", n, out),
        CALL(girs_indicator_compute_stream, store, "KSTT.01", n, "96", n, "2025-Q4", n, &stream),
        CALL(girs_indicator_explain, store, "KSTT.01", n, "96", n, "2025-Q4", n, out),
        CALL(girs_indicator_explain_question, store, asked, n, "json", n, out),
        CALL(girs_indicator_graph, store, "KSTT.01", n, "96", n, "2025-Q4", n, "dot", n, out),
        CALL(girs_indicator_list, store, out),
        CALL(girs_indicator_query, store, asked, n, "json", n, out),
        CALL(girs_indicator_query_stream, store, asked, n, &stream),
        CALL(girs_indicator_review, store, asked, n, out),
        CALL(girs_indicator_columns, store, 0, out),
        CALL(girs_series_import, store, nullptr, "indicator,unit,period,value,vintage\n", n, out),
        CALL(girs_series_submit, store, series, n, signing.data(), signing.size(), out),
    };
  }
  Calls of_the_centre() {
    return {
        CALL(girs_central_open, centre, &serving, another.out()),
        CALL(girs_central_publish, central, exchange.registry.data(), exchange.registry.size()),
        CALL(girs_central_admit, central, sealed.data(), sealed.size(), out),
        CALL(girs_central_decide, central, "a", n, "accepted", n, "", 0, "", 0, &root, out),
        CALL(girs_central_request, central, request, n, &root, out),
        CALL(girs_central_publish_catalogue, central, &root, nullptr),
        CALL(girs_central_checkpoint, central, out),
        CALL(girs_central_rotate, central, copy.c_str(), n, "b.example.vn/log", n),
        CALL(girs_central_fetch_members, central, authority.data(), authority.size(), &line, out),
        CALL(girs_server_listen, central, nullptr, server.out()),
        CALL(girs_overview, centre, "KSTTHC", n, "2025-Q4", n, "96", n, 0, out),
        CALL(girs_fsck, centre, nullptr, nullptr, out),
        CALL(girs_central_board, centre, "96", n, 0, out),
        CALL(girs_central_request_status, centre, "", 0, 0, out),
        CALL(girs_central_share, centre, rule, n),
        CALL(girs_central_shares, centre, out),
        CALL(girs_central_pull_shared, store, authority.data(), authority.size(), &line, out),
        CALL(girs_central_reads, centre, 0, "", 0, out),
        CALL(girs_central_forget_reads, centre, 1, nullptr),
        CALL(girs_central_retention, centre, R"({"schema":"girs.retention/1","rules":[]})", n, 0, out),
        CALL(girs_central_member_faults, centre, out),
        CALL(girs_central_trace, centre, "a", n, "f", n, "T", n, "3", n, out),
    };
  }
  Calls of_the_report() {
    return {
        CALL(girs_report_set_cell, report, "", 0, "LV01", n, "3", n, "1", n, 0),
        CALL(girs_report_import, report, "", 0, "a.csv", n, csv, n, 0),
        CALL(girs_report_set_cells, report, "", 0, &cells),
        CALL(girs_report_preview, report, "", 0, "a.csv", n, csv, n, 0, out),
        CALL(girs_report_merge, report, "", 0, "a.csv", n, csv, n, 0, 0),
        CALL(girs_report_set_field, report, "", 0, "f", n, "x", n, 0),
        CALL(girs_report_remove_row, report, "", 0, "LV01", n),
        CALL(girs_report_fill_from, report, "", 0, "2025-Q3", n, "", 0),
        CALL(girs_report_convert, report, "", 0, "CM-06", n, out),
        CALL(girs_report_undo, report),
        CALL(girs_report_attach, report, "a.pdf", n, "application/pdf", n, "x", 1),
        CALL(girs_report_detach, report, "a.pdf", n),
        CALL(girs_report_make_nil, report),
        CALL(girs_report_explain, report, "", 0, "T", n, "balance", n, "y", n),
        CALL(girs_report_sent_otherwise, report, "giay", n, 1),
        CALL(girs_report_csv, report, "", 0, out),
        CALL(girs_report_check, report, findings.out()),
        CALL(girs_report_check_cell, report, "", 0, "LV01", n, "3", n, findings.out()),
        CALL(girs_report_causes, report, out),
        CALL(girs_report_send_for_approval, report),
        CALL(girs_report_take_back, report),
        CALL(girs_report_approve, report),
        CALL(girs_report_return, report, "x", n),
        CALL(girs_report_submit, report, signing.data(), signing.size(), out),
        CALL(girs_report_prepare, report, R"([{"role":"preparer","keyid":"a"}])", n, out),
        CALL(girs_report_submit_signed, report, sealed.data(), sealed.size(), out),
        CALL(girs_report_correct, report, "a", n, "b", n, "", 0),
        CALL(girs_report_withdraw, report, "a", n, "b", n, "", 0),
        CALL(girs_report_show, report, out),
        CALL(girs_report_difference, report, 1, 0, out),
        CALL(girs_report_history, report, out),
    };
  }
  /// Whether something was given, or a file begun.
  bool gave_something() const {
    return json != nullptr || other != nullptr || another != nullptr || server != nullptr || findings != nullptr ||
           stream.release || std::filesystem::exists(copy);
  }

 private:
  static constexpr auto n = GIRS_NUL;

  /// A whole package, of another report.
  std::string sealed_package() {
    Exchange another_exchange;
    return another_exchange.package(another_exchange.seal_quarter());
  }

  Exchange exchange;
  Report report, other;
  Central central, another;
  Server server;
  Findings findings;
  Given json;
  ArrowArrayStream stream = {};
  girs_store *store = nullptr, *centre = nullptr;
  girs_bytes** out = nullptr;
  std::string authority, sealed;
  const std::string copy = exchange.folder / "copy.girs";
  girs_report_options which = quarter(), aggregate = quarter("96");
  girs_due_options due = GIRS_DUE_OPTIONS;
  girs_obligation_change change = GIRS_OBLIGATION_CHANGE;
  girs_sync_options line = GIRS_SYNC_OPTIONS;
  girs_central_options serving = GIRS_CENTRAL_OPTIONS;
  girs_cell_columns cells = GIRS_CELL_COLUMNS;
  girs_signer root = GIRS_SIGNER, log_signer = GIRS_SIGNER;
  std::vector<girs_party> signing;
  const char* const paths[1] = {kCatalogue.c_str()};
  const char* csv = "row,3\nLV01,1\n";
  const char* asked = R"({"indicators":["KSTT.01"],"units":["96"],"from":"2025-Q4"})";
  const char* series = R"({"unit":"96","indicator":"DOCTORS","breakdown":{},"vintage":"2027-03-01","values":[)"
                       R"({"period":"2025","value":"1","status":"official","flags":[]}]})";
  const char* request =
      R"({"regime":"KSTTHC","units":["31825"],"period":"2025-Q4","due":"2025-12-22","text":"x"})";
  const char* rule = R"({"schema":"girs.sharing/1","code":"A","recipient":"01","units":["96"],"regimes":["KSTTHC"],)"
                     R"("valid_from":"2025-12-01","valid_to":null,"basis":"x"})";
};

}  // namespace

TEST_CASE("after close every function that reads or writes the store says that it is closed") {
  ClosedStores closed;
  for (const auto& calls :
       {closed.of_the_store(), closed.of_many_reports(), closed.of_the_centre(), closed.of_the_report()})
    for (const auto& call : calls) {
      CAPTURE(std::string(call.first));
      CHECK(call.second() == GIRS_CLOSED);
      CHECK_FALSE(closed.gave_something());
    }
}

TEST_CASE("closing again is fine, also from a store that was never used") {
  Exchange exchange;
  const Store store = exchange.open("new.girs");
  for (int i = 0; i < 3; ++i) MUST(girs_store_close(store, error));
}
