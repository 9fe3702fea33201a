// Plans through the public header: columns in, parts on threads of the host, Arrow streams out.

#include <map>
#include <thread>
#include <vector>

#include "doctest/doctest.h"
#include "handles.h"

using namespace capi;

namespace {

using Plan = Owned<girs_plan, girs_plan_free>;
using Table = Owned<girs_plan_table, girs_plan_table_free>;
using Run = Owned<girs_plan_run, girs_plan_run_free>;
using Rows = std::vector<std::map<std::string, std::string>>;

const char kRequest[] = R"json({"definitions":[
  {"name":"tong","formula":"[3]=[4]+[5]","form":"F","missing":"blank_zero"},
  {"name":"0501","formula":"ROUND([4]/[3]*100;1)","form":"F"},
  {"name":"ca-nuoc","formula":"SUM([3^LEAVES])","form":"F"}],
  "forms":[{"code":"F","columns":["3","4","5"]}]})json";
const char kUnits[] = R"([{"code":"VN"},{"code":"01","parent":"VN"},{"code":"02","parent":"VN"}])";

Table table() {
  Table made;
  Failure failure;
  REQUIRE(girs_plan_table_create(kUnits, GIRS_NUL, made.out(), failure.out()) == GIRS_OK);
  const std::int64_t figures[][3] = {{100, 3000, 1001}, {33, 1000, 1000}, {67, 2000, 0}};
  const std::uint8_t present[] = {0x7, 0x7, 0x3};
  for (int c = 0; c < 3; ++c) {
    const std::string place =
        R"({"form":"F","column":")" + std::to_string(c + 3) + R"(","period":"2025-Q4"})";
    REQUIRE(girs_plan_table_add(made, place.c_str(), GIRS_NUL, figures[c], &present[c], 3, 1,
                                failure.out()) == GIRS_OK);
  }
  return made;
}

Plan plan() {
  Plan made;
  Failure failure;
  REQUIRE(girs_plan_compile(kRequest, GIRS_NUL, made.out(), failure.out()) == GIRS_OK);
  return made;
}

/// All rows of a stream of text columns, by column name; what has no value is left out.
Rows rows_of(ArrowArrayStream& stream) {
  ArrowSchema schema;
  ArrowArray batch;
  REQUIRE(stream.get_schema(&stream, &schema) == 0);
  REQUIRE(stream.get_next(&stream, &batch) == 0);
  Rows rows(static_cast<std::size_t>(batch.length));
  for (std::int64_t c = 0; c < batch.n_children; ++c) {
    const auto& column = *batch.children[c];
    const auto* validity = static_cast<const unsigned char*>(column.buffers[0]);
    const auto* offsets = static_cast<const std::int32_t*>(column.buffers[1]);
    const auto* texts = static_cast<const char*>(column.buffers[2]);
    for (std::size_t r = 0; r < rows.size(); ++r)
      if (!validity || (validity[r / 8] >> (r % 8) & 1))
        rows[r][schema.children[c]->name] =
            std::string(texts + offsets[r], static_cast<std::size_t>(offsets[r + 1] - offsets[r]));
  }
  batch.release(&batch);
  schema.release(&schema);
  stream.release(&stream);
  return rows;
}

}  // namespace

TEST_CASE("a plan runs in parts on the host's threads and its results come as Arrow streams") {
  const Plan compiled = plan();
  const Table cells = table();
  Run run;
  Failure failure;
  REQUIRE(girs_plan_run_prepare(compiled, cells, R"(["2025-Q4"])", GIRS_NUL, 0, run.out(),
                                failure.out()) == GIRS_OK);
  CHECK(girs_plan_run_memory(run, 2) > 0);
  ArrowArrayStream stream;
  CHECK(girs_plan_run_values(run, &stream, failure.out()) == GIRS_CONFLICT);
  std::vector<std::thread> threads;
  for (std::size_t part = 0; part < 3; ++part)
    threads.emplace_back([&run, part] { (void)girs_plan_run_part(run, part, 3, nullptr); });
  for (auto& thread : threads) thread.join();

  REQUIRE(girs_plan_run_findings(run, &stream, failure.out()) == GIRS_OK);
  const Rows findings = rows_of(stream);
  REQUIRE(findings.size() == 1);
  CHECK(findings[0] == std::map<std::string, std::string>{
                           {"rule", "tong"}, {"period", "2025-Q4"}, {"unit", "02"},
                           {"outcome", "fail"}, {"left", "100.1"}, {"right", "100"},
                           {"difference", "0.1"}});

  REQUIRE(girs_plan_run_values(run, &stream, failure.out()) == GIRS_OK);
  run.free();   // the stream outlives the run
  const Rows values = rows_of(stream);
  REQUIRE(values.size() == 6);
  CHECK(values[0].at("value") == "33");
  CHECK(values[1].at("value") == "33.3");
  CHECK(values[2].at("value") == "99.9");
  CHECK(values[3].at("indicator") == "ca-nuoc");
  CHECK(values[3].at("value") == "400.1");
  CHECK(values[4].at("why") == "missing");   // no units lie below
  CHECK(!values[4].contains("value"));
}

