// What is said beside figures that are made of others: their status, and bases that say nothing.
#include <doctest/doctest.h>

#include "indicator/answer_text.h"
#include "indicator/measure_words.h"
#include "json/canonical.h"
#include "series_world.h"

using namespace girs;
using namespace girs::indicator;
using namespace girs::testing;

namespace {

const std::string kHead = "indicator,unit,period,value,status\n";

/// "derivation value status" of the only unit and period asked for.
std::string said(const SeriesWorld& world, const std::string& code, const std::string& unit,
                 const std::string& period, const std::string& derivation) {
  const auto one = world.ask(R"({"indicators":[")" + code + R"("],"units":[")" + unit +
                             R"("],"from":")" + period + R"(","derive":[")" + derivation + R"("]})");
  REQUIRE(one.size() == 1);
  return SeriesWorld::shown(one.front()) + " " +
         std::string(shown_status(one.front().point));
}

}  // namespace

TEST_CASE("a figure that could not be worked out has no status, whatever stands behind its parts") {
  SeriesWorld world;
  taken(world.import(kHead + "PADDY_OUTPUT,01,2015,250.0,official\nDOCTORS,01,2015,10,official\n"
                             "AIRPORT_PASSENGERS,VN,2024-M01,100,official\n"
                             "AIRPORT_PASSENGERS,VN,2024-M03,100,official\n"));
  for (const auto* derivation : {"growth", "growth-year", "index-2014", "moving-2"})
    CHECK_MESSAGE(said(world, "PADDY_OUTPUT", "01", "2015", derivation) == "… ", derivation);
  CHECK(said(world, "PADDY_OUTPUT", "01", "2016", "growth") == "… ");
  CHECK(said(world, "PADDY_OUTPUT", "02", "2015", "rank") == "… ");
  CHECK(said(world, "DOCTORS_10K", "01", "2015", "value") == "… ");   // nobody counted inhabitants
  CHECK(said(world, "AIRPORT_PASSENGERS", "VN", "2024-M03", "ytd") == "… ");
  CHECK(said(world, "AIRPORT_PASSENGERS", "VN", "2024-Q1", "value") == "… ");
  CHECK(said(world, "PADDY_OUTPUT", "01", "2015", "value") == "250.0 official");
  const auto csv = to_csv(taken(world.try_ask(
      R"({"indicators":["PADDY_OUTPUT"],"units":["01"],"from":"2015","derive":["growth"]})")));
  CHECK(csv.find("official") == std::string::npos);
}

TEST_CASE("the status of what is made of several figures is the least final of theirs") {
  SeriesWorld world;
  taken(world.import(kHead + "PADDY_OUTPUT,01,2013,100.0,estimate\n"
                             "PADDY_OUTPUT,01,2014,200.0,preliminary\n"
                             "PADDY_OUTPUT,01,2015,250.0,official\n"
                             "PADDY_OUTPUT,02,2015,250.0,estimate\n"
                             "DOCTORS,01,2015,10,preliminary\nPOP,01,2015,100.0,estimate\n"));
  CHECK(said(world, "PADDY_OUTPUT", "01", "2015", "growth") == "25.00 preliminary");
  CHECK(said(world, "PADDY_OUTPUT", "01", "2014", "growth") == "100.00 estimate");
  CHECK(said(world, "PADDY_OUTPUT", "01", "2015", "index-2013") == "250.00 estimate");
  CHECK(said(world, "PADDY_OUTPUT", "01", "2015", "moving-3") == "550.0 estimate");
  CHECK(said(world, "PADDY_OUTPUT", "01", "2015", "moving-2") == "450.0 preliminary");
  CHECK(said(world, "PADDY_OUTPUT", "VN", "2015", "value") == "500.0 estimate");
  CHECK(said(world, "PADDY_OUTPUT", "01", "2015", "share") == "50.00 estimate");
  CHECK(said(world, "DOCTORS_10K", "01", "2015", "value") == "1.0 estimate");
}

