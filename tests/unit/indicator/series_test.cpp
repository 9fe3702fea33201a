#include <doctest/doctest.h>

#include <random>

#include "indicator/answer_text.h"
#include "json/canonical.h"
#include "series_world.h"

using namespace girs;
using namespace girs::indicator;
using namespace girs::testing;

namespace {

const std::string kHead = "indicator,unit,period,value,status\n";

bool has(const Observation& one, const char* flag) { return one.point.flags.contains(flag); }

}  // namespace

TEST_CASE("values of a series keep their vintages, and a question is answered as of a moment") {
  SeriesWorld world;
  taken(world.import(kHead + "DOCTORS,01,2015,3500,preliminary\n", "2016-06-30"));
  world.now += std::chrono::hours(24);
  taken(world.import(kHead + "DOCTORS,01,2015,3530,official\n", "2017-06-30"));
  const std::string head = R"({"indicators":["DOCTORS"],"units":["01"],"from":"2015")";
  CHECK(world.one(head + "}") == "3530");
  CHECK(world.one(head + R"(,"as_of":"2016-12-31"})") == "3500");
  CHECK(world.one(head + R"(,"as_of":"2015-12-31"})") == "…");  // not published yet is not zero
  CHECK(world.one(head + R"(,"known_at":"2026-09-01T03:00:00Z"})") == "3500");
  const auto now = world.ask(head + "}").front();
  CHECK(has(now, kRevised));
  CHECK(now.point.status == ValueStatus::kOfficial);
  const auto before = world.ask(head + R"(,"as_of":"2016-12-31"})").front();
  CHECK(before.point.status == ValueStatus::kPreliminary);
  CHECK_FALSE(has(before, kRevised));
}

TEST_CASE("a file that says nothing new makes no vintage") {
  SeriesWorld world;
  const auto csv = kHead + "DOCTORS,01,2015,3530,\nDOCTORS,02,2015,500,\n";
  CHECK(taken(world.import(csv)).unchanged == 0);
  const auto again = taken(world.import(csv, "2018-06-30"));
  CHECK(again.series == 2);
  CHECK(again.unchanged == 2);
}

TEST_CASE("every mistake of a file is said with its line, and nothing is taken") {
  SeriesWorld world;
  const auto refused = world.import(
      "indicator,unit,period,value,SEX\n"
      "DOCTOR,01,2015,1,\n"        // no such indicator
      "DOCTORS_10K,01,2015,1,\n"   // computed
      "DOCTORS,999,2015,1,\n"      // no such unit
      "DOCTORS,01,2015-Q1,1,\n"    // another frequency
      "DOCTORS,01,2015,1.5,\n"     // more decimals
      "DOCTORS,01,2015,-1,\n"      // below the smallest
      "DOCTORS,01,2015,1,F\n"      // no such breakdown
      "POP,01,2015,1,Q\n"          // no such member
      "POP,01,2015,\"1,5\",F\n"    // no figure
      "POP,G22,2015,1,\n"          // a ministry has no population
      "POP,02,2015,12.000,\n"      // twelve, or twelve thousand?
      "POP,01,2015,1,\n"
      "POP,01,2015,2,\n");         // twice
  REQUIRE(!refused);
  CHECK(refused.error().code == Code::kInvalidArgument);
  const auto text = all_of(refused.error());
  CAPTURE(text);
  CHECK(refused.error().mistakes.size() == 12);
  for (const auto* said :
       {"2: There is no indicator \"DOCTOR\"", "3: The indicator DOCTORS_10K is computed",
        "4: There was no unit \"999\"", "5: The period 2015-Q1", "6: 1.5 has more than the 0 decimals",
        "7: -1 is below", "8: The indicator DOCTORS has no breakdown \"SEX\"",
        "9: The code list \"gioi-tinh\" has no \"Q\"", "10: \"1,5\" is no figure",
        "11: Văn phòng Chính phủ is a ministry", "12: \"12.000\" could mean thousands", "14: The value of this unit"})
    CHECK_MESSAGE(text.find(said) != std::string::npos, said);
  CHECK(world.one(R"({"indicators":["POP"],"units":["01"],"from":"2015"})") == "…");
}

