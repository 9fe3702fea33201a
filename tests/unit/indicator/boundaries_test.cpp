// Series in the boundaries of another day: by a plan that is worked out once, and period by period
// by in_boundaries(), which is the reference.

#include <doctest/doctest.h>

#include <random>

#include "indicator/asking.h"
#include "series_world.h"
#include "unit/boundary_plan.h"

using namespace girs;
using namespace girs::testing;

namespace {

/// What a plan makes of the figures of one period, as in_boundaries() gives it.
std::vector<BoundaryFigure> by_plan(const BoundaryPlan& plan,
                                    const std::map<std::string, std::optional<Decimal>>& values) {
  std::vector<BoundaryFigure> all;
  for (const auto& target : plan.targets) {
    BoundaryFigure one{target.unit, "", Decimal()};
    for (const auto& part : target.parts) {
      const auto found = values.find(part);
      if (found == values.end() || !found->second) one.missing.push_back(part);
      else if (one.value) one.value = add(*one.value, *found->second);
    }
    if (!one.missing.empty() || !target.comparable) one.value.reset();
    if (!target.comparable) one.not_comparable = Message{};
    all.push_back(std::move(one));
  }
  return all;
}

}  // namespace

TEST_CASE("a plan of whole units says of every period what is computed for it alone") {
  const SeriesWorld world;
  const auto& tree = world.catalog().units();
  std::mt19937_64 random(20251128);
  MESSAGE("seed 20251128");
  std::size_t served = 0;
  for (const char* target : {"2025-07-01", "2026-06-30", "2016-01-01"})
    for (const auto addition : {Addition::kFlow, Addition::kStock, Addition::kNone})
      for (const char* kind : {"province", "commune"}) {
        const BoundaryRule rule{*parse_date(target), addition, "population", kind};
        std::optional<BoundaryPlan> plan;
        for (int month = 0; month < 24; ++month) {
          const auto on = *parse_date("2024-08-31") + std::chrono::days(30 * month);
          if (!plan || on < plan->from || plan->to < on) plan = boundary_plan(tree, rule, on);
          REQUIRE(plan->from <= on);
          REQUIRE(on <= plan->to);
          if (!plan->serves) continue;
          ++served;
          std::vector<UnitFigure> figures;
          std::map<std::string, std::optional<Decimal>> values;
          for (const auto* unit : tree.in_force(on, kind)) {
            if (random() % 9 == 0) continue;
            std::optional<Decimal> value;
            if (random() % 9 != 0) value = Decimal(static_cast<std::int64_t>(random() % 1000));
            figures.push_back({unit->code, "", on, value});
            values[unit->code] = value;
          }
          const auto expected = taken(in_boundaries(tree, figures, rule));
          const auto found = by_plan(*plan, values);
          CAPTURE(girs::to_text(on));
          CAPTURE(std::string(target) + kind);
          REQUIRE(found.size() == expected.size());
          for (std::size_t i = 0; i < found.size(); ++i) {
            CHECK(found[i].unit == expected[i].unit);
            CHECK(found[i].value == expected[i].value);
            CHECK(found[i].missing == expected[i].missing);
            CHECK(found[i].not_comparable.has_value() == expected[i].not_comparable.has_value());
            CHECK(!expected[i].estimated);
          }
        }
      }
  CHECK(served > 100);
}

TEST_CASE("flags and the status of a value go with it into other boundaries, to its own unit alone") {
  SeriesWorld world;
  taken(world.import("indicator,unit,period,value,status,flags\n"
                     "POP,24,2016,1657.6,preliminary,dieu-tra\nPOP,27,2016,1178.6,official,\n"
                     "POP,01,2016,7328.4,official,\n"));
  const auto all = world.ask(R"({"indicators":["POP"],"units":["24","01"],"from":"2016",)"
                             R"("boundaries":"2025-07-01"})");
  CHECK(SeriesWorld::shown(all[0]) == "2836.2");
  CHECK(all[0].point.flags == std::set<std::string>{"dieu-tra"});
  CHECK(all[0].point.status == indicator::ValueStatus::kPreliminary);
  CHECK(SeriesWorld::shown(all[1]) == "7328.4");
  CHECK(all[1].point.flags.empty());
  CHECK(all[1].point.status == indicator::ValueStatus::kOfficial);
}

