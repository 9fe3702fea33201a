// Which units a sum of delivered figures takes, and what is said beside it, in the boundaries of the
// time and in chosen ones.

#include <doctest/doctest.h>

#include "indicator/answer_text.h"
#include "series_world.h"

using namespace girs;
using namespace girs::indicator;
using namespace girs::testing;

namespace {

Document series_of(const std::string& code, const std::string& measure, const std::string& reporters) {
  return {code + ".json", R"({"schema":"girs.indicator/1","code":")" + code + R"(","version":1,"name":{"vi":"A"},)"
                          R"("from":"series","reporters":[)" + reporters + R"(],"round":0,"frequency":"year",)"
                          R"("measure":")" + measure + "\"}"};
}

struct World : SeriesWorld {
  World() : SeriesWorld(documents()) {}
  static std::vector<Document> documents() {
    auto all = example_documents();
    all.push_back(series_of("BOTH", "flow", R"("province","ministry")"));
    all.push_back(series_of("LEVELS", "flow", R"("commune","province")"));
    all.push_back(series_of("COMMUNES", "flow", R"("commune")"));
    all.push_back(series_of("RATE", "rate", R"("province")"));
    all.push_back({"ZERO.json", R"({"schema":"girs.indicator/1","code":"ZERO","version":1,"name":{"vi":"A"},)"
                                R"("from":"formula","missing":"zero","round":0,"frequency":"year",)"
                                R"("measure":"flow","numerator":"[#BOTH]+[#LEVELS]"})"});
    all.push_back(series_of("QUARTERS", "flow", R"("commune")"));
    auto& quarters = all.back().bytes;
    quarters.replace(quarters.find("year"), 4, "quarter");
    return all;
  }
  /// "value counted/expected flags status" of one figure.
  std::string figure(const std::string& indicator, const std::string& unit, const std::string& period,
                     const std::string& more = "") const {
    const auto one = ask(R"({"indicators":[")" + indicator + R"("],"units":[")" + unit + R"("],"from":")" +
                         period + "\"" + more + "}").front();
    std::string text = shown(one) + " " + std::to_string(one.point.counted) + "/" + std::to_string(one.point.expected);
    for (const auto& flag : one.point.flags) text += " " + flag;
    const auto status = shown_status(one.point);
    return status.empty() ? text : text + " " + std::string(status);
  }
};

const std::string kHead = "indicator,unit,period,value,status\n";
const std::string kToday = R"(,"boundaries":"2025-07-01")";

}  // namespace

TEST_CASE("a sum takes the units of every kind that delivers, and none that is in another one's figure") {
  World world;
  taken(world.import(kHead + "BOTH,01,2015,5,\nBOTH,G22,2015,100,\nLEVELS,96,2025,1000,\n"
                             "LEVELS,31825,2025,7,\nLEVELS,12,2025,500,\n"));
  CHECK(world.figure("BOTH", "VN", "2015") == "105 2/64 partial official");
  CHECK(world.figure("BOTH", "VN", "2015", kToday) == "105 2/35 partial official");
  CHECK(world.figure("LEVELS", "VN", "2025") == "1500 2/34 partial official");
}

TEST_CASE("units of every kind that delivers have their figures in chosen boundaries") {
  World world;
  taken(world.import(kHead + "BOTH,G22,2015,100,\nLEVELS,02,2015,1,\nLEVELS,08,2015,2,\n"));
  CHECK(world.figure("BOTH", "G22", "2015", kToday) == "100 1/1 official");
  CHECK(world.figure("LEVELS", "08", "2015", kToday) == "3 1/1 official");
}

TEST_CASE("a code that means another unit in the chosen boundaries does not bring the figure of the old one") {
  World world;
  // 24 was Bắc Giang, and has been Bắc Ninh since, of 24 and 27; communes deliver, provinces may.
  auto documents = World::documents();
  documents.push_back({"more.json", R"({"schema":"girs.units/1","code":"more","version":1,"units":[)"
                                    R"({"code":"00001","name":"Xã A","kind":"commune","parent":"24","to":"2025-06-30"},)"
                                    R"({"code":"00002","name":"Xã B","kind":"commune","parent":"27","to":"2025-06-30"}]})"});
  SeriesWorld other(documents);
  taken(other.import(kHead + "COMMUNES,24,2015,5,\nCOMMUNES,27,2015,30,\n"));
  const std::string of24 = R"({"indicators":["COMMUNES"],"units":["24"],"from":"2015")";
  CHECK(other.one(of24 + "}") == "5");
  CHECK(other.one(of24 + kToday + "}") == "35");
}

TEST_CASE("where nothing occurred anywhere the sum says so, and has a status") {
  World world;
  taken(world.import(kHead + "BOTH,02,2015,-,preliminary\nBOTH,08,2015,-,official\nBOTH,08,2014,-,official\n"));
  CHECK(world.figure("BOTH", "VN", "2015") == "- 2/64 partial preliminary");
  CHECK(world.figure("BOTH", "08", "2015", kToday) == "- 1/1 preliminary");
  CHECK(world.figure("BOTH", "08", "2015", R"(,"derive":["moving-2"])") == "- 1/1 official");
}

TEST_CASE("what is not applicable to one of the units that became one is not lacking of it") {
  World world;
  taken(world.import(kHead + "BOTH,02,2015,x,official\nBOTH,08,2015,12,official\n"
                             "BOTH,02,2016,x,official\nBOTH,08,2016,x,official\nBOTH,02,2017,x,official\n"));
  CHECK(world.figure("BOTH", "08", "2015", kToday) == "12 1/1 official");
  CHECK(world.figure("BOTH", "08", "2016", kToday).starts_with("x "));
  CHECK(world.figure("BOTH", "08", "2017", kToday) == "… 0/1");
}

TEST_CASE("a sum has the least final status of the figures that it stands on, not of those that are not available") {
  World world;
  taken(world.import(kHead + "BOTH,02,2015,...,estimate\nBOTH,08,2015,12,official\n"));
  CHECK(world.figure("BOTH", "VN", "2015") == "12 1/64 partial official");
}

TEST_CASE("a rate that is not summed says how many of its figures there are, and below them nothing is summed") {
  World world;
  taken(world.import(kHead + "RATE,01,2025,5,\nRATE,96,2025,7,\n"));
  CHECK(world.figure("RATE", "VN", "2025") == "… 2/34 not-additive partial");
  CHECK(world.figure("RATE", "31825", "2025") == "… 0/1");
}

TEST_CASE("a sum over periods and members passes over what is not applicable") {
  World world;
  taken(world.import(kHead + "BOTH,01,2014,x,\nBOTH,01,2015,12,\nBOTH,02,2014,x,\nBOTH,02,2015,...,\n"));
  CHECK(world.figure("BOTH", "01", "2015", R"(,"derive":["moving-2"])") == "12 1/1 official");
  CHECK(world.figure("BOTH", "02", "2015", R"(,"derive":["moving-2"])").starts_with("… "));
  taken(world.import("indicator,unit,period,value,SEX\nPOP,01,2015,x,M\nPOP,01,2015,41.5,F\n"));
  CHECK(world.figure("POP", "01", "2015") == "41.5 2/2 official");
}

TEST_CASE("a quotient by what is not applicable is #N/A, not a division by zero") {
  World world;
  taken(world.import(kHead + "DOCTORS,01,2015,5,\nPOP,01,2015,x,\n"));
  CHECK(world.figure("DOCTORS_10K", "01", "2015").starts_with("#N/A "));
}

TEST_CASE("the share of a sum over periods is of the whole sum, also where its periods lack different units") {
  World world;
  const std::string one = "QUARTERS,31825,2026-Q", other = "QUARTERS,31834,2026-Q";   // both of Cà Mau
  taken(world.import(kHead + one + "1,1,\n" + one + "2,2,\n" + other + "2,7,\n" + one + "3,3,\n" + one + "4,4,\n"));
  CHECK(world.figure("QUARTERS", "96", "2026") == "17 1/64 partial official");
  CHECK(world.figure("QUARTERS", "96", "2026", R"(,"derive":["share"])").starts_with("100.00 "));
}

TEST_CASE("a zero that stands for missing figures alone has no status") {
  World world;
  taken(world.import(kHead + "BOTH,01,2015,5,preliminary\n"));
  CHECK(world.figure("ZERO", "01", "2014") == "0 0/1");
  CHECK(world.figure("ZERO", "01", "2015") == "5 0/1 preliminary");
}