TEST_CASE("flags that a store could not read back are refused with line and column, and the series stays readable") {
  SeriesWorld world;
  const std::string head = "indicator,unit,period,value,flags\n";
  std::string many;
  for (int i = 0; i < 17; ++i) many += "f" + std::to_string(i) + " ";
  const auto refused = world.import(head + "DOCTORS,01,2014,1," + many + "\n" +
                                    "DOCTORS,01,2015,2," + std::string(257, 'a') + "\n");
  REQUIRE(!refused);
  REQUIRE(refused.error().mistakes.size() == 2);
  for (std::size_t i = 0; i < 2; ++i) {
    const auto& details = refused.error().mistakes[i].details;
    CHECK(*detail_of(details, "line") == std::to_string(i + 2));
    CHECK(*detail_of(details, "column") == "flags");
  }
  many.resize(many.size() - 4);  // sixteen, and the longest that there can be
  taken(world.import(head + "DOCTORS,01,2014,1," + many + "\n" +
                     "DOCTORS,01,2015,2," + std::string(256, 'a') + "\n"));
  CHECK(world.one(R"({"indicators":["DOCTORS"],"units":["01"],"from":"2015"})") == "2");
}

TEST_CASE("a code that had no such meaning in a period is refused for it") {
  SeriesWorld world;
  CHECK(world.import(kHead + "DOCTORS,02,2026,1,\n").error().mistakes.size() == 1);  // ended in 2025
}

TEST_CASE("a rate is recomputed from its parts at every level and over time, never added up") {
  SeriesWorld world;
  taken(world.import(kHead +
                     "DOCTORS,01,2015,10,\nDOCTORS,02,2015,90,\n"
                     "POP,01,2015,100.0,\nPOP,02,2015,300.0,\n"));
  const std::string query = R"({"indicators":["DOCTORS_10K"],"units":["01","02","VN"],"from":"2015"})";
  const auto rates = world.ask(query);
  CHECK(SeriesWorld::shown(rates[0]) == "1.0");
  CHECK(SeriesWorld::shown(rates[1]) == "3.0");
  CHECK(SeriesWorld::shown(rates[2]) == "2.5");  // 100 / 400, not the average 2.0
  CHECK(rates[2].point.counted == 2);
  CHECK(rates[2].point.expected == 63);
  CHECK(has(rates[2], kPartial));
}

TEST_CASE("a figure that stands on nothing has no status: nobody has published that it is missing") {
  SeriesWorld world;
  taken(world.import(kHead + "DOCTORS,01,2015,10,preliminary\nDOCTORS,02,2015,90,\n"
                             "POP,02,2015,...,preliminary\n"));
  const auto answer = taken(world.try_ask(
      R"({"indicators":["DOCTORS","POP"],"units":["01","02"],"from":"2015"})"));
  std::vector<std::string> statuses;
  for (const auto& one : answer.observations)
    statuses.emplace_back(indicator::shown_status(one.point));
  CHECK(statuses == std::vector<std::string>{"preliminary", "official", "", "preliminary"});
  CHECK(indicator::to_csv(answer).find("official") == indicator::to_csv(answer).rfind("official"));
  const auto shown = json::compact(indicator::to_json(answer));
  CHECK(shown.find(R"("absent":"missing")") != std::string::npos);
  CHECK(shown.find(R"("status":null)") != std::string::npos);
}

TEST_CASE("what cannot be added is flagged and missing, not wrong") {
  SeriesWorld world;
  taken(world.import(kHead + "PADDY_YIELD_PUBLISHED,01,2015,58.3,\nPADDY_YIELD_PUBLISHED,02,2015,55.0,\n"));
  const auto country = world.ask(R"({"indicators":["PADDY_YIELD_PUBLISHED"],"units":["VN"],"from":"2015"})").front();
  CHECK(formula::is_missing(country.point.value));
  CHECK(has(country, kNotAdditive));
}