TEST_CASE("flags, status and vintage stay with their own unit where another one of its kind is split") {
  const Document split{"split.json", R"J({"schema":"girs.units/1","code":"split","version":1,
    "title":{"vi":"Chia tách","en":"Split"},"source":"test","units":[
    {"code":"SX","name":"X","kind":"province","parent":"VN","to":"2025-06-30"},
    {"code":"SY","name":"Y","kind":"province","parent":"VN","from":"2025-07-01"},
    {"code":"SZ","name":"Z","kind":"province","parent":"VN","from":"2025-07-01"}],"changes":[
    {"before":"SX","after":"SY","on":"2025-07-01","whole":false,"shares":{"population":"0.4"}},
    {"before":"SX","after":"SZ","on":"2025-07-01","whole":false,"shares":{"population":"0.6"}}]})J"};
  auto documents = example_documents();
  documents.push_back(split);
  SeriesWorld world(documents);
  taken(world.import("indicator,unit,period,value,status,flags\n"
                     "POP,27,2016,1178.6,official,\nPOP,01,2016,7328.4,official,\n"));
  taken(world.import("indicator,unit,period,value,status,flags\n"
                     "POP,24,2016,1657.6,preliminary,dieu-tra\nPOP,SX,2016,10.0,official,\n",
                     "2018-06-30"));
  const auto answer = taken(world.try_ask(R"({"indicators":["POP"],"units":["24","01","SY"],)"
                                          R"("from":"2016","boundaries":"2025-07-01"})"));
  const auto& all = answer.observations;
  CHECK(SeriesWorld::shown(all[0]) == "2836.2");
  CHECK(all[0].point.flags == std::set<std::string>{"dieu-tra"});
  CHECK(all[0].point.status == indicator::ValueStatus::kPreliminary);
  CHECK(answer.vintage_of(all[0]).vintage == "2018-06-30");
  CHECK(SeriesWorld::shown(all[1]) == "7328.4");
  CHECK(all[1].point.flags.empty());
  CHECK(all[1].point.status == indicator::ValueStatus::kOfficial);
  CHECK(answer.vintage_of(all[1]).vintage == "2017-06-30");
  CHECK(SeriesWorld::shown(all[2]) == "4.0");
  CHECK(all[2].point.flags == std::set<std::string>{"estimated"});
  CHECK(all[2].point.status == indicator::ValueStatus::kOfficial);
}

TEST_CASE("what is imported between two portions of an answer is in none of them") {
  SeriesWorld world;
  taken(world.import("indicator,unit,period,value\nPOP,01,2016,7328.4\nAREA,01,2016,3358.9\n"));
  const auto query = taken(indicator::parse_query(R"({"indicators":["POP","AREA"],"units":["01"],"from":"2016"})"));
  const auto asking = taken(indicator::Asking::begin(world.workspace(), query, 100));
  std::vector<indicator::Observation> all;
  taken(asking->next(1, all));
  // In the same second.
  taken(world.import("indicator,unit,period,value\nPOP,01,2016,1\nAREA,01,2016,2\n", "2018-06-30"));
  taken(asking->next(1, all));
  REQUIRE(all.size() == 2);
  CHECK(SeriesWorld::shown(all[0]) == "7328.4");
  CHECK(SeriesWorld::shown(all[1]) == "3358.9");
}

TEST_CASE("an answer in portions of any size is the answer at once, ranks too") {
  SeriesWorld world;
  std::mt19937_64 random(20251128);
  std::string csv = "indicator,unit,period,value,SEX\n";
  for (const char* unit : {"01", "24", "27", "79"})
    for (const char* year : {"2014", "2015", "2016"}) {
      csv += std::string("AREA,") + unit + "," + year + ",300,\n";
      for (const char* sex : {"", "F"})
        csv += std::string("POP,") + unit + "," + year + "," + std::to_string(random() % 9000) +
               "," + sex + "\n";
    }
  taken(world.import(csv));
  const auto lines = [](const std::vector<indicator::Observation>& list) {
    std::vector<std::string> all;
    for (const auto& one : list) {
      std::string line = one.indicator->code + " " + one.unit + " " + one.unit_name + " " +
                         one.period.label() + " " + indicator::to_text(one.breakdown) + " " +
                         one.derivation.text() + " " + SeriesWorld::shown(one);
      for (const auto& flag : one.point.flags) line += " " + flag;
      all.push_back(std::move(line));
    }
    return all;
  };
  for (const char* boundaries : {"", R"(,"boundaries":"2025-07-01")"}) {
    const auto query = taken(indicator::parse_query(
        R"({"indicators":["POP","POP_DENSITY"],"units":["VN"],"below":"VN","from":"2014","to":"2016",)"
        R"("derive":["value","growth","rank","moving-2"])" + std::string(boundaries) + "}"));
    const auto whole = lines(taken(indicator::ask(world.workspace(), query)).observations);
    CHECK(whole.size() > 200);
    for (const std::size_t count : {1U, 7U, 100U, 100000U}) {
      CAPTURE(count);
      const auto asking = taken(indicator::Asking::begin(world.workspace(), query, 100'000));
      std::vector<std::string> all;
      for (std::vector<indicator::Observation> some;; some.clear()) {
        taken(asking->next(count, some));
        if (some.empty()) break;
        for (auto& line : lines(some)) all.push_back(std::move(line));
      }
      CHECK(all == whole);
    }
  }
}

TEST_CASE("a total that was delivered by its members alone is their sum in other boundaries, too") {
  SeriesWorld world;
  taken(world.import("indicator,unit,period,value,status,SEX\n"
                     "POP,24,2015,5,official,F\nPOP,24,2015,6,official,M\n"
                     "POP,27,2015,7,official,F\nPOP,27,2015,8,preliminary,M\n"
                     "POP,01,2015,9,official,F\nDOCTORS,24,2015,13,official,\nDOCTORS,27,2015,13,official,\n"));
  const auto ask = [&](const char* indicator, const char* unit) {
    const auto one = world.ask(std::string(R"({"indicators":[")") + indicator + R"("],"units":[")" + unit +
                               R"("],"from":"2015","boundaries":"2025-07-01"})").front();
    return SeriesWorld::shown(one) + " " + std::string(indicator::shown_status(one.point));
  };
  CHECK(ask("POP", "24") == "26.0 preliminary");
  CHECK(ask("POP", "01") == "… ");   // of men nobody has said anything
  CHECK(ask("POP", "VN") == "26.0 preliminary");
  CHECK(ask("DOCTORS_10K", "24") == "10.0 preliminary");
}