TEST_CASE("the printed plan names the kernels") {
  const std::string text = girs_plan_text(plan());
  CHECK(text.find("LINEQ [F!c3] = [F!c4] + [F!c5]  -> tong") != std::string::npos);
  CHECK(text.find("RATIO [F!c4] / [F!c3] * 100  to 1 decimals  -> 0501") != std::string::npos);
}

TEST_CASE("every mistake of a request comes at once, with its place") {
  Plan made;
  Failure failure;
  CHECK(girs_plan_compile(R"({"definitions":[{"name":"a","formula":"1+","form":"F"},
      {"name":"b","formula":"[3]=","form":"F","mising":"zero"}],"forms":[]})",
                          GIRS_NUL, made.out(), failure.out()) == GIRS_INVALID_ARGUMENT);
  INFO(failure.all());
  REQUIRE(failure.mistakes() == 3);
  CHECK(failure.mistake(0, "pointer") == "/definitions/0/formula");
}

TEST_CASE("columns that are not there, units that are not and cancelled runs are refused") {
  const Plan compiled = plan();
  const Table cells = table();
  Run run;
  Failure failure;
  CHECK(girs_plan_run_prepare(compiled, cells, R"(["2025-Q3"])", GIRS_NUL, 0, run.out(),
                              failure.out()) == GIRS_INVALID_ARGUMENT);
  CHECK(failure.mistakes() >= 3);
  CHECK(failure.mistake(0, "column") == "F!c3 of 2025-Q3");
  CHECK(girs_plan_run_prepare(compiled, cells, R"(["2025-Q3"])", GIRS_NUL, GIRS_PLAN_BLANK_COLUMNS,
                              run.out(), failure.out()) == GIRS_OK);
  CHECK(girs_plan_table_set(cells, R"({"form":"F","column":"3","period":"2025-Q4","unit":"99"})",
                            GIRS_NUL, R"({"value":"1"})", GIRS_NUL,
                            failure.out()) == GIRS_NOT_FOUND);
  CHECK(failure.detail("unit") == "99");
  girs_plan_run_cancel(run);
  CHECK(girs_plan_run_part(run, 0, 1, failure.out()) == GIRS_CANCELLED);
  CHECK(girs_plan_run_part(nullptr, 0, 1, failure.out()) == GIRS_INVALID_ARGUMENT);
}

TEST_CASE("a parameter of the table is read by the formulas that name it") {
  const Table cells = table();
  Plan compiled;
  Run run;
  Failure failure;
  REQUIRE(girs_plan_compile(R"json({"definitions":[{"name":"a","formula":"[3]*[$rate]","form":"F"}],
      "forms":[{"code":"F","columns":["3","4","5"]}]})json", GIRS_NUL, compiled.out(), failure.out()) == GIRS_OK);
  REQUIRE(girs_plan_table_parameter(cells, "rate", GIRS_NUL, R"({"value":"2.5"})", GIRS_NUL, failure.out()) == GIRS_OK);
  REQUIRE(girs_plan_run_prepare(compiled, cells, R"(["2025-Q4"])", GIRS_NUL, 0, run.out(), failure.out()) == GIRS_OK);
  REQUIRE(girs_plan_run_part(run, 0, 1, failure.out()) == GIRS_OK);
  ArrowArrayStream stream;
  REQUIRE(girs_plan_run_values(run, &stream, failure.out()) == GIRS_OK);
  const Rows values = rows_of(stream);
  REQUIRE(values.size() == 3);
  CHECK(values[1].at("value") == "750");
  CHECK(values[2].at("value") == "250.25");  // 100.1 * 2.5
}