TEST_CASE("a denominator of zero is an error beside the figure") {
  SeriesWorld world;
  taken(world.import(kHead + "DOCTORS,01,2015,10,\nPOP,01,2015,0.0,\n"));
  CHECK(world.one(R"({"indicators":["DOCTORS_10K"],"units":["01"],"from":"2015"})") == "#DIV/0!");
}

TEST_CASE("a total that was not delivered is the sum of all members of a breakdown, or missing") {
  SeriesWorld world;
  const std::string head = "indicator,unit,period,value,SEX\n";
  const std::string total = R"({"indicators":["POP"],"units":["01"],"from":"2015"})";
  taken(world.import(head + "POP,01,2015,40.5,M\n"));
  CHECK(world.one(total) == "…");
  taken(world.import(head + "POP,01,2015,41.0,F\n"));
  CHECK(world.one(total) == "81.5");
  CHECK(world.one(R"({"indicators":["POP"],"units":["01"],"from":"2015","breakdowns":[{"SEX":"F"}]})") == "41.0");
}

TEST_CASE("growth, share, rank, index, sums to date and moving sums") {
  SeriesWorld world;
  std::string csv = kHead;
  for (int day = 1; day <= 5; ++day)
    csv += "COVID_CASES,01,2021-07-0" + std::to_string(day) + "," + std::to_string(day * 10) + ",\n";
  csv += "COVID_CASES,79,2021-07-05,150,\n";
  csv += "PADDY_OUTPUT,01,2014,200.0,\nPADDY_OUTPUT,01,2015,250.0,\n";
  taken(world.import(csv));
  const auto derived = [&](const std::string& code, const std::string& period, const std::string& how) {
    return world.one(R"({"indicators":[")" + code + R"("],"units":["01"],"from":")" + period +
                     R"(","derive":[")" + how + "\"]}");
  };
  CHECK(derived("COVID_CASES", "2021-D186", "growth") == "25.00");  // 50 after 40
  CHECK(derived("COVID_CASES", "2021-D186", "moving-3") == "120");
  CHECK(derived("COVID_CASES", "2021-D186", "share") == "25.00");   // of 200
  CHECK(derived("PADDY_OUTPUT", "2015", "growth-year") == "25.00");
  CHECK(derived("PADDY_OUTPUT", "2015", "index-2014") == "125.00");
  CHECK(derived("COVID_CASES", "2021-D186", "moving-7") == "…");    // days without a figure: no sum
  const auto ranks = world.ask(R"({"indicators":["COVID_CASES"],"units":["01","79"],"from":"2021-D186","derive":["rank"]})");
  CHECK(formula::shown(ranks[0].point.value) == "2");
  CHECK(formula::shown(ranks[1].point.value) == "1");
  taken(world.import(kHead + "COVID_CASES,02,2021-07-05,-,\nCOVID_CASES,04,2021-07-05,150,\nCOVID_CASES,06,2021-07-05,...,\n"));
  std::string all;
  for (const auto& one : world.ask(R"({"indicators":["COVID_CASES"],"units":["01","79","02","04","06"],"from":"2021-D186","derive":["rank"]})"))
    all += formula::shown(one.point.value) + " ";
  CHECK(all == "3 1 4 1 … ");   // nothing occurred: 0; not available: no place
}

