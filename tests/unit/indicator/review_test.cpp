#include "indicator/review.h"

#include <doctest/doctest.h>

#include "indicator/compute.h"
#include "indicator/graph.h"
#include "json/canonical.h"
#include "series_world.h"

using namespace girs;
using namespace girs::indicator;
using namespace girs::testing;

namespace {

const std::string kHead = "indicator,unit,period,value,status\n";

json::Value reviewed(SeriesWorld& world, const std::string& request) {
  return taken(review(world.workspace(), taken(parse_query(request))));
}

std::string kinds(const json::Value& shown) {
  std::string all;
  for (const auto& alert : *shown.find("alerts")->as_array()) all += *alert.text("kind") + " ";
  return all;
}

}  // namespace

TEST_CASE("a figure far from its history, falls in a row and late days are said") {
  SeriesWorld world;
  std::string csv = kHead;
  const char* values[] = {"100", "102", "98", "101", "99", "103", "97", "100", "101", "500"};
  for (int day = 0; day < 10; ++day)
    csv += "COVID_CASES,01,2021-D18" + std::to_string(day) + "," + values[day] + ",\n";
  csv += "COVID_CASES,79,2021-D180,9,\nCOVID_CASES,79,2021-D181,8,\nCOVID_CASES,79,2021-D182,7,\nCOVID_CASES,79,2021-D183,6,\n";
  taken(world.import(csv));
  const auto odd = reviewed(world, R"({"indicators":["COVID_CASES"],"units":["01"],"from":"2021-D180","to":"2021-D189"})");
  CHECK(kinds(odd) == "anomaly ");
  const auto& alert = odd.find("alerts")->as_array()->front();
  CHECK(*alert.text("period") == "2021-D189");
  // mean 100.111.., sample deviation 1.900..: (500 - 100.111) / 1.900 = 210.4
  CHECK(*alert.text("z") == "210.44");
  const auto falling = reviewed(world, R"({"indicators":["COVID_CASES"],"units":["79"],"from":"2021-D180","to":"2021-D184"})");
  CHECK(kinds(falling) == "falling late ");
}

TEST_CASE("a projection is a line through the values with its interval, marked as what it is") {
  SeriesWorld world;
  std::string csv = kHead;
  for (int year = 2010; year < 2016; ++year)
    csv += "PADDY_OUTPUT,01," + std::to_string(year) + "," + std::to_string(100 + 10 * (year - 2010)) + ".0,\n";
  taken(world.import(csv));
  const auto shown = reviewed(world, R"({"indicators":["PADDY_OUTPUT"],"units":["01"],"from":"2010","to":"2015"})");
  const auto& one = shown.find("projections")->as_array()->front();
  CHECK(*one.text("period") == "2016");
  CHECK(*one.find("projection")->as_bool());
  CHECK(*one.text("value") == "160.0");
  CHECK(*one.text("low") == "160.0");  // all values lie on the line
  const auto trend = trend_of({Decimal(1), Decimal(3), Decimal(2)});
  REQUIRE(trend);
  CHECK(round_half_away(trend->value, 6)->text() == "3.000000");
  CHECK(round_half_away(trend->high, 4)->text() == "7.4721");  // 3 + 2 * sqrt(1.5 * 10/3)
  CHECK_FALSE(trend_of({Decimal(1), Decimal(2)}));
}

TEST_CASE("an explained figure over series names its formula, operands, vintages and what was summed") {
  SeriesWorld world;
  taken(world.import(kHead + "DOCTORS,01,2015,10,\nPOP,01,2015,100.0,\n", "2016-06-30"));
  taken(world.import(kHead + "DOCTORS,01,2015,12,\n", "2017-06-30"));
  const auto shown = taken(explain(world.workspace(), "DOCTORS_10K", "01", *Period::parse("2015")));
  const auto* lineage = shown.find("lineage");
  REQUIRE(lineage);
  CHECK(*lineage->text("value") == "1.2");
  const auto& operands = *lineage->find("operands")->as_array();
  REQUIRE(operands.size() == 2);
  CHECK(operands[0].find("revisions")->as_array()->size() == 2);
  const auto country = taken(explain(world.workspace(), "DOCTORS", "VN", *Period::parse("2015")));
  CHECK(country.find("lineage")->find("parts")->as_array()->size() == 63);
  const auto dot = taken(drawn(shown, "dot"));
  CHECK(dot.find("DOCTORS_10K = 1.2") != std::string::npos);
  CHECK(dot.find("2017-06-30: 12") != std::string::npos);
  const auto svg = taken(drawn(country, "svg"));
  CHECK(svg.starts_with("<svg "));
  CHECK(svg.ends_with("</svg>\n"));
  CHECK_FALSE(drawn(shown, "png"));
}
