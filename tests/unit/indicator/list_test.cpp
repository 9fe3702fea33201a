// The catalogue of indicators as readers get it.

#include <doctest/doctest.h>

#include "indicator/list.h"
#include "series_world.h"

using namespace girs;
using namespace girs::testing;

namespace {

const json::Value* listed(const json::Value& list, std::string_view code) {
  for (const auto& one : *list.as_array())
    if (*one.text("code") == code) return &one;
  return nullptr;
}

/// Whether `shown` says all that `said` says; more is welcome (a label in the other language).
bool says(const json::Value& shown, const json::Value& said) {
  if (const auto* object = said.as_object()) {
    for (const auto& [name, member] : *object) {
      const auto* found = shown.find(name);
      if (!found || !says(*found, member)) return false;
    }
    return true;
  }
  if (const auto* array = said.as_array()) {
    const auto* other = shown.as_array();
    if (!other || other->size() != array->size()) return false;
    for (std::size_t i = 0; i < array->size(); ++i)
      if (!says((*other)[i], (*array)[i])) return false;
    return true;
  }
  return shown == said;
}

/// With every member that a series may have.
constexpr const char* kFull = R"J({"schema":"girs.indicator/1","code":"FULL","version":3,
  "name":{"vi":"Thử"},"from":"series","unit_of_measure":{"vi":"tỷ đồng"},"measure":"flow",
  "frequency":"year","reporters":["province"],"round":1,"min":"0","max":"1000","body":"B",
  "data_source":"D","concept":{"vi":"K"},"method":{"vi":"M"},
  "groups":[{"list":"qd293-linh-vuc","code":"1"}],
  "breakdowns":[{"dimension":"SEX","code_list":"gioi-tinh","note":"n"}],"price_basis":"constant",
  "base_period":"2010","breaks":[{"on":"2013-01-01","reason":{"vi":"Đổi"}}],
  "publication":"internal","split_key":"area","late_after_days":30,"verified":false,
  "thresholds":[{"kind":"target-at-least","value":"50","unit":"01","period":"2016",
                 "message":{"vi":"t"},"source":"s"}],"note":"n","source":"s"})J";

}  // namespace

TEST_CASE("the list of indicators says all that their definitions say") {
  auto documents = example_documents();
  documents.push_back({"full.json", kFull});
  const SeriesWorld world(documents);
  const auto list = indicator::list_json(world.catalog());
  std::size_t compared = 0;
  for (const auto& document : documents) {
    auto said = taken(json::parse(document.bytes));
    if (*said.text("schema") != "girs.indicator/1") continue;
    const auto* shown = listed(list, *said.text("code"));
    REQUIRE(shown);
    for (const auto& member : *said.as_object())
      if (member.first != "schema") {
        const auto* found = shown->find(member.first);
        CHECK_MESSAGE((found && says(*found, member.second)),
                      *said.text("code") << " /" << member.first);
      }
    ++compared;
  }
  CHECK(compared == list.as_array()->size());
  const auto* full = listed(list, "FULL");
  CHECK(*(*full->find("breaks")->as_array())[0].find("reason")->text("en") == "Đổi");
  CHECK(*(*full->find("thresholds")->as_array())[0].find("message")->text("en") == "t");
}

TEST_CASE("what a definition leaves out is listed as it then holds") {
  const SeriesWorld world;
  const auto list = indicator::list_json(world.catalog());
  const auto* rate = listed(list, "KSTT.01");
  REQUIRE(rate);
  CHECK(*rate->text("from") == "reports");
  CHECK(*rate->text("frequency") == "quarter");
  CHECK(*rate->text("on_error") == "show");
  CHECK(*rate->text("missing") == "propagate");
  CHECK(rate->find("reporters")->as_array()->empty());
  CHECK(!rate->find("min"));
  CHECK(*listed(list, "KSTT.05")->text("factor") == "1");
}

TEST_CASE("the frequency of several years is listed with the first of them") {
  auto documents = example_documents();
  documents.push_back({"five.json", R"J({"schema":"girs.indicator/1","code":"FIVE","version":1,
    "name":{"vi":"Năm năm"},"from":"formula","measure":"flow","round":0,"missing":"propagate",
    "frequency":{"kind":"years","years":5,"first_year":2021},"numerator":"[#STATE_REVENUE]"})J"});
  const SeriesWorld world(documents);
  const auto list = indicator::list_json(world.catalog());
  const auto* frequency = listed(list, "FIVE")->find("frequency");
  REQUIRE(frequency->as_object());
  CHECK(frequency->find("first_year")->as_integer() == 2021);
}

TEST_CASE("figures of several years are given for the periods that the definition counts, and for no others") {
  auto documents = example_documents();
  documents.push_back({"five.json", R"J({"schema":"girs.indicator/1","code":"FIVE","version":1,
    "name":{"vi":"Năm năm"},"from":"formula","measure":"flow","round":0,"missing":"zero",
    "frequency":{"kind":"years","years":5,"first_year":2011},"numerator":"[#STATE_REVENUE]"})J"});
  SeriesWorld world(documents);
  std::string years = "indicator,unit,period,value,status\n";
  for (int year = 2011; year <= 2015; ++year)
    years += "STATE_REVENUE,VN," + std::to_string(year) + "," + std::to_string(year - 2008) + ",official\n";
  taken(world.import(years));
  const auto asked = [](const std::string& period) {
    return R"({"indicators":["FIVE"],"units":["VN"],"from":")" + period + R"(","to":")" + period + "\"}";
  };
  CHECK(world.one(asked("2011-Y5")) == "25");   // 3 + 4 + 5 + 6 + 7
  for (const auto* other : {"2012-Y5", "2006-Y5", "2011-Y3", "2011"}) {
    const auto refused = world.try_ask(asked(other));
    REQUIRE(!refused);
    CHECK(all_of(refused.error()).find("it has them for those such as 2011-Y5") != std::string::npos);
  }
}

TEST_CASE("nine months are delivered, kept and read as other periods are") {
  auto documents = example_documents();
  documents.push_back({"nine.json", R"J({"schema":"girs.indicator/1","code":"NINE","version":1,
    "name":{"vi":"Chín tháng"},"from":"series","measure":"flow","round":0,
    "frequency":"nine-months","reporters":["province"]})J"});
  SeriesWorld world(documents);
  taken(world.import("indicator,unit,period,value,status\n"
                     "NINE,01,2015-C9,7,official\nNINE,01,2016-C9,9,official\n"));
  CHECK(world.one(R"({"indicators":["NINE"],"units":["01"],"from":"2015-C9","to":"2015-C9"})") == "7");
  CHECK(world.one(R"({"indicators":["NINE"],"units":["01"],"from":"2016-C9","to":"2016-C9"})") == "9");
  CHECK(world.ask(R"({"indicators":["NINE"],"units":["01"],"from":"2014-C9","to":"2016-C9"})").size() == 3);
}