TEST_CASE("an index is asked for with a base of the same kind of period, and is 100 in it") {
  SeriesWorld world;
  taken(world.import(kHead + "PADDY_OUTPUT,01,2013,0.0,\nPADDY_OUTPUT,01,2014,200.0,\n"
                             "PADDY_OUTPUT,01,2015,250.0,\n"));
  CHECK(said(world, "PADDY_OUTPUT", "01", "2014", "index-2014") == "100.00 official");
  CHECK(said(world, "PADDY_OUTPUT", "01", "2014", "index-2015") == "80.00 official");
  CHECK(said(world, "PADDY_OUTPUT", "01", "2014", "index-2013") == "#DIV/0! ");
  const auto refused = world.try_ask(
      R"({"indicators":["AIRPORT_PASSENGERS"],"units":["VN"],"from":"2024-M01","derive":["index-2010","index-2024-Q1"]})");
  REQUIRE(!refused);
  REQUIRE(refused.error().mistakes.size() == 2);
  CHECK(refused.error().mistakes.front().message.en ==
        "The base of index-2010 is not of the kind of the periods asked for; name one such as "
        "2024-M01.");
  CHECK_FALSE(world.try_ask(
      R"({"indicators":["PADDY_OUTPUT"],"units":["01"],"from":"2015","derive":["index-X-abc"]})"));
}

TEST_CASE("a question whose periods run backwards is told just that") {
  SeriesWorld world;
  const auto refused = world.try_ask(
      R"({"indicators":["POP"],"units":["01"],"from":"2016","to":"2010"})");
  REQUIRE(!refused);
  REQUIRE(refused.error().mistakes.size() == 1);
  CHECK(refused.error().mistakes.front().message.en == "There is no period from 2016 to 2010.");
}

TEST_CASE("an import blames the column of a breakdown for a member that there is not") {
  SeriesWorld world;
  const auto refused = world.import("indicator,unit,period,value,SEX\nPOP,01,2015,1,Q\n");
  REQUIRE(!refused);
  REQUIRE(refused.error().mistakes.size() == 1);
  CHECK(*detail_of(refused.error().mistakes.front().details, "column") == "SEX");
  const auto unknown = world.import("indicator,unit,period,value,COLOUR\nPOP,01,2015,1,Q\n");
  REQUIRE(!unknown);
  CHECK(*detail_of(unknown.error().mistakes.front().details, "column") == "COLOUR");
}

TEST_CASE("an answer's texts get an apostrophe only where a spreadsheet would run them") {
  SeriesWorld world;
  const auto source = [&](const std::string& name) {
    taken(import_series(world.workspace(), {Import::Format::kCsv, "2017-06-30", name},
                        kHead + "DOCTORS,01,2015," + std::to_string(name.size()) + ",\n"));
    const auto csv = to_csv(taken(world.try_ask(
        R"({"indicators":["DOCTORS"],"units":["01"],"from":"2015"})")));
    return csv.substr(csv.rfind(',') + 1);
  };
  CHECK(source("x") == "x\n");
  CHECK(source("...") == "...\n");
  CHECK(source("'twas") == "'twas\n");
  CHECK(source("=1+1") == "'=1+1\n");
  CHECK(source("@sum()") == "'@sum()\n");
}

TEST_CASE("a figure says the prices it is in, and growth whether it is nominal or real, in both languages") {
  SeriesWorld world;
  taken(world.import(kHead + "GDP_2010,VN,2014,100,\nGDP_2010,VN,2015,107,\n"
                             "GDP,VN,2014,100,\nGDP,VN,2015,112,\n"));
  const auto answer = taken(world.try_ask(
      R"({"indicators":["GDP_2010","GDP"],"units":["VN"],"from":"2015","derive":["value","growth","index-2014","share"]})"));
  std::vector<std::string> en, vi, flags;
  for (const auto& one : answer.observations) {
    const auto unit = unit_of_measure(*one.indicator, one.derivation);
    en.push_back(unit.en);
    vi.push_back(unit.vi);
    std::string words;
    for (const auto& flag : one.point.flags) words += flag + " ";
    flags.push_back(words);
  }
  using Texts = std::vector<std::string>;
  CHECK(vi == Texts{"tỷ đồng (giá so sánh 2010)", "% (thực, giá so sánh 2010)",
                    "2014=100 (thực, giá so sánh 2010)", "%", "tỷ đồng (giá hiện hành)",
                    "% (danh nghĩa, giá hiện hành)", "2014=100 (danh nghĩa, giá hiện hành)", "%"});
  CHECK(en == Texts{"billion dong (constant 2010 prices)", "% (real, constant 2010 prices)",
                    "2014=100 (real, constant 2010 prices)", "%", "billion dong (current prices)",
                    "% (nominal, current prices)", "2014=100 (nominal, current prices)", "%"});
  CHECK(flags == Texts{"", "real ", "real ", "", "", "nominal ", "nominal ", ""});
  for (const auto& text : {to_csv(answer), to_sdmx_csv(answer), json::compact(to_sdmx_json(answer, {}))}) {
    CHECK(text.find("tỷ đồng (giá so sánh 2010)") != std::string::npos);
    CHECK(text.find("billion dong (constant 2010 prices)") != std::string::npos);
  }
  const auto shown = to_json(answer);
  const auto& first = shown.find("observations")->as_array()->front();
  CHECK(*first.text("unit_of_measure_en") == "billion dong (constant 2010 prices)");
  CHECK(*first.text("price_basis") == "constant");
  CHECK(*first.text("base_period") == "2010");
}

