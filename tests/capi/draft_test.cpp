// A draft beyond its cells: rows, header fields, files, earlier periods, nil returns, one cell's
// findings, what a correction changed; and what an expert would say of the form.

#include <filesystem>
#include <fstream>
#include <sstream>

#include "exchange.h"

using namespace capi;

namespace {

constexpr const char* kFormFile = "/forms/ii-06a-vpcp-kstt.json";

std::string shown(const Report& report) {
  Given json;
  MUST(girs_report_show(report, json.out(), error));
  return json.text();
}

bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

/// The example catalogue with `from` in its form II.06a replaced by `to`, once.
std::string changed_catalogue(const TemporaryFolder& folder, const std::string& from, const std::string& to) {
  const std::string copy = folder / "catalogue";
  std::filesystem::copy(kCatalogue, copy, std::filesystem::copy_options::recursive);
  std::stringstream read;
  read << std::ifstream(copy + kFormFile).rdbuf();
  std::string form = read.str();
  const auto at = form.find(from);
  REQUIRE(at != std::string::npos);
  std::ofstream(copy + kFormFile) << form.replace(at, from.size(), to);
  return copy;
}

std::string review(const std::string& catalogue) {
  Given json;
  MUST(girs_catalog_review(catalogue.c_str(), GIRS_NUL, json.out(), error));
  return json.text();
}

}  // namespace

TEST_CASE("a row is taken away, and one that is not there is refused") {
  Exchange exchange;
  const Report report = exchange.draft();
  REQUIRE(has(shown(report), "\"LV01\""));
  MUST(girs_report_remove_row(report, "", 0, "LV01", GIRS_NUL, error));
  CHECK_FALSE(has(shown(report), "\"LV01\""));
  CHECK(girs_report_remove_row(report, "", 0, "LV01", GIRS_NUL, nullptr) < 0);
}

TEST_CASE("a header field keeps its text until it is emptied; a form without it has no such field") {
  Exchange exchange;
  Failure failure;
  CHECK(girs_report_set_field(exchange.draft(), "", 0, "lap-bieu", GIRS_NUL, "Lan", GIRS_NUL, 0, failure.out()) ==
        GIRS_NOT_FOUND);
  const auto catalogue = changed_catalogue(
      exchange.folder, "\"columns\":",
      R"("header": [{"code": "lap-bieu", "title": {"vi": "Người lập biểu", "en": "Prepared by"}}], "columns":)");
  const Store store = exchange.open("header.girs");
  MUST(girs_catalog_load(store, catalogue.c_str(), GIRS_NUL, error));
  const auto options = quarter();
  Report report;
  MUST(girs_report_create(store, &options, report.out(), error));
  const auto set = [&](const char* text) {
    MUST(girs_report_set_field(report, "", 0, "lap-bieu", GIRS_NUL, text, GIRS_NUL, GIRS_NUMBERS_PLAIN, error));
  };
  set("Nguyễn Thị Lan");
  CHECK(has(shown(report), "Nguyễn Thị Lan"));
  set("");
  CHECK_FALSE(has(shown(report), "Nguyễn Thị Lan"));
}

TEST_CASE("blank cells are filled from the quarter before, by the columns that are named") {
  Exchange exchange;
  auto before = quarter();
  before.period = "2025-Q3";
  Report earlier;
  MUST(girs_report_create(exchange.commune, &before, earlier.out(), error));
  MUST(girs_report_set_cell(earlier, "", 0, "LV01", GIRS_NUL, "11", GIRS_NUL, "437", GIRS_NUL, 0, error));
  const auto options = quarter();
  Report report;
  Failure failure;
  MUST(girs_report_create(exchange.commune, &options, report.out(), error));
  MUST(girs_report_fill_from(report, "", 0, "2025-Q3", GIRS_NUL, R"({"11":"6"})", GIRS_NUL, error));
  Given cells;
  MUST(girs_report_preview(report, "", 0, "a.csv", GIRS_NUL, "row,column,value\nLV01,6,438\n", GIRS_NUL, 0,
                           cells.out(), error));
  CHECK(has(cells.text(), R"("from":"437")"));
  CHECK(girs_report_fill_from(report, "", 0, "2025-Q1", GIRS_NUL, "", 0, failure.out()) == GIRS_NOT_FOUND);
}

