// Delivered series and questions over indicators: files in, signed series, figures, pictures.

#include "exchange.h"

using namespace capi;

namespace {

constexpr const char* kHead = "indicator,unit,period,value,status\n";

bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

std::string import(const Store& store, const std::string& csv, const char* vintage = "2017-06-30") {
  girs_series_import_options options = GIRS_SERIES_IMPORT_OPTIONS;
  options.vintage = vintage;
  options.source = "test";
  Given json;
  MUST(girs_series_import(store, &options, csv.data(), csv.size(), json.out(), error));
  return json.text();
}

std::string query(const Store& store, const char* request, const char* format = "json") {
  Given text;
  MUST(girs_indicator_query(store, request, GIRS_NUL, format, GIRS_NUL, text.out(), error));
  return text.text();
}

}  // namespace

TEST_CASE("values of a file become vintages, and a question is answered as of a day") {
  Exchange exchange;
  const auto& store = exchange.centre;
  const auto taken = import(store, kHead + std::string("DOCTORS,96,2015,3500,preliminary\n"), "2016-06-30");
  CHECK(member(taken, "values") == "1");
  exchange.now += 86400;
  import(store, kHead + std::string("DOCTORS,96,2015,3530,official\n"));
  CHECK(member(query(store, R"({"indicators":["DOCTORS"],"units":["96"],"from":"2015"})"), "value") == "3530");
  CHECK(member(query(store, R"({"indicators":["DOCTORS"],"units":["96"],"from":"2015","as_of":"2016-12-31"})"),
               "value") == "3500");
  CHECK(has(query(store, R"({"indicators":["DOCTORS"],"units":["96"],"from":"2015"})", "csv"), "3530"));
}

TEST_CASE("every mistake of a file of values is told with its line, and nothing is taken") {
  Exchange exchange;
  girs_series_import_options options = GIRS_SERIES_IMPORT_OPTIONS;
  options.vintage = "2017-06-30";
  const std::string csv = std::string(kHead) + "DOCTOR,96,2015,1,\nDOCTORS,96,2015,1.5,\nDOCTORS,96,2016,7,\n";
  Given json;
  Failure failure;
  CHECK(girs_series_import(exchange.centre, &options, csv.data(), csv.size(), json.out(), failure.out()) ==
        GIRS_INVALID_ARGUMENT);
  REQUIRE(failure.mistakes() == 2);
  CHECK(failure.mistake(0, "line") == "2");
  CHECK(failure.mistake(1, "line") == "3");
  const auto answer = query(exchange.centre, R"({"indicators":["DOCTORS"],"units":["96"],"from":"2016"})");
  CHECK(member(answer, "absent") == "missing");
  CHECK(girs_indicator_query(exchange.centre, R"({"indicators":["NONE"],"units":["96"],"from":"2016"})", GIRS_NUL,
                             "json", GIRS_NUL, json.out(), failure.out()) == GIRS_INVALID_ARGUMENT);
}

TEST_CASE("the list of indicators says where each comes from") {
  Exchange exchange;
  Given json;
  MUST(girs_indicator_list(exchange.commune, json.out(), error));
  const auto doctors = json.text().find(R"("code":"DOCTORS")");
  REQUIRE(doctors != std::string::npos);
  CHECK(member(json.text().substr(doctors), "from") == "series");
  CHECK(has(json.text(), R"("code":"KSTT.01")"));
}

TEST_CASE("what a figure stands on is drawn as DOT and as SVG, in no other format") {
  Exchange exchange;
  import(exchange.centre, kHead + std::string("DOCTORS,96,2015,10,\nPOP,96,2015,100.0,\n"));
  Given text;
  const auto graph = [&](const char* format) {
    return girs_indicator_graph(exchange.centre, "DOCTORS_10K", GIRS_NUL, "96", GIRS_NUL, "2015", GIRS_NUL, format,
                                GIRS_NUL, text.out(), nullptr);
  };
  REQUIRE(graph("dot") == GIRS_OK);
  CHECK(text.text().starts_with("digraph"));
  CHECK(has(text.text(), "DOCTORS"));
  CHECK(has(text.text(), "POP"));
  REQUIRE(graph("svg") == GIRS_OK);
  CHECK(has(text.text(), "<svg"));
  CHECK(graph("png") == GIRS_INVALID_ARGUMENT);
}

