// Entry, checks and approval: what officials meet day by day.

#include <cstring>

#include "exchange.h"

using namespace capi;

namespace {

std::string shown(const Report& report) {
  Given json;
  MUST(girs_report_show(report, json.out(), error));
  return json.text();
}

girs_status import(const Report& report, const char* name, const std::string& content, Failure& failure) {
  return girs_report_import(report, "", 0, name, GIRS_NUL, content.data(), content.size(),
                            GIRS_NUMBERS_PLAIN, failure.out());
}

girs_status set(const Report& report, const char* row, const char* column, const char* text,
                Failure& failure, int32_t style = GIRS_NUMBERS_PLAIN) {
  return girs_report_set_cell(report, "", 0, row, GIRS_NUL, column, GIRS_NUL, text, GIRS_NUL, style,
                              failure.out());
}

}  // namespace

TEST_CASE("a report begins once; a unit, regime or period that is none is named") {
  Exchange exchange;
  const Report draft = exchange.draft();
  Failure failure;
  Report report;
  auto options = quarter();
  CHECK(girs_report_create(exchange.commune, &options, report.out(), failure.out()) == GIRS_CONFLICT);
  options = quarter("99999");
  CHECK(girs_report_create(exchange.commune, &options, report.out(), failure.out()) == GIRS_NOT_FOUND);
  CHECK(failure.message().find("99999") != std::string::npos);
  options = quarter();
  options.regime = "POEMS";
  CHECK(girs_report_create(exchange.commune, &options, report.out(), failure.out()) == GIRS_NOT_FOUND);
  for (const std::string period : {"2025-Q5", "2025", "yesterday", ""}) {
    CAPTURE(period);
    options = quarter();
    options.period = period.c_str();
    CHECK(girs_report_create(exchange.commune, &options, report.out(), failure.out()) < 0);
    CHECK(report == nullptr);
  }
  options = quarter(nullptr);  // the store's own unit
  MUST(girs_report_open(exchange.commune, &options, report.out(), error));
  CHECK(member(shown(report), "unit") == kUnit);
}

TEST_CASE("a file with mistakes changes nothing and names row and column of each") {
  Exchange exchange;
  const Report report = exchange.draft();
  const std::string before = shown(report);
  Failure failure;
  CHECK(import(report, "q4.csv", "row,3,4\nLV01,12,abc\nLV99,1,1\nLV02,1.5,-\n", failure) ==
        GIRS_INVALID_ARGUMENT);
  INFO(failure.all());
  REQUIRE(failure.mistakes() >= 2);
  CHECK(failure.mistake(0, "row") == "LV01");
  CHECK(failure.mistake(0, "column") == "4");
  CHECK(failure.mistake(0, "line") == "2");
  CHECK(failure.mistake(0, "file") == "q4.csv");
  CHECK(std::strcmp(girs_error_mistake_message(failure, 0, "vi"),
                    girs_error_mistake_message(failure, 0, "en")) != 0);
  CHECK(shown(report) == before);
  CHECK(import(report, "q4.json", R"({"rows":[{"row":"LV01","c4":"x1"},{"row":"LV01","c77":"1"}]})",
               failure) == GIRS_INVALID_ARGUMENT);
  REQUIRE(failure.mistakes() >= 2);
  CHECK(failure.mistake(0, "pointer") != "");
  CHECK(shown(report) == before);
}

TEST_CASE("files that are no table are refused without harm") {
  Exchange exchange;
  const Report report = exchange.draft();
  const std::string before = shown(report);
  Failure failure;
  const std::vector<std::string> files = {"", "\xff\xfe" "a", std::string("row,3\0", 6), "row,3\n\"LV01,1\n",
                                          std::string(100000, '['), "no such header\n"};
  for (const auto& content : files) {
    CHECK(import(report, "x.csv", content, failure) == GIRS_INVALID_ARGUMENT);
    CHECK(import(report, "x.json", content, failure) == GIRS_INVALID_ARGUMENT);
  }
  CHECK(shown(report) == before);
}

