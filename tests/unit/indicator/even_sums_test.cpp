// Sums that are read together stand on the same units.

#include <doctest/doctest.h>

#include "indicator/compute.h"
#include "series_world.h"

using namespace girs;
using namespace girs::indicator;
using namespace girs::testing;

namespace {

Document series_of(const std::string& code, const std::string& frequency, const std::string& measure) {
  return {code + ".json", R"({"schema":"girs.indicator/1","code":")" + code + R"(","version":1,"name":{"vi":"A"},)"
                          R"("from":"series","reporters":["province"],"round":0,"frequency":")" + frequency +
                          R"(","measure":")" + measure + "\"}"};
}

/// `more`: at least its measure and its rounding.
Document formula_of(const std::string& code, const std::string& frequency, const std::string& numerator,
                 const std::string& more) {
  return {code + ".json", R"({"schema":"girs.indicator/1","code":")" + code + R"(","version":1,"name":{"vi":"A"},)"
                          R"("from":"formula","missing":"propagate","frequency":")" + frequency +
                          R"(","numerator":")" + numerator + "\"," + more + "}"};
}

Document with_zeros(Document document) {
  const std::string_view propagate = "propagate";
  document.bytes.replace(document.bytes.find(propagate), propagate.size(), "zero");
  return document;
}

struct World : SeriesWorld {
  explicit World(const std::vector<Document>& more) : SeriesWorld(with_examples(more)) {}
  static std::vector<Document> with_examples(const std::vector<Document>& more) {
    auto documents = example_documents();
    documents.insert(documents.end(), more.begin(), more.end());
    return documents;
  }
  /// "value counted/expected flags" of one figure.
  std::string figure(const std::string& indicator, const std::string& unit, const std::string& period,
                     const std::string& derive = "value") const {
    const auto one = ask(R"({"indicators":[")" + indicator + R"("],"units":[")" + unit + R"("],"from":")" +
                         period + R"(","derive":[")" + derive + "\"]}").front();
    std::string text = shown(one) + " " + std::to_string(one.point.counted) + "/" + std::to_string(one.point.expected);
    for (const auto& flag : one.point.flags) text += " " + flag;
    return text;
  }
};

const std::string kHead = "indicator,unit,period,value\n";

}  // namespace

TEST_CASE("a formula of sums takes only the units that have all that it reads") {
  SeriesWorld world;
  const auto ask = [&](const char* indicator, const char* more = "") {
    const auto one = world.ask(std::string(R"({"indicators":[")") + indicator +
                               R"("],"units":["VN"],"from":"2015")" + more + "}").front();
    std::string text = SeriesWorld::shown(one) + " " + std::to_string(one.point.counted) + "/" +
                       std::to_string(one.point.expected);
    for (const auto& flag : one.point.flags) text += " " + flag;
    return text;
  };
  const std::string head = "indicator,unit,period,value,RESIDENCE\n";
  taken(world.import(head + "POP,01,2015,1000,\nPOP,24,2015,100,\nPOP,27,2015,300,\nPOP,24,2015,50,U\n"
                            "DOCTORS,01,2015,50,\nDOCTORS,27,2015,30,\n"));
  CHECK(ask("URBAN_SHARE") == "50.0 1/63 partial");   // 50 of 100, not of 1,400
  CHECK(ask("DOCTORS_10K") == "0.6 2/63 partial");    // 80 of 1,300
  CHECK(ask("DOCTORS_10K", R"(,"boundaries":"2025-07-01")") == "0.5 1/34 partial");
  CHECK(ask("POP") == "1400.0 3/63 partial");
  taken(world.import(head + "POP,01,2014,800,\nPOP,02,2014,7000,\n"));
  CHECK(ask("POP", R"(,"derive":["growth"])") == "25.00 1/63 partial");   // 1,000 against 800
  CHECK(ask("POP", R"(,"derive":["index-2014"])") == "125.00 1/63 partial");
  const auto growth = taken(explain(world.workspace(), taken(parse_query(
      R"({"indicators":["POP"],"units":["VN"],"from":"2015","derive":["growth"]})"))));
  CHECK(*(*growth.find("lineage")->find("operands")->as_array())[0].text("value") == "1000.0");
  const auto told = taken(explain(world.workspace(), taken(parse_query(
      R"({"indicators":["DOCTORS_10K"],"units":["VN"],"from":"2015"})"))));
  const auto& people = (*told.find("lineage")->find("operands")->as_array())[1];
  CHECK(*people.text("value") == "1300.0");
  CHECK(people.find("parts")->as_array()->size() == 2);
  // The country's own figure is of all provinces: only both together make a rate.
  taken(world.import(head + "POP,VN,2015,90000,\n"));
  CHECK(ask("DOCTORS_10K") == "0.6 2/63 partial");
  taken(world.import(head + "DOCTORS,VN,2015,45000,\n"));
  CHECK(ask("DOCTORS_10K") == "5.0 1/1");
  taken(world.import(head + "POP,27,2015,...,\n"));
  CHECK(ask("DOCTORS_10K") == "5.0 1/1");
}