TEST_CASE("constant prices that an old store holds without a base are said without one") {
  Indicator indicator;
  indicator.unit_of_measure = {"billion dong", "tỷ đồng"};
  indicator.price_basis = "constant";
  const auto unit = unit_of_measure(indicator, Derivation{});
  CHECK(unit.en == "billion dong (constant prices)");
  CHECK(unit.vi == "tỷ đồng (giá so sánh)");
}

TEST_CASE("a formula that adds up is worked out in each period, and its figures are added") {
  auto documents = example_documents();
  const auto add = [&](const std::string& code, const char* from, const char* measure, const std::string& more) {
    documents.push_back({code + ".json", R"({"schema":"girs.indicator/1","code":")" + code +
                        R"(","version":1,"name":{"vi":"x"},"unit_of_measure":{"vi":"x"},"from":")" + from +
                        R"(","frequency":"month","measure":")" + measure + R"(","round":0,"body":"x",)"
                        R"("verified":false,"source":"x",)" + more + "}"});
  };
  const auto formula = [](const char* text) {
    return R"("missing":"propagate","numerator":")" + std::string(text) + "\"";
  };
  add("Q", "series", "flow", R"("reporters":["province"])");
  add("PRICE", "series", "rate", R"("reporters":["province"])");
  add("MONEY", "formula", "flow", formula("[#Q]*[#PRICE]"));
  add("CHANGE", "formula", "flow", formula("[#Q]-[#Q@P-1]"));
  add("STAFF", "series", "stock", R"("reporters":["province"])");
  add("LEVEL", "formula", "stock", formula("[#STAFF]*2"));
  SeriesWorld world(documents);
  taken(world.import(kHead + "Q,01,2023-M12,5,\nQ,01,2024-M01,10,\nQ,01,2024-M02,30,estimate\nQ,01,2024-M03,20,\n"
                             "PRICE,01,2024-M01,2,\nPRICE,01,2024-M02,3,\nPRICE,01,2024-M03,4,\nSTAFF,01,2024-M01,9,\nSTAFF,01,2024-M03,4,\n"));
  CHECK(said(world, "MONEY", "01", "2024-M03", "ytd") == "190 estimate");   // 20 + 90 + 80, not 60 * 4
  CHECK(said(world, "MONEY", "01", "2024-Q1", "value") == "190 estimate");
  CHECK(said(world, "MONEY", "01", "2024-M03", "moving-2") == "170 estimate");
  CHECK(said(world, "CHANGE", "01", "2024-M03", "ytd") == "15 estimate");   // 5 + 20 - 10
  CHECK(said(world, "CHANGE", "01", "2024-Q1", "value") == "15 estimate");
  CHECK(said(world, "CHANGE", "01", "2024-M01", "moving-2") == "… ");      // of November nothing is known
  CHECK(said(world, "LEVEL", "01", "2024-Q1", "value") == "8 official");
  CHECK(said(world, "MONEY", "01", "2024-M02", "growth") == "350.00 estimate");
  const auto told = taken(explain(world.workspace(), taken(parse_query(
      R"({"indicators":["MONEY"],"units":["01"],"from":"2024-Q1"})"))));
  const auto& parts = *told.find("lineage")->find("parts")->as_array();
  REQUIRE(parts.size() == 3);
  CHECK(*parts[1].text("period") == "2024-M02");
  CHECK(*parts[1].text("value") == "90");
  CHECK(parts[1].find("operands")->as_array()->size() == 2);
}