TEST_CASE("a year of a monthly flow is its sum, of a rate recomputed, and weeks do not make a year") {
  SeriesWorld world;
  std::string csv = kHead;
  for (int month = 1; month <= 12; ++month)
    csv += "AIRPORT_PASSENGERS,VN,2024-M" + std::string(month < 10 ? "0" : "") + std::to_string(month) + ",100,\n";
  taken(world.import(csv));
  CHECK(world.one(R"({"indicators":["AIRPORT_PASSENGERS"],"units":["VN"],"from":"2024"})") == "1200");
  CHECK(world.one(R"({"indicators":["AIRPORT_PASSENGERS"],"units":["VN"],"from":"2024-Q2"})") == "300");
  CHECK(world.one(R"({"indicators":["AIRPORT_PASSENGERS"],"units":["VN"],"from":"2024-M05","derive":["ytd"]})") == "500");
  CHECK_FALSE(world.try_ask(R"({"indicators":["AIRPORT_PASSENGERS"],"units":["VN"],"from":"2024-W05"})"));
}

TEST_CASE("figures of old provinces are read in today's boundaries, rates from the sums") {
  SeriesWorld world;
  // Hà Giang and Tuyên Quang became Tuyên Quang (08) on 2025-07-01.
  taken(world.import(kHead + "DOCTORS,02,2015,100,\nDOCTORS,08,2015,300,\nPOP,02,2015,200.0,\nPOP,08,2015,200.0,\n"));
  const std::string units = R"("units":["08"],"from":"2015","boundaries":"2025-07-01"})";
  CHECK(world.one(R"({"indicators":["DOCTORS"],)" + units) == "400");
  CHECK(world.one(R"({"indicators":["DOCTORS_10K"],)" + units) == "10.0");
  CHECK(world.one(R"({"indicators":["DOCTORS_10K"],"units":["08"],"from":"2015"})") == "15.0");
  taken(world.import(kHead + "PADDY_YIELD_PUBLISHED,02,2015,50.0,\nPADDY_YIELD_PUBLISHED,08,2015,60.0,\n"));
  const auto rate = world.ask(R"({"indicators":["PADDY_YIELD_PUBLISHED"],)" + units).front();
  CHECK(formula::is_missing(rate.point.value));
  CHECK(has(rate, kNotComparable));
}

TEST_CASE("a request says every mistake with its pointer") {
  SeriesWorld world;
  const auto refused = world.try_ask(
      R"({"indicators":["POP"],"from":"20X5","derive":["median"],"as_of":"yesterday","what":1})");
  REQUIRE(!refused);
  CHECK(refused.error().mistakes.size() == 5);
  const auto unknown = world.try_ask(R"({"indicators":["POPP"],"units":["1"],"from":"2015"})");
  REQUIRE(!unknown);
  CHECK(unknown.error().mistakes.size() == 2);
}

TEST_CASE("a question is refused by its true size, also when the size is beyond 64 bits") {
  SeriesWorld world;
  constexpr std::size_t kMany = 8192;  // to the fifth: 2^65, which is 0 in 64 bits
  Query query;
  query.indicators.assign(kMany, "DOCTORS");
  query.breakdowns.assign(kMany, {});
  query.derive.assign(kMany, {});
  query.units.assign(kMany, "01");
  query.from = *Period::parse("1800");
  query.to = *Period::parse("9991");
  const auto refused = ask(world.workspace(), query);
  REQUIRE(!refused);
  CHECK(all_of(refused.error()).find("more than 2,000,000 figures") != std::string::npos);
}

TEST_CASE("SDMX-CSV 2.0 that was written is read back as the same values") {
  SeriesWorld world, other;
  taken(world.import("indicator,unit,period,value,status,SEX\nPOP,01,2014,10.5,official,F\n"
                     "POP,01,2015,-,estimate,F\nPOP,01,2016,x,official,F\nPOP,01,2013,0.0,preliminary,F\n"));
  const std::string request = R"({"indicators":["POP"],"units":["01"],"from":"2012","to":"2016","breakdowns":[{"SEX":"F"}]})";
  const auto text = to_sdmx_csv(taken(world.try_ask(request)));
  taken(other.import(text, "2017-06-30", Import::Format::kSdmxCsv));
  const auto a = world.ask(request), b = other.ask(request);
  REQUIRE(a.size() == b.size());
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (a[i].period.label() == "2012") continue;  // never delivered there, not available here
    CHECK(a[i].point.value == b[i].point.value);
    CHECK(a[i].point.status == b[i].point.status);
  }
}