TEST_CASE("a corrected cell and a list sent anew bring the results of a run up to date") {
  Plan compiled;
  Table cells = table();
  Run run;
  Failure failure;
  REQUIRE(girs_plan_compile(R"json({"definitions":[
      {"name":"ca-nuoc","formula":"SUM([3^LEAVES])","form":"F"},
      {"name":"danh-sach","formula":"SUM([L!r*.c2])","form":"F"},
      {"name":"du","formula":"[3]=[4]+[5]","form":"F","missing":"blank_zero"}],
      "forms":[{"code":"F","columns":["3","4","5"],"declared":{"3":{"type":"number","high":"500"}}},
               {"code":"L","columns":["2"],"open_rows":true}]})json",
                            GIRS_NUL, compiled.out(), failure.out()) == GIRS_OK);
  const std::int64_t figures[] = {1, 2, 4, 8};
  const std::int64_t offsets[] = {0, 0, 3, 4};
  const char* const list = R"({"form":"L","column":"2","period":"2025-Q4"})";
  REQUIRE(girs_plan_table_add_list(cells, list, GIRS_NUL, figures, nullptr, offsets, 4, 0,
                                   failure.out()) == GIRS_OK);
  REQUIRE(girs_plan_run_prepare(compiled, cells, R"(["2025-Q4"])", GIRS_NUL, 0, run.out(),
                                failure.out()) == GIRS_OK);
  std::int64_t again = -1;
  CHECK(girs_plan_run_apply(run, R"({"cells":[]})", GIRS_NUL, &again, failure.out()) == GIRS_CONFLICT);
  REQUIRE(girs_plan_run_part(run, 0, 1, failure.out()) == GIRS_OK);
  REQUIRE(girs_plan_run_apply(run, R"({"cells":[{"form":"F","column":"3","period":"2025-Q4",
      "unit":"02","value":"100"}],"lists":[{"form":"L","period":"2025-Q4","unit":"02",
      "rows":[{"2":{"value":"50"}},{"2":{"absent":"nil"}}]}]})",
                              GIRS_NUL, &again, failure.out()) == GIRS_OK);
  CHECK(again == 3);
  ArrowArrayStream stream;
  REQUIRE(girs_plan_run_values(run, &stream, failure.out()) == GIRS_OK);
  const Rows values = rows_of(stream);
  REQUIRE(values.size() == 6);
  CHECK(values[0].at("value") == "400");   // 300 of 01 and 100 of 02
  CHECK(values[4].at("value") == "7");
  CHECK(values[5].at("value") == "50");
  REQUIRE(girs_plan_run_findings(run, &stream, failure.out()) == GIRS_OK);
  CHECK(rows_of(stream).empty());

  CHECK(girs_plan_run_apply(run, R"({"cells":[{"form":"F","column":"3","period":"2025-Q4",
      "unit":"02","value":"501"}]})", GIRS_NUL, &again, failure.out()) == GIRS_INVALID_ARGUMENT);
  CHECK(failure.mistake(0, "unit") == "02");
  REQUIRE(girs_plan_run_apply(run, R"({"cells":[{"form":"L","row":"*1","column":"2","period":"2025-Q4",
      "unit":"02","value":"51"}]})", GIRS_NUL, &again, failure.out()) == GIRS_OK);
  CHECK(again == 1);
  CHECK(girs_plan_run_apply(run, R"({"cells":[{"form":"L","row":"*3","column":"2","period":"2025-Q4",
      "unit":"02","value":"1"}]})", GIRS_NUL, &again, failure.out()) == GIRS_NOT_FOUND);
  REQUIRE(girs_plan_table_parameter(cells, "x", GIRS_NUL, R"({"value":"1"})", GIRS_NUL,
                                    failure.out()) == GIRS_OK);
  CHECK(girs_plan_run_apply(run, R"({"cells":[]})", GIRS_NUL, &again, failure.out()) == GIRS_CONFLICT);
}

TEST_CASE("lists with offsets that do not fit and a tree of units that changed are refused") {
  Table cells = table();
  Failure failure;
  const std::int64_t figures[] = {1, 2, 4, 8};
  const std::int64_t falling[] = {0, 3, 2, 4};
  const char* const list = R"({"form":"L","column":"2","period":"2025-Q4"})";
  CHECK(girs_plan_table_add_list(cells, list, GIRS_NUL, figures, nullptr, falling, 4, 0,
                                 failure.out()) == GIRS_INVALID_ARGUMENT);
  const std::int64_t few[] = {0, 3, 4};
  CHECK(girs_plan_table_add_list(cells, list, GIRS_NUL, figures, nullptr, few, 3, 0,
                                 failure.out()) == GIRS_INVALID_ARGUMENT);
  CHECK(girs_plan_table_require_units(cells, kUnits, GIRS_NUL, failure.out()) == GIRS_OK);
  CHECK(girs_plan_table_require_units(cells, R"([{"code":"VN"},{"code":"01","parent":"VN"},
      {"code":"03","parent":"01"}])", GIRS_NUL, failure.out()) == GIRS_INVALID_ARGUMENT);
  REQUIRE(failure.mistakes() == 2);
  CHECK(failure.mistake(0, "unit") == "02");
  CHECK(failure.mistake(1, "unit") == "03");
}