TEST_CASE("files come and go with a draft by their names") {
  Exchange exchange;
  const Report report = exchange.draft();
  const auto attach = [&](const char* name, const char* type) {
    return girs_report_attach(report, name, GIRS_NUL, type, GIRS_NUL, "%PDF", 4, nullptr);
  };
  CHECK(attach("../x.pdf", "application/pdf") == GIRS_INVALID_ARGUMENT);
  CHECK(attach("x.pdf", "pdf") == GIRS_INVALID_ARGUMENT);
  CHECK(attach("thuyet-minh.pdf", "application/pdf") == GIRS_OK);
  CHECK(has(shown(report), "thuyet-minh.pdf"));
  MUST(girs_report_detach(report, "thuyet-minh.pdf", GIRS_NUL, error));
  CHECK_FALSE(has(shown(report), "thuyet-minh.pdf"));
  CHECK(girs_report_detach(report, "thuyet-minh.pdf", GIRS_NUL, nullptr) == GIRS_NOT_FOUND);
}

TEST_CASE("a nil return says so and can be approved") {
  Exchange exchange;
  const auto options = quarter();
  Report report;
  MUST(girs_report_create(exchange.commune, &options, report.out(), error));
  MUST(girs_report_make_nil(report, error));
  CHECK(member(shown(report), "kind") == "nil-return");
  MUST(girs_report_approve(report, error));
  CHECK(girs_report_make_nil(report, nullptr) == GIRS_CONFLICT);
}

TEST_CASE("the findings of one cell are those of the rules that read it") {
  Exchange exchange;
  const Report report = exchange.draft("row,3,4,5,6,7,8,9,10\nLV01,1250,830,400,12,1190,1000,180,10\n");
  const auto of_cell = [&](const char* column) {
    Findings findings;
    Given json;
    MUST(girs_report_check_cell(report, "", 0, "LV01", GIRS_NUL, column, GIRS_NUL, findings.out(), error));
    MUST(girs_findings_json(findings, json.out(), error));
    return json.text();
  };
  CHECK(has(of_cell("6"), "\"received-total\""));
  CHECK_FALSE(has(of_cell("9"), "\"received-total\""));
}

TEST_CASE("what a correction changed is told cell by cell") {
  Exchange exchange;
  exchange.seal_quarter();
  const auto options = quarter();
  Report report;
  Failure failure;
  MUST(girs_report_open(exchange.commune, &options, report.out(), error));
  MUST(girs_report_correct(report, "error", GIRS_NUL, "Sai cột 13", GIRS_NUL, "", 0, error));
  MUST(girs_report_set_cell(report, "", 0, "LV01", GIRS_NUL, "13", GIRS_NUL, "11", GIRS_NUL, 0, error));
  Given json;
  MUST(girs_report_difference(report, 1, 0, json.out(), error));
  INFO(json.text());
  CHECK(has(json.text(), R"("row":"LV01","column":"13","from":"10","to":"11")"));
  CHECK_FALSE(has(json.text(), R"("column":"12")"));
  CHECK(girs_report_difference(report, 1, 9, json.out(), failure.out()) == GIRS_NOT_FOUND);
}

TEST_CASE("a rule that no report can keep is said of a form before anybody fills it in") {
  TemporaryFolder folder;
  CHECK_FALSE(has(review(kCatalogue), "\"grave\":true"));
  const auto catalogue = changed_catalogue(folder, "\"[3]=[4]+[5]+[6]\"", "\"[3]<0\"");
  MUST(girs_catalog_check(catalogue.c_str(), GIRS_NUL, error));
  const auto said = review(catalogue);
  INFO(said);
  CHECK(has(said, "\"grave\":true"));
  CHECK(has(said, "II.06a/VPCP/KSTT"));
}
