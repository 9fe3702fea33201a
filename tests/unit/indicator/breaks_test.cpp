#include <doctest/doctest.h>

#include "indicator/answer_text.h"
#include "indicator/breaks.h"
#include "indicator/review.h"
#include "json/canonical.h"
#include "series_world.h"

using namespace girs;
using namespace girs::indicator;
using namespace girs::testing;

namespace {

const std::string kHead = "indicator,unit,period,value,status\n";

Document definition(const std::string& code, const std::string& members) {
  return {code + ".json",
          R"({"schema":"girs.indicator/1","code":")" + code +
              R"(","version":1,"name":{"vi":"Thử"},"round":0,)" + members + "}"};
}

/// A yearly and a monthly series with a break in 2013, and formulas over the yearly one.
std::vector<Document> broken_documents() {
  auto all = example_documents();
  const std::string breaks =
      R"("breaks":[{"on":"2013-01-01","reason":{"vi":"Đổi phương pháp"}}])";
  const std::string of_series = R"("from":"series","reporters":["province"],"measure":"flow",)";
  all.push_back(definition("YEARLY", of_series + R"("frequency":"year",)" + breaks));
  all.push_back(definition("STOCK", R"("from":"series","reporters":["province"],)"
                                    R"("measure":"stock","frequency":"month",)" + breaks));
  all.push_back(definition("MONTHLY",
                           of_series + R"("frequency":"month","breaks":[{"on":"2013-03-01",)"
                                       R"("reason":{"vi":"Đổi phương pháp"}}])"));
  const std::string of_formula =
      R"("from":"formula","frequency":"year","measure":"none","missing":"propagate",)";
  all.push_back(definition("TWICE", of_formula + R"("numerator":"2*[#YEARLY]")"));
  all.push_back(definition("STEP", of_formula + R"("numerator":"[#YEARLY]-[#YEARLY@P-1]")"));
  all.push_back(definition("LONG_STEP", of_formula + R"("numerator":"[#YEARLY]-[#YEARLY@P-2]")"));
  all.push_back(definition(
      "LAGGED", of_formula +
                    R"J("numerator":"[#YEARLY]+IF([#YEARLY@P-1]>0; 0; [#LAGGED@P-1])")J"));
  all.push_back(definition("STEP_OF_TWICE", of_formula + R"("numerator":"[#TWICE]-[#TWICE@P-1]")"));
  return all;
}

class BrokenWorld : public SeriesWorld {
 public:
  BrokenWorld() : SeriesWorld(broken_documents()) {
    std::string csv = kHead;
    for (int year = 2008; year <= 2016; ++year)
      csv += "YEARLY,01," + std::to_string(year) + "," + std::to_string(year - 1900) + ",\n";
    for (const char* code : {"MONTHLY", "STOCK"})
      for (int year = 2012; year <= 2014; ++year)
        for (int month = 1; month <= 12; ++month)
          csv += std::string(code) + ",01," + std::to_string(year) + "-M" +
                 (month < 10 ? "0" : "") + std::to_string(month) + ",7,\n";
    taken(import(csv));
  }
  /// The periods whose figure is flagged.
  std::string broken(const std::string& code, const std::string& from, const std::string& to,
                     const std::string& derivation) const {
    std::string periods;
    for (const auto& one : ask(R"({"indicators":[")" + code + R"("],"units":["01"],"from":")" + from +
                               R"(","to":")" + to + R"(","derive":[")" + derivation + R"("]})")) {
      CHECK(std::holds_alternative<Decimal>(one.point.value));
      if (one.point.flags.contains(kBreak))
        periods += (periods.empty() ? "" : " ") + one.period.label();
    }
    return periods;
  }
};

}  // namespace

TEST_CASE("a plain figure is flagged in the period of the break, what compares two when it lies between them") {
  const BrokenWorld world;
  CHECK(world.broken("YEARLY", "2008", "2016", "value") == "2013");
  CHECK(world.broken("YEARLY", "2009", "2016", "growth") == "2013");
  CHECK(world.broken("YEARLY", "2009", "2016", "growth-year") == "2013");
  CHECK(world.broken("YEARLY", "2008", "2016", "index-2010") == "2013 2014 2015 2016");
  CHECK(world.broken("YEARLY", "2008", "2016", "index-2013") == "2008 2009 2010 2011 2012");
  CHECK(world.broken("YEARLY", "2008", "2016", "index-2014") == "2008 2009 2010 2011 2012");
  CHECK(world.broken("MONTHLY", "2013-M01", "2014-M06", "growth-year") ==
        "2013-M03 2013-M04 2013-M05 2013-M06 2013-M07 2013-M08 2013-M09 2013-M10 2013-M11 "
        "2013-M12 2014-M01 2014-M02");
}

TEST_CASE("a sum over periods is flagged when a break lies between the first and the last of them") {
  const BrokenWorld world;
  CHECK(world.broken("MONTHLY", "2012-M03", "2014-M03", "moving-3") == "2013-M03 2013-M04");
  CHECK(world.broken("MONTHLY", "2012-M03", "2014-M03", "moving-1") == "2013-M03");
  CHECK(world.broken("MONTHLY", "2012-M12", "2014-M02", "ytd") ==
        "2013-M03 2013-M04 2013-M05 2013-M06 2013-M07 2013-M08 2013-M09 2013-M10 2013-M11 2013-M12");
  CHECK(world.broken("MONTHLY", "2012", "2014", "value") == "2013");
  CHECK(world.broken("MONTHLY", "2012-Q2", "2014-Q1", "moving-2") == "2013-Q1 2013-Q2");
  // A year that was made of both sides is comparable with none.
  CHECK(world.broken("MONTHLY", "2013", "2014", "growth") == "2013 2014");
  CHECK(world.broken("YEARLY", "2010", "2016", "moving-3") == "2013 2014");
  // Of a stock the last month counts, whatever came before.
  CHECK(world.broken("STOCK", "2012-M03", "2013-M03", "moving-3") == "2013-M01");
}

TEST_CASE("a formula is flagged by the periods in which it reads an indicator") {
  const BrokenWorld world;
  CHECK(world.broken("TWICE", "2008", "2016", "value") == "2013");
  CHECK(world.broken("TWICE", "2009", "2016", "growth") == "2013");
  CHECK(world.broken("TWICE", "2009", "2016", "index-2010") == "2013 2014 2015 2016");
  CHECK(world.broken("STEP", "2009", "2016", "value") == "2013");
  CHECK(world.broken("LONG_STEP", "2010", "2016", "value") == "2013 2014");
  CHECK(world.broken("STEP_OF_TWICE", "2009", "2016", "value") == "2013");
  // The step over the break stands for itself in what is made of it.
  CHECK(world.broken("STEP", "2010", "2016", "growth") == "2013 2014");
}

TEST_CASE("a formula that reads itself in an earlier period is asked for like any other") {
  const BrokenWorld world;
  const auto below = world.ask(
      R"({"indicators":["LAGGED"],"below":"VN","from":"2016"})");
  const auto found = std::ranges::find(below, "01", &Observation::unit);
  REQUIRE(found != below.end());
  CHECK(SeriesWorld::shown(*found) == "116");
  CHECK(world.broken("LAGGED", "2010", "2016", "growth") == "2013 2014");
  CHECK_FALSE(world.try_ask(
      R"({"indicators":["LAGGED"],"units":["01"],"from":"2016","breakdowns":[{"SEX":"F"}]})"));
}

TEST_CASE("a review judges a figure by what lies after the last break") {
  BrokenWorld world;
  std::string csv = kHead;
  const char* values[] = {"60", "62", "61", "63", "62", "940", "930", "920", "910"};
  for (int year = 2008; year <= 2016; ++year)
    csv += "YEARLY,01," + std::to_string(year) + "," + values[year - 2008] + ",\n";
  taken(world.import(csv, "2018-01-01"));
  const auto reviewed = [&](const std::string& from, const std::string& to) {
    return taken(review(world.workspace(),
                        taken(read_query(taken(json::parse(
                            R"({"indicators":["YEARLY"],"units":["01"],"from":")" + from +
                            R"(","to":")" + to + "\"}"))))));
  };
  const auto before = reviewed("2008", "2012");
  REQUIRE(before.find("projections")->as_array()->size() == 1);
  CHECK(*before.find("projections")->as_array()->front().text("since") == "2008");
  const auto over = reviewed("2008", "2016");
  CHECK(over.find("projections")->as_array()->empty());   // four values after the break
  REQUIRE(over.find("alerts")->as_array()->size() == 1);  // no anomaly at the jump
  CHECK(*over.find("alerts")->as_array()->front().text("kind") == "falling");
  taken(world.import(kHead + "YEARLY,01,2017,900,\n", "2018-02-01"));
  const auto after = reviewed("2008", "2017");
  const auto& projections = *after.find("projections")->as_array();
  REQUIRE(projections.size() == 1);
  CHECK(*projections.front().text("since") == "2013");
  CHECK(*projections.front().text("value") == "890");
}