TEST_CASE("a cell is refused with its row and column when the text does not fit") {
  Exchange exchange;
  const Report report = exchange.draft();
  Failure failure;
  CHECK(set(report, "LV01", "3", "twelve", failure) == GIRS_INVALID_ARGUMENT);
  CHECK(failure.detail("row") == "LV01");
  CHECK(failure.detail("column") == "3");
  CHECK(set(report, "LV01", "3", "1.234", failure, GIRS_NUMBERS_VIETNAMESE) == GIRS_OK);
  CHECK(set(report, "LV01", "3", "1", failure, 7) == GIRS_INVALID_ARGUMENT);
  CHECK(set(report, "LV01", "77", "1", failure) == GIRS_NOT_FOUND);
  CHECK(set(report, "LV99", "3", "1", failure) < 0);
  CHECK(girs_report_set_cell(report, "NO-FORM", GIRS_NUL, "LV01", GIRS_NUL, "3", GIRS_NUL, "1", GIRS_NUL,
                             0, failure.out()) == GIRS_NOT_FOUND);
  CHECK(set(report, "LV01", "3", "9999999999999999999999999999999999999999", failure) == GIRS_INVALID_ARGUMENT);
  for (const std::string special : {"-", "", "x", "...", "0"}) {
    CAPTURE(special);
    CHECK(set(report, "LV01", "3", special.c_str(), failure) == GIRS_OK);
  }
}

TEST_CASE("findings are data: all at once, with figures and both languages") {
  Exchange exchange;
  const Report report = exchange.draft("row,3,4,5,6,7,8,9,10\nLV01,1250,830,400,12,1190,1000,180,10\n");
  Findings findings;
  MUST(girs_report_check(report, findings.out(), error));
  CHECK_FALSE(girs_findings_is_clear(findings));
  const auto count = girs_findings_count(findings);
  const auto part = [&](std::size_t index, const char* name) -> std::string {
    const char* const text = girs_findings_text(findings, index, name);
    return text ? text : "";
  };
  std::size_t at = 0;
  while (at < count && (part(at, "rule") != "received-total" || part(at, "row") != "LV01")) ++at;
  REQUIRE(at < count);
  CHECK(girs_findings_severity(findings, at) == GIRS_ERROR);
  CHECK(girs_findings_outcome(findings, at) == GIRS_FAIL);
  CHECK(part(at, "left") == "1250");
  CHECK(part(at, "right") == "1242");
  CHECK(part(at, "difference") == "8");
  CHECK(std::strcmp(girs_findings_message(findings, at, "vi"), girs_findings_message(findings, at, "en")) != 0);
  CHECK(girs_findings_severity(findings, count) == -1);
  CHECK(girs_findings_outcome(findings, count) == -1);
  CHECK(girs_findings_text(findings, count, "rule") == nullptr);
  CHECK(girs_findings_text(findings, 0, "no-such-part") == nullptr);
  Given json;
  MUST(girs_findings_json(findings, json.out(), error));
  MUST(girs_json_lint(girs_bytes_data(json), girs_bytes_size(json), GIRS_JSON_STRICT, error));
}

TEST_CASE("a report with errors cannot be approved, and the refusal lists them") {
  Exchange exchange;
  const Report report = exchange.draft("row,3,4,5,6\nLV01,1250,830,400,12\nT,1250,830,400,12\n");
  Failure failure;
  CHECK(girs_report_approve(report, failure.out()) == GIRS_CONFLICT);
  REQUIRE(failure.mistakes() > 0);
  bool named = false;
  for (std::size_t i = 0; i < failure.mistakes(); ++i)
    named = named || (failure.mistake(i, "rule") == "received-total" && failure.mistake(i, "row") == "LV01");
  CHECK(named);
  CHECK(member(shown(report), "state") == "draft");
}