TEST_CASE("of stocks over several periods the last ones are compared, whatever an earlier one lacks") {
  const std::string rate = R"("measure":"rate","round":3)";
  World world({series_of("A", "month", "stock"), series_of("B", "month", "stock"),
               formula_of("R", "month", "[#A]", rate + R"(,"denominator":"[#B]")")});
  taken(world.import(kHead + "A,01,2024-M01,10\nA,01,2024-M03,50\nA,24,2024-M03,30\nA,01,2024-M06,60\n"
                             "A,24,2024-M06,35\nB,01,2024-M01,500\nB,01,2024-M03,900\nB,24,2024-M03,400\n"));
  CHECK(world.figure("R", "VN", "2024-M03") == "0.062 2/63 partial");   // 80 of 1,300
  for (const auto* derive : {"moving-2", "ytd"})
    CHECK(world.figure("R", "VN", "2024-M03", derive) == "0.062 2/63 partial");
  CHECK(world.figure("R", "VN", "2024-Q1") == "0.062 2/63 partial");
  CHECK(world.figure("A", "VN", "2024-Q2", "growth") == "18.75 2/63 partial");   // 95 by 80
}

TEST_CASE("a formula that is read of another unit stands on units that have all it reads, as when it is asked for") {
  const std::string rate = R"("measure":"rate","round":4)";
  World world({series_of("A", "year", "stock"), series_of("B", "year", "stock"), series_of("MARINE", "year", "flow"),
               series_of("INLAND", "year", "flow"), formula_of("R", "year", "[#A]", rate + R"(,"denominator":"[#B]")"),
               formula_of("REL", "year", "[#R]/[#R^PARENT]", rate),
               formula_of("FISH", "year", "[#MARINE]+[#INLAND]", R"("measure":"flow","round":0)")});
  taken(world.import(kHead + "A,01,2015,50\nA,24,2015,30\nB,01,2015,1000\nB,24,2015,300\nB,27,2015,100\n"
                             "MARINE,24,2015,50\nINLAND,24,2015,7\nINLAND,27,2015,100\n"));
  CHECK(world.figure("R", "VN", "2015") == "0.0615 2/63 partial");
  CHECK(world.figure("REL", "01", "2015") == "0.8125 2/63 partial");   // 0.05 by 80/1,300
  CHECK(world.figure("FISH", "VN", "2015") == "57 1/63 partial");
  CHECK(world.figure("FISH", "24", "2015", "share") == "100.00 1/63 partial");
}

TEST_CASE("what is not applicable to a unit is not lacking") {
  World world({series_of("MARINE", "year", "flow"), series_of("INLAND", "year", "flow"),
               formula_of("FISH", "year", "[#MARINE]+[#INLAND]", R"("measure":"flow","round":0)")});
  taken(world.import(kHead + "MARINE,01,2015,x\nMARINE,24,2015,50\nINLAND,01,2015,100\nINLAND,24,2015,7\n"));
  CHECK(world.figure("FISH", "VN", "2015").starts_with("157 "));
}

TEST_CASE("a formula in which missing figures count as zero does so too where another one reads it") {
  World world({series_of("MARINE", "year", "flow"), series_of("INLAND", "year", "flow"), series_of("P", "year", "flow"),
               with_zeros(formula_of("TOT", "year", "[#MARINE]+[#INLAND]", R"("measure":"flow","round":0)")),
               formula_of("EACH", "year", "[#TOT]", R"("measure":"rate","round":2,"denominator":"[#P]")")});
  taken(world.import(kHead + "MARINE,01,2015,5\nINLAND,01,2015,10\nINLAND,24,2015,20\nP,01,2015,10\nP,24,2015,10\n"));
  CHECK(world.figure("TOT", "VN", "2015").starts_with("35 "));
  CHECK(world.figure("EACH", "VN", "2015").starts_with("1.75 "));
}

TEST_CASE("a whole that was delivered gives way to the sum of units that have all that is added to it") {
  World world({series_of("MARINE", "year", "flow"), series_of("INLAND", "year", "flow"),
               formula_of("FISH", "year", "[#MARINE]+[#INLAND]", R"("measure":"flow","round":0)")});
  taken(world.import(kHead + "MARINE,VN,2015,900\nMARINE,01,2015,5\nINLAND,01,2015,10\nINLAND,24,2015,20\n"));
  CHECK(world.figure("FISH", "VN", "2015") == "15 1/63 partial");   // never 930, which are of no units
}