TEST_CASE("a straight line through values is shown as a projection, and a fall in a row as an alert") {
  Exchange exchange;
  std::string csv = kHead;
  for (int year = 2010; year < 2016; ++year)
    csv += "PADDY_OUTPUT,96," + std::to_string(year) + "," + std::to_string(200 - 10 * (year - 2010)) + ".0,\n";
  import(exchange.centre, csv);
  Given json;
  MUST(girs_indicator_review(exchange.centre,
                             R"({"indicators":["PADDY_OUTPUT"],"units":["96"],"from":"2010","to":"2015"})", GIRS_NUL,
                             json.out(), error));
  INFO(json.text());
  CHECK(has(json.text(), R"("kind":"falling")"));
  const auto projections = json.text().substr(json.text().find("\"projections\""));
  CHECK(member(projections, "period") == "2016");
  CHECK(member(projections, "value") == "140.0");
}

TEST_CASE("a signed series waits in the outbox, and one against its definition is refused") {
  Exchange exchange;
  const auto parties = exchange.parties();
  const auto submit = [&](const std::string& value, Given& pid, Failure& failure) {
    const std::string series = R"({"unit":"96","indicator":"DOCTORS","breakdown":{},"vintage":"2027-03-01",)"
                               R"("values":[{"period":"2025","value":")" + value +
                               R"(","status":"official","flags":[]}]})";
    return girs_series_submit(exchange.centre, series.data(), series.size(), parties.data(), parties.size(),
                              pid.out(), failure.out());
  };
  Given pid, outbox;
  Failure failure;
  const auto status = submit("1200", pid, failure);
  INFO(failure.all());
  REQUIRE(status == GIRS_OK);
  CHECK(pid.text().size() == 64);
  MUST(girs_sync_outbox(exchange.centre, outbox.out(), error));
  CHECK(has(outbox.text(), pid.text()));
  CHECK(submit("-1.5", pid, failure) == GIRS_INVALID_ARGUMENT);
  CHECK(failure.mistakes() > 0);
}

namespace {

/// What a round of sync did.
std::string synced(const Store& store, const std::string& url) {
  girs_sync_options options = GIRS_SYNC_OPTIONS;
  options.url = url.c_str();
  options.timeout_ms = 5000;
  Given summary;
  MUST(girs_sync_run(store, &options, summary.out(), error));
  return summary.text();
}

}  // namespace

TEST_CASE("a signed series is delivered in a round, receipted, and its figures are the centre's") {
  Exchange exchange;
  const Central central = exchange.open_central();
  const auto parties = exchange.parties();
  const auto submit = [&](const char* value) {
    const std::string series = R"({"unit":"96","indicator":"DOCTORS","breakdown":{},"vintage":"2027-03-01",)"
                               R"("values":[{"period":"2025","value":")" + std::string(value) +
                               R"(","status":"official","flags":[]}]})";
    Given pid;
    MUST(girs_series_submit(exchange.commune, series.data(), series.size(), parties.data(), parties.size(),
                            pid.out(), error));
    return pid.text();
  };
  const auto pid = submit("1200");
  {
    const Running server(central);
    const auto round = synced(exchange.commune, server.url());
    CAPTURE(round);
    CHECK(member(round, "pushed") == "1");
    CHECK(round.find("\"refused\":[]") != std::string::npos);
    CHECK(member(exchange.outbox(), "state") == "receipted");
    Given receipt;
    MUST(girs_receipt_get(exchange.commune, pid.c_str(), GIRS_NUL, receipt.out(), error));
    CHECK(!receipt.text().empty());
    const auto corrected = submit("1210");   // the next revision follows it
    CHECK(member(synced(exchange.commune, server.url()), "pushed") == "1");
    CHECK(corrected != pid);
    const Store above = exchange.open("above.girs", "VN");   // takes what came from units below
    const auto pulled = synced(above, server.url());
    CHECK(member(pulled, "series") == "2");
    CHECK(pulled.find("\"passed\":[]") != std::string::npos);
    Given there;
    MUST(girs_indicator_explain(above, "DOCTORS", GIRS_NUL, "96", GIRS_NUL, "2025", GIRS_NUL, there.out(), error));
    CHECK(there.text().find(corrected) != std::string::npos);
    CHECK(member(synced(above, server.url()), "series") == "0");   // each is taken once
  }
  Given answer;
  MUST(girs_indicator_query(exchange.centre, R"({"indicators":["DOCTORS"],"units":["96"],"from":"2025"})",
                            GIRS_NUL, "json", GIRS_NUL, answer.out(), error));
  CHECK(member(answer.text(), "value") == "1210");
  CHECK(answer.text().find("revised") != std::string::npos);
}