TEST_CASE("a finding of class explain lets the report pass once it is explained") {
  Exchange exchange;
  const Report report = exchange.draft(
      "row,3,4,5,6,7,8,9,10,11,12,13\nLV01,1250,830,400,20,1180,990,180,10,60,50,10\n"
      "T,1250,830,400,20,1180,990,180,10,60,50,10\n");
  Failure failure;
  CHECK(girs_report_approve(report, failure.out()) == GIRS_CONFLICT);
  for (const char* row : {"LV01", "T"})
    MUST(girs_report_explain(report, "", 0, row, GIRS_NUL, "balance", GIRS_NUL, "10 hồ sơ rút", GIRS_NUL, error));
  Findings findings;
  MUST(girs_report_check(report, findings.out(), error));
  CHECK(girs_findings_is_clear(findings));
  CHECK(girs_findings_count(findings) > 0);
  MUST(girs_report_approve(report, error));
}

TEST_CASE("an approved report cannot be edited until it is returned with a reason") {
  Exchange exchange;
  const Report report = exchange.draft();
  MUST(girs_report_approve(report, error));
  Failure failure;
  CHECK(set(report, "LV01", "3", "1", failure) == GIRS_CONFLICT);
  CHECK(import(report, "x.csv", kGoodCells, failure) == GIRS_CONFLICT);
  CHECK(girs_report_return(report, "", 0, failure.out()) == GIRS_INVALID_ARGUMENT);
  MUST(girs_report_return(report, "Sai cột 3", GIRS_NUL, error));
  CHECK(set(report, "LV01", "3", "1250", failure) == GIRS_OK);
  Given history;
  MUST(girs_report_history(report, history.out(), error));
  CHECK(history.text().find("Sai cột 3") != std::string::npos);
}

TEST_CASE("a preview stores nothing, an edit is taken back, and two editors are kept apart") {
  Exchange exchange;
  const Report report = exchange.draft();
  const std::string before = shown(report);
  const std::string edit = before.substr(before.find("\"edit\":") + 7, 12);
  const std::string file = "row,column,value\nLV01,4,77\n";
  Given preview;
  MUST(girs_report_preview(report, "", 0, "a.csv", GIRS_NUL, file.data(), file.size(), GIRS_NUMBERS_PLAIN,
                           preview.out(), error));
  CHECK(preview.text().find("\"to\":\"77\"") != std::string::npos);
  CHECK(preview.text().find("\"findings\"") != std::string::npos);
  CHECK(shown(report) == before);
  const std::int64_t base = std::stoll(edit);
  MUST(girs_report_merge(report, "", 0, "a.csv", GIRS_NUL, file.data(), file.size(), GIRS_NUMBERS_PLAIN, base, error));
  const std::string other = "row,column,value\nLV01,4,78\n";
  Failure failure;
  CHECK(girs_report_merge(report, "", 0, "b.csv", GIRS_NUL, other.data(), other.size(), GIRS_NUMBERS_PLAIN, base,
                          failure.out()) == GIRS_CONFLICT);
  Given history;
  MUST(girs_report_history(report, history.out(), error));
  CHECK(history.text().find("\"to\":\"77\"") != std::string::npos);
  MUST(girs_report_undo(report, error));
  Given causes;
  MUST(girs_report_causes(report, causes.out(), error));
  CHECK(causes.text().starts_with("{\"forms\":["));
}

TEST_CASE("a role is held to what it may do, and an unknown one is refused") {
  Exchange exchange;
  const Report draft = exchange.draft();
  auto options = quarter();
  options.role = "chairman";
  Report report;
  Failure failure;
  CHECK(girs_report_open(exchange.commune, &options, report.out(), failure.out()) == GIRS_INVALID_ARGUMENT);
  options.role = "preparer";
  MUST(girs_report_open(exchange.commune, &options, report.out(), error));
  CHECK(girs_report_approve(report, failure.out()) == GIRS_UNTRUSTED);
  MUST(girs_report_send_for_approval(report, error));
  CHECK(member(shown(report), "state") == "submitted");
  MUST(girs_report_take_back(report, error));
  CHECK(member(shown(report), "state") == "draft");
}