TEST_CASE("values as bytes: every value comes back, and damaged bytes are refused") {
  std::vector<SeriesValue> values;
  const char* figures[] = {"0", "-1.25", "9999999999999999999999999999999.999", "0.001", "12"};
  int year = 2010;
  for (const auto* figure : figures)
    values.push_back({*Period::parse(std::to_string(year++)), *quantize(*Decimal::parse(figure), 3)});
  values.push_back({*Period::parse("2020"), formula::Absent::kNil, ValueStatus::kEstimate, {"late"}});
  values.push_back({*Period::parse("2021"), formula::Absent::kNotApplicable});
  const auto bytes = taken(encode(values, 3));
  CHECK(taken(decode(bytes)) == values);
  for (std::size_t cut = 0; cut < bytes.size(); ++cut) CHECK_FALSE(decode(ByteView(bytes).first(cut)));
  for (std::size_t at = 0; at < bytes.size(); ++at)
    for (const int bit : {1, 16, 128}) {
      auto changed = bytes;
      changed[at] = static_cast<std::uint8_t>(changed[at] ^ bit);
      const auto read = decode(changed);  // refused, or other values: never the same in silence
      if (read) CHECK((*read != values || taken(encode(*read, 3)) != changed));
    }
}

TEST_CASE("what could not be read back is never written: flags, their length, decimals, the number of values") {
  const SeriesValue value{*Period::parse("2020"), Decimal(1)};
  auto flagged = value;
  flagged.flags.assign(kFlagsMax, std::string(kFlagBytesMax, 'a'));
  CHECK(taken(decode(taken(encode({flagged}, 0)))).front() == flagged);
  auto too_many = value;
  too_many.flags.assign(kFlagsMax + 1, "late");
  CHECK(encode({too_many}, 0).error().code == Code::kInvalidArgument);
  auto too_long = value;
  too_long.flags = {std::string(kFlagBytesMax + 1, 'a')};
  CHECK(encode({too_long}, 0).error().code == Code::kInvalidArgument);
  CHECK(encode({value}, 19).error().code == Code::kInvalidArgument);
  std::vector<SeriesValue> days;
  for (auto day = Period::parse("1900-01-01"); days.size() <= kVintageValuesMax; day = *next(*day))
    days.push_back({*day, Decimal(1)});
  CHECK(encode(days, 0).error().code == Code::kInvalidArgument);
  days.pop_back();
  CHECK(taken(decode(taken(encode(days, 0)))) == days);
}

TEST_CASE("values of vintages in any order of their periods are known as a map would know them") {
  std::mt19937_64 random(20251128);
  MESSAGE("seed 20251128");
  const auto year = [](int index) { return *Period::parse(std::to_string(2000 + index)); };
  for (int round = 0; round < 200; ++round) {
    indicator::KnownValues values;
    std::map<int, std::pair<Decimal, bool>> expected;   // value, revised
    for (std::int64_t vintage = 1; vintage < 30; ++vintage) {
      const int index = static_cast<int>(random() % 25);
      const Decimal value(static_cast<std::int64_t>(random() % 3));
      values.take(year(index), {value, indicator::ValueStatus::kOfficial, {}, vintage});
      const auto before = expected.find(index);
      const bool revised = before != expected.end() &&
                           (before->second.second || before->second.first != value);
      expected[index] = {value, revised};
    }
    for (int index = -2; index < 30; ++index) {
      const auto* known = values.find(year(index));
      const auto found = expected.find(index);
      REQUIRE((known != nullptr) == (found != expected.end()));
      if (!known) continue;
      CHECK(known->value == formula::Value(found->second.first));
      CHECK(known->revised == found->second.second);
    }
    CHECK(values.find(*Period::parse("2005-M01")) == nullptr);
  }
}
