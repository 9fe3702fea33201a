// Many reports at once: an aggregate's members, what they say against it, all reports of a period;
// a form as CSV; a local form in the national one; roles from the registry.

#include <filesystem>
#include <fstream>

#include "exchange.h"

using namespace capi;

namespace {

bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

girs_report_options province() {
  auto options = quarter("96");
  options.flags = GIRS_REPORT_AGGREGATE;
  return options;
}

/// An authority that holds the commune's accepted quarter.
struct Received : Exchange {
  std::string pid = seal_quarter();
  Central central = open_central();

  Received() {
    const auto sent = package(pid);
    Given receipt;
    MUST(girs_central_admit(central, sent.data(), sent.size(), receipt.out(), error));
  }
};

}  // namespace

TEST_CASE("a member is approved until the aggregate counts it, and what differs from the sum is shown") {
  Received received;
  const auto options = province();
  Given json;
  MUST(girs_report_members(received.centre, &options, json.out(), error));
  CHECK(has(json.text(), "\"expected\":64,\"counted\":0"));
  CHECK(has(json.text(), "\"state\":\"approved\",\"pid\":\"" + received.pid + "\",\"counted\":null"));

  Report aggregate;
  MUST(girs_report_aggregate(received.centre, &options, "", 0, aggregate.out(), nullptr, error));
  MUST(girs_report_members(received.centre, &options, json.out(), error));
  CHECK(has(json.text(), "\"state\":\"aggregated\""));
  MUST(girs_report_against_members(received.centre, &options, json.out(), error));
  CHECK(has(json.text(), "\"counted\":1"));
  CHECK(has(json.text(), "\"cells\":[]"));

  MUST(girs_report_set_cell(aggregate, "", 0, "LV01", GIRS_NUL, "3", GIRS_NUL, "1251", GIRS_NUL, 0, error));
  MUST(girs_report_against_members(received.centre, &options, json.out(), error));
  CHECK(has(json.text(), R"({"row":"LV01","column":"3","sum":"1250","stated":"1251","difference":"1"})"));
  MUST(girs_report_cell_of_members(received.centre, &options, "", 0, "LV01", GIRS_NUL, "3", GIRS_NUL, json.out(), error));
  CHECK(has(json.text(), "\"unit\":\"31825\""));
  CHECK(has(json.text(), "\"value\":\"1250\"}]"));
}

TEST_CASE("all reports of a period are checked in one call, with progress that can end it") {
  Received received;
  girs_report_options options = GIRS_REPORT_OPTIONS;
  options.regime = "KSTTHC";
  options.period = "2025-Q4";
  Given json;
  MUST(girs_report_check_all(received.centre, &options, 10, nullptr, nullptr, json.out(), error));
  CHECK(has(json.text(), "\"checked\":1,\"clear\":1"));
  CHECK(has(json.text(), "\"state\":\"accepted\",\"clear\":true"));
  CHECK(has(json.text(), "\"carry-over/T/\""));
  const auto stop = [](void* seen, const girs_progress* progress) -> int32_t {
    *static_cast<std::string*>(seen) = std::string(progress->stage) + " " + progress->unit;
    return 1;
  };
  std::string seen;
  CHECK(girs_report_check_all(received.centre, &options, 10, stop, &seen, json.out(), nullptr) == GIRS_CANCELLED);
  CHECK(seen == "check reports");
  options.unit = "no-such-unit";
  CHECK(girs_report_check_all(received.centre, &options, 10, nullptr, nullptr, json.out(), nullptr) == GIRS_NOT_FOUND);
}

TEST_CASE("a form goes out as the CSV that comes in") {
  Exchange exchange;
  const Report report = exchange.draft();
  Given csv;
  MUST(girs_report_csv(report, "", 0, csv.out(), error));
  CHECK(csv.text().starts_with("row,c3,c4,"));
  MUST(girs_report_import(report, "", 0, "again.csv", GIRS_NUL, girs_bytes_data(csv), girs_bytes_size(csv), 0, error));
  Given again;
  MUST(girs_report_csv(report, "", 0, again.out(), error));
  CHECK(again.text() == csv.text());
}

TEST_CASE("a local form's report fills the national one, and says what had no place there") {
  Exchange exchange;
  const std::string local = exchange.folder / "local";
  std::filesystem::create_directories(local);
  std::ofstream(local + "/form.json")
      << R"({"schema":"girs.form/1","code":"CM-06","version":1,"title":{"vi":"Biểu tỉnh","en":"Local form"},
        "columns":[{"code":"a","title":{"vi":"Trực tuyến","en":"Online"},"type":"number","measure":"flow"},
          {"code":"b","title":{"vi":"Bưu chính","en":"By post"},"type":"number","measure":"flow"},
          {"code":"c","title":{"vi":"Trực tiếp","en":"In person"},"type":"number","measure":"flow"},
          {"code":"d","title":{"vi":"Riêng của tỉnh","en":"Local only"},"type":"number","measure":"flow"}],
        "rows":{"dynamic":{"code_list":"linh-vuc"}},
        "variant_of":{"form":"II.06a/VPCP/KSTT","version":1,"columns":{"a":"4","b":"5","c":"5"}}})";
  std::ofstream(local + "/regime.json")
      << R"({"schema":"girs.regime/1","code":"CM-KSTT","version":1,"name":{"vi":"Báo cáo của tỉnh","en":"Local report"},
        "kind":"periodic","frequency":"quarter","window":{"kind":"nd09"},
        "due":{"levels":{"commune":{"kind":"working-days-after","days":1}}},"reporters":["commune"],"aggregators":[],
        "recipient":"G22","forms":["CM-06"],"from":"2021-01-01"})";
  MUST(girs_catalog_load(exchange.commune, local.c_str(), GIRS_NUL, error));
  auto options = quarter();
  options.regime = "CM-KSTT";
  Report own;
  MUST(girs_report_create(exchange.commune, &options, own.out(), error));
  const std::string cells = "row,a,b,c,d\nLV01,7,2,3,9\n";
  MUST(girs_report_import(own, "", 0, "x.csv", GIRS_NUL, cells.data(), cells.size(), 0, error));

  const auto national = quarter();
  Report report;
  MUST(girs_report_create(exchange.commune, &national, report.out(), error));
  Given left, csv;
  MUST(girs_report_convert(report, "", 0, "CM-KSTT", GIRS_NUL, left.out(), error));
  CHECK(has(left.text(), R"([{"row":"LV01","column":"d")"));
  MUST(girs_report_csv(report, "", 0, csv.out(), error));
  CHECK(has(csv.text(), "LV01,,7,5,"));
  MUST(girs_report_undo(report, error));
  MUST(girs_report_csv(report, "", 0, csv.out(), error));
  CHECK_FALSE(has(csv.text(), "LV01"));
}

TEST_CASE("roles of the registry hold its people to what their keys may do") {
  Received received;
  auto options = quarter();
  options.role = "registry";
  options.actor = "nobody";
  Report report;
  Failure failure;
  CHECK(girs_report_open(received.centre, &options, report.out(), failure.out()) == GIRS_UNTRUSTED);
  options.role = "chairman";
  CHECK(girs_report_open(received.centre, &options, report.out(), failure.out()) == GIRS_INVALID_ARGUMENT);
}