TEST_CASE("a figure that was signed is marked stale when a report in it is corrected, and never changed") {
  Exchange exchange;
  const auto central = exchange.open_central();
  const auto parties = exchange.parties();
  const auto take_in = [&](const std::string& pid) {
    const auto package = exchange.package(pid);
    Given receipt;
    MUST(girs_central_admit(central, package.data(), package.size(), receipt.out(), error));
  };
  const auto figure = [&](const char* more = "") {
    return query(exchange.centre, (R"({"indicators":["KSTT.04"],"units":["96"],"from":"2025-Q4")" +
                                   std::string(more) + "}").c_str());
  };
  take_in(exchange.seal_quarter());
  auto province = quarter("96");
  province.flags = GIRS_REPORT_AGGREGATE;
  Report aggregate, report;
  MUST(girs_report_aggregate(exchange.centre, &province, "", 0, aggregate.out(), nullptr, error));
  MUST(girs_report_approve(aggregate, error));
  MUST(girs_report_submit(aggregate, parties.data(), parties.size(), nullptr, error));
  CHECK(member(figure(), "value") == "1230");
  CHECK(!has(figure(), "stale"));

  exchange.now += 3600;
  const auto options = quarter();
  Given text;
  MUST(girs_report_open(exchange.commune, &options, report.out(), error));
  MUST(girs_report_correct(report, "so-lieu", GIRS_NUL, "Sót một hồ sơ", GIRS_NUL, "", 0, error));
  for (const char* row : {"LV01", "T"})
    for (const auto& [column, value] :
         {std::pair("3", "1251"), {"4", "831"}, {"7", "1191"}, {"8", "1001"}})
      MUST(girs_report_set_cell(report, "", 0, row, GIRS_NUL, column, GIRS_NUL, value, GIRS_NUL, 0, error));
  MUST(girs_report_approve(report, error));
  MUST(girs_report_submit(report, parties.data(), parties.size(), text.out(), error));
  const auto corrected = text.text();
  take_in(corrected);

  CHECK(member(figure(), "value") == "1230");
  CHECK(has(figure(), R"("flags":["stale"])"));
  CHECK(!has(figure(R"(,"known_at":"2025-12-15T02:30:00Z")"), "stale"));
  MUST(girs_indicator_compute(exchange.centre, "KSTT.04", GIRS_NUL, "96", GIRS_NUL, "2025-Q4", GIRS_NUL,
                              text.out(), error));
  CHECK(has(text.text(), R"("now":{"unit":"96")"));
  const char* asked = R"({"indicators":["KSTT.04"],"units":["96"],"from":"2025-Q4"})";
  MUST(girs_indicator_explain_question(exchange.centre, asked, GIRS_NUL, "json", GIRS_NUL, text.out(), error));
  CHECK(has(text.text(), R"("corrected":{"pid":")" + corrected + R"(","rev":2})"));
  MUST(girs_indicator_explain_question(exchange.centre, asked, GIRS_NUL, "svg", GIRS_NUL, text.out(), error));
  CHECK(has(text.text(), "→ 1231"));
  CHECK(girs_indicator_explain_question(exchange.centre, asked, GIRS_NUL, "png", GIRS_NUL, text.out(),
                                        nullptr) == GIRS_INVALID_ARGUMENT);
}
