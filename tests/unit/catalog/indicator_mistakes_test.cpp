// What an indicator's definition says that nobody can have meant.

#include "json/canonical.h"
#include "json/parse.h"
#include "mistakes_in.h"

using namespace girs;
using namespace girs::testing;

namespace {

/// A yearly series of provinces, with the members given added or put in the place of its own.
Document series(const std::string& members = {}) {
  auto value = *json::parse(R"J({"schema":"girs.indicator/1","code":"POP","version":1,
    "name":{"vi":"Dân số"},"from":"series","unit_of_measure":{"vi":"người"},"measure":"stock",
    "frequency":"year","reporters":["province"],"round":0})J");
  const auto more = *json::parse("{" + members + "}");
  for (const auto& member : *more.as_object()) value.set(member.first, member.second);
  return {"series.json", json::compact(value)};
}

/// A formula over POP and what else the members say.
Document computed(const std::string& members = {}) {
  auto value = *json::parse(R"J({"schema":"girs.indicator/1","code":"F","version":1,
    "name":{"vi":"Tỷ lệ"},"from":"formula","measure":"rate","frequency":"year",
    "numerator":"[#POP]","round":0,"missing":"propagate"})J");
  const auto more = *json::parse("{" + members + "}");
  for (const auto& member : *more.as_object()) value.set(member.first, member.second);
  return {"formula.json", json::compact(value)};
}

std::vector<std::string> found_in(const std::vector<Document>& more) {
  auto documents = sample::all();
  documents.insert(documents.end(), more.begin(), more.end());
  return mistakes_in(documents);
}

/// Whether the documents have exactly one mistake, at "file pointer", saying `words`.
bool refused(const std::vector<Document>& more, const std::string& place, const std::string& words) {
  const auto found = found_in(more);
  const bool as_expected = found.size() == 1 && found[0].starts_with(place + ": ") &&
                           found[0].find(words) != std::string::npos;
  if (!as_expected) MESSAGE(listed(found));
  return as_expected;
}

bool refused_series(const std::string& members, const std::string& pointer, const std::string& words) {
  return refused({series(members)}, "series.json " + pointer, words);
}

bool refused_formula(const std::string& members, const std::string& pointer, const std::string& words,
                     const std::string& of_series = {}) {
  return refused({series(of_series), computed(members)}, "formula.json " + pointer, words);
}

bool accepted(const std::vector<Document>& more) {
  const auto found = found_in(more);
  if (!found.empty()) MESSAGE(listed(found));
  return found.empty();
}

std::string thresholds(const std::string& list) { return "\"thresholds\":[" + list + "]"; }

constexpr const char* kChangeWithShares =
    R"J({"schema":"girs.units/1","code":"cu","version":1,"units":[
      {"code":"A","name":"A","kind":"district","parent":"VN","to":"2025-06-30"},
      {"code":"B","name":"B","kind":"district","parent":"VN","from":"2025-07-01"},
      {"code":"C","name":"C","kind":"district","parent":"VN","from":"2025-07-01"}],"changes":[
      {"before":"A","after":"B","on":"2025-07-01","whole":false,"shares":{"households":"0.4"}},
      {"before":"A","after":"C","on":"2025-07-01","whole":false,"shares":{"households":"0.6"}}]})J";

}  // namespace

TEST_CASE("the definitions that these tests change are good as they stand") {
  CHECK(accepted({series(), computed()}));
}

TEST_CASE("what multiplies or divides figures that add up does not add up itself") {
  const auto with = [](const std::string& numerator, const char* measure) {
    return std::vector<Document>{
        series(R"("code":"Q","measure":"flow")"), series(R"("code":"PRICE","measure":"rate")"), series(),
        computed("\"numerator\":\"" + numerator + "\",\"measure\":\"" + measure + "\"")};
  };
  for (const auto* wrong : {"[#Q]*[#POP]", "1+[#Q]/[#POP]", "1000/[#Q]", "[#Q]^2", "2*3/[#Q]", "[#PRICE]*([#Q]*[#Q@P-1])"}) {
    CHECK(refused(with(wrong, "flow"), "formula.json /numerator", "is not that of the units below it added up"));
    CHECK(accepted(with(wrong, "none")));
  }
  for (const auto* right : {"[#Q]*[#PRICE]", "2*[#Q]-[#POP]/1000", "[#Q]/[#PRICE]", "[#Q]/[#POP^UNIT(01)]"})
    CHECK(accepted(with(right, "flow")));
}

TEST_CASE("reporters are kinds of unit that there are, and at least one") {
  CHECK(refused_series(R"("reporters":["planet"])", "/reporters/0",
                       "There is no kind of unit \"planet\""));
  CHECK(refused_series(R"("reporters":["province","provinces"])", "/reporters/1",
                       "did you mean \"province\"?"));
  CHECK(refused_series(R"("reporters":[])", "/reporters", "Name the kinds of unit"));
  CHECK(refused_formula(R"("reporters":["province"])", "/reporters", "Only a delivered series"));
}

TEST_CASE("a base period is a period, or moves with the periods of an index") {
  const std::string index = R"("measure":"rate","base_period":)";
  CHECK(refused_series(index + R"("201x")", "/base_period", "is no period"));
  CHECK(refused_series(index + R"("X-bao")", "/base_period", "is no period"));
  CHECK(refused_series(index + R"("previous year")", "/base_period", "previous-year"));
  for (const char* good : {"2010", "2010-Q1", "2019-M12", "previous-year", "previous-period"})
    CHECK(accepted({series(index + "\"" + good + "\"")}));
}

TEST_CASE("constant prices have a base period, and no other figures that add up do") {
  CHECK(refused_series(R"("price_basis":"constant")", "/price_basis", "add \"base_period\""));
  CHECK(refused_series(R"("price_basis":"constant","base_period":"previous-year")", "/base_period",
                       "do not move"));
  CHECK(refused_series(R"("price_basis":"current","base_period":"2010")", "/base_period",
                       "Current prices have no base period"));
  CHECK(refused_series(R"("base_period":"2010")", "/base_period", "constant prices or to an index"));
  CHECK(accepted({series(R"("price_basis":"constant","base_period":"2010")")}));
  CHECK(accepted({series(R"("price_basis":"current")")}));
  // A word that nobody knows is one mistake; what it might have meant for the base is not guessed.
  CHECK(refused_series(R"("price_basis":"real","base_period":"2010")", "/price_basis", "must be one of"));
}

TEST_CASE("a split key names a share that units are split by, of figures that add up") {
  CHECK(refused_series(R"("split_key":"nope")", "/split_key", "known: area, population"));
  CHECK(refused_series(R"("split_key":"populatoin")", "/split_key", "did you mean \"population\"?"));
  CHECK(refused_series(R"("split_key":"area","measure":"rate")", "/split_key", "never shared out"));
  CHECK(refused_formula(R"("split_key":"area")", "/split_key", "Only a delivered series"));
  CHECK(accepted({series(R"("split_key":"area")")}));
  CHECK(refused_series(R"("split_key":"households")", "/split_key", "households"));
  CHECK(accepted({{"units-2.json", kChangeWithShares}, series(R"("split_key":"households")")}));
}

TEST_CASE("a threshold is about a unit and a period that have figures") {
  const auto about = [](const std::string& what) {
    return thresholds(R"({"kind":"warn-above","value":"5",)" + what + "}");
  };
  CHECK(refused_series(about(R"("unit":"ZZ")"), "/thresholds/0/unit", "There is no unit \"ZZ\""));
  CHECK(refused_series(about(R"("unit":"96","period":"2013")"), "/thresholds/0/unit",
                       "no unit \"96\" from 2013-01-01 to 2013-12-31"));
  CHECK(refused_series(about(R"("period":"2013-Q1")"), "/thresholds/0/period", "There are no figures"));
  CHECK(refused_series(about(R"("period":"2013-Q9")"), "/thresholds/0/period", "2013-Q9"));
  CHECK(accepted({series(about(R"("unit":"96","period":"2026")"))}));
  // The year of a merger has targets of the units before and after it.
  const Document merger{"units-2.json", kChangeWithShares};
  CHECK(accepted({merger, series(about(R"("unit":"A","period":"2025")"))}));
  CHECK(accepted({merger, series(about(R"("unit":"B","period":"2025")"))}));
  CHECK(refused({merger, series(about(R"("unit":"A","period":"2026")"))},
                "series.json /thresholds/0/unit", "no unit \"A\""));
  // The target of a year holds for the sum of its months, but not for rates of months.
  CHECK(accepted({series(about(R"("period":"2013")") + R"(,"frequency":"month","measure":"flow")")}));
  CHECK(refused_series(about(R"("period":"2013")") + R"(,"frequency":"month","measure":"rate")",
                       "/thresholds/0/period", "do not add up"));
  CHECK(refused_series(about(R"("period":"2013")") + R"(,"frequency":"week","measure":"flow")",
                       "/thresholds/0/period", "There are no figures"));
}

TEST_CASE("thresholds that hold together leave some figure without an alert") {
  const std::string below = R"({"kind":"warn-below","value":"9"})";
  const auto above = [](const std::string& more) {
    return R"({"kind":"warn-above","value":"5")" + more + "},";
  };
  CHECK(refused_series(thresholds(above("") + below), "/thresholds/1",
                       "none is at least 9 and at most 5"));
  CHECK(refused_series(thresholds(above(R"(,"unit":"96")") + below), "/thresholds/1",
                       "Together with /thresholds/0 every figure is an alert"));
  CHECK(refused_series(thresholds(R"({"kind":"target-at-most","value":"5"},)"
                                  R"({"kind":"target-at-least","value":"9"})"),
                       "/thresholds/1", "every figure is an alert"));
  CHECK(refused_series(thresholds(below + "," + below), "/thresholds/1", "stands here twice"));
  CHECK(accepted({series(thresholds(R"({"kind":"warn-below","value":"9","period":"2026"},)"
                                    R"({"kind":"warn-above","value":"5","period":"2027"})"))}));
  CHECK(accepted({series(thresholds(R"({"kind":"warn-above","value":"9"},)"
                                    R"({"kind":"warn-below","value":"9"})"))}));
  CHECK(accepted({series(thresholds(R"({"kind":"warn-above","value":"5","message":{"vi":"vàng"}},)"
                                    R"({"kind":"warn-above","value":"9","message":{"vi":"đỏ"}})"))}));
  CHECK(refused_series(thresholds(below) + R"(,"max":"8")", "/thresholds/0/value", "No value reaches"));
  CHECK(refused_series(thresholds(above("").substr(0, above("").size() - 1)) + R"(,"min":"8")",
                       "/thresholds/0/value", "Every value is above"));
  // A value that cannot be read is one mistake, not a contradiction as well.
  CHECK(refused_series(thresholds(R"({"kind":"warn-above","value":"5,0"},)" + below),
                       "/thresholds/0/value", "no decimal"));
}

TEST_CASE("a series breaks once on a day") {
  const std::string first = R"({"on":"2013-01-01","reason":{"vi":"a"}},)";
  CHECK(refused_series("\"breaks\":[" + first + R"({"on":"2013-01-01","reason":{"vi":"b"}}])",
                       "/breaks/1/on", "twice"));
  CHECK(accepted({series("\"breaks\":[" + first + R"({"on":"2014-01-01","reason":{"vi":"b"}}])")}));
}

TEST_CASE("a denominator or factor that is always zero is refused") {
  for (const char* zero : {"0", "0.00", "5-5", "-0", "0*[#POP]", "[#POP]*(1-1)", "0%", "0/[#POP]"})
    CHECK_MESSAGE(refused_formula(std::string(R"("denominator":")") + zero + "\"", "/denominator",
                                  "always 0"),
                  zero);
  for (const char* good : {"100", "[#POP]-[#POP@Y-1]", "5-4", "[#POP]+0", "1/[#POP]"})
    CHECK(accepted({series(), computed(std::string(R"("denominator":")") + good + "\"")}));
  CHECK(refused_formula(R"("factor":"0.0")", "/factor", "factor of 0"));
  CHECK(accepted({series(), computed(R"("factor":"-1")")}));
}

TEST_CASE("the limits of delivered values are refused where figures are computed") {
  CHECK(refused_formula(R"("min":"0")", "/min", "warn-below"));
  CHECK(refused_formula(R"("max":"9")", "/max", "warn-above"));
  CHECK(refused_series(R"("min":"5","max":"1")", "/max", "below"));
  CHECK(refused_series(R"("min":"5","max":"1",)" + thresholds(R"({"kind":"warn-below","value":"3"})"),
                       "/max", "below"));
  CHECK(accepted({series(R"("min":"1","max":"1")")}));
  CHECK(refused_series(R"("missing":"zero")", "/missing", "delivered, not computed"));
}

TEST_CASE("a formula reads figures of periods that its operands have") {
  CHECK(refused_formula(R"("frequency":"month")", "/numerator",
                        "[#POP] is read for periods of the kind \"month\""));
  CHECK(refused_formula(R"("frequency":"month","numerator":"[#POP@2016]","denominator":"[#POP@Y-1]")",
                        "/denominator", "[#POP@Y-1]"));
  CHECK(accepted({series(), computed(R"("frequency":"day","numerator":"[#POP@2016]")")}));
  CHECK(refused_formula(R"("frequency":"day","numerator":"[#POP@2016M01]")", "/numerator", "month"));
  CHECK(refused_formula(R"("numerator":"[#POP]","frequency":"year")", "/numerator", "week",
                        R"("frequency":"week","measure":"flow")"));
  CHECK(accepted({series(R"("frequency":"month","measure":"flow")"), computed()}));
  CHECK(accepted({series(R"("frequency":"quarter","measure":"flow")"),
                  computed(R"("frequency":"nine-months")")}));
  CHECK(refused_formula("", "/numerator", "does not add up",
                        R"("frequency":"month","measure":"rate")"));
  // Of an indicator over reports the frequency is its regime's.
  CHECK(refused_formula(R"("frequency":"month","numerator":"[#'KPI.01']")", "/numerator", "quarter"));
  CHECK(accepted({series(), computed(R"("numerator":"[#'KPI.01']")")}));
}

TEST_CASE("operands that are not there and formulas in a circle are refused") {
  CHECK(refused_formula(R"("numerator":"[#POPE]")", "/numerator", "POPE"));
  CHECK(refused_formula(R"("numerator":"[#F]")", "/numerator", "#CYCLE!"));
  auto other = computed(R"("code":"G","numerator":"[#F]")");
  other.file = "other.json";
  CHECK(refused({series(), computed(R"("numerator":"[#G]")"), other}, "other.json /numerator",
                "#G -> #F -> #G"));
}

TEST_CASE("an indicator's frequency is one for which figures can come") {
  CHECK(refused_series(R"("frequency":"campaign")", "/frequency", "no days of its own"));
  CHECK(refused_formula(R"("frequency":"campaign","numerator":"1")", "/frequency", "no days of its own"));
  CHECK(refused_series(R"("frequency":{"kind":"years","years":5,"first_year":2021})", "/frequency",
                       "deliver those of each year"));
  CHECK(refused_series(R"("frequency":{"kind":"day","working_days_only":true})",
                       "/frequency/working_days_only", "Only a regime"));
  CHECK(accepted({series(), computed(R"("frequency":{"kind":"years","years":5,"first_year":2021})")}));
  CHECK(accepted({series(R"("frequency":"nine-months")")}));
  CHECK(one_mistake(sample::indicator(), R"("measure")", R"("frequency":"month","measure")",
                    "/frequency", "\"quarter\" of the regime CD1"));
  // Of several versions of a regime the newest counts, in whatever order they are read.
  for (const bool newest_first : {false, true}) {
    auto newer = *json::parse(sample::regime().bytes);
    newer.set("version", 2);
    newer.set("from", "2023-01-01");
    const Document second{"regime-2.json", json::compact(newer)};
    auto first = newer;
    first.set("version", 1);
    first.set("from", "2021-01-01");
    first.set("to", "2022-12-31");
    first.set("frequency", "month");
    const Document monthly{"regime-1.json", json::compact(first)};
    for (const auto* own : {"quarter", "month"}) {
      std::vector<Document> documents;
      for (const auto& one : sample::all())
        if (one.file != sample::regime().file && one.file != sample::indicator().file)
          documents.push_back(one);
      documents.push_back(newest_first ? second : monthly);
      documents.push_back(newest_first ? monthly : second);
      documents.push_back(sample::edited(sample::indicator(), R"("measure")",
                                         "\"frequency\":\"" + std::string(own) + R"(","measure")"));
      const auto found = mistakes_in(documents);
      CAPTURE(listed(found));
      CHECK(found.empty() == (std::string_view(own) == "quarter"));
    }
  }
}

TEST_CASE("all that is wrong with an indicator is said at once") {
  const auto found = found_in({series(R"("reporters":["planet"],"base_period":"201x","split_key":"nope",)"
                                      R"("round":99,"price_basis":"real",)" +
                                      thresholds(R"({"kind":"warn-above","value":"5","unit":"ZZ"},)"
                                                 R"({"kind":"warn-below","value":"9"})"))});
  CHECK_MESSAGE(found.size() == 7, listed(found));
}

TEST_CASE("a definition that a store holds already is read whatever was found senseless in it later") {
  auto held = series(R"("reporters":["planet"],"base_period":"previous year","split_key":"nope")");
  CHECK(found_in({held}).size() == 3);
  held.held = true;
  CHECK(accepted({held}));
  // What another definition reads of it is still asked.
  CHECK(refused({held, computed(R"("frequency":"month")")}, "formula.json /numerator", "[#POP]"));
}

TEST_CASE("money of different prices is neither added nor divided, but for a deflator") {
  const auto money = [](const std::string& code, const std::string& prices) {
    return series("\"code\":\"" + code + "\",\"measure\":\"flow\",\"price_basis\":" + prices);
  };
  const std::vector<Document> all = {money("CUR", "\"current\""),
                                     money("C10", R"("constant","base_period":"2010")"),
                                     money("C94", R"("constant","base_period":"1994")"), series()};
  const auto with = [&](const std::string& members) {
    auto documents = all;
    documents.push_back(computed(members));
    return documents;
  };
  const auto wrong = [&](const std::string& numerator) {
    return refused(with("\"numerator\":\"" + numerator + "\""), "formula.json /numerator", "together");
  };
  CHECK(wrong("[#CUR]+[#C10]"));
  CHECK(wrong("[#C10]-[#C94]"));
  CHECK(wrong("2*[#CUR]-([#C10]+[#C10])"));
  CHECK(wrong("SUM([#CUR]; [#C94])"));
  CHECK(wrong("GROWTH([#CUR]; [#C10@P-1])"));
  CHECK(wrong("IF([#POP]>1; [#CUR]; [#C10])"));
  CHECK(wrong("IF([#CUR]>[#C10]; 1; 2)"));
  CHECK(accepted(with(R"("numerator":"[#CUR]-[#CUR@P-1]")")));
  CHECK(accepted(with(R"("numerator":"[#CUR]/[#C10]+[#CUR]/[#CUR@P-1]")")));
  CHECK(accepted(with(R"("numerator":"[#C10]","denominator":"[#POP]")")));
  CHECK(refused(with(R"("numerator":"[#CUR]","denominator":"[#C10]")"), "formula.json /denominator",
                "a deflator is current by constant prices"));
  CHECK(refused(with(R"("numerator":"[#C10]","denominator":"[#C94]")"), "formula.json /denominator",
                "constant prices of 1994"));
  CHECK(accepted(with(R"("numerator":"[#CUR]","denominator":"[#C10]","base_period":"2010")")));
  CHECK(refused(with(R"("numerator":"[#CUR]","denominator":"[#C10]","base_period":"1994")"),
                "formula.json /denominator", "deflator"));
  CHECK(refused(with(R"("numerator":"[#CUR]","denominator":"1000","price_basis":"constant","base_period":"2010")"),
                "formula.json /numerator", "the indicator says constant prices of 2010"));
}

TEST_CASE("money may be deflated by an index and rebased by a factor, and its branches are of one price") {
  const auto money = [](const std::string& code, const std::string& prices) {
    return series("\"code\":\"" + code + "\",\"measure\":\"flow\",\"price_basis\":" + prices);
  };
  const auto with = [&](const std::string& numerator, const std::string& members = {}) {
    return std::vector<Document>{
        money("CUR", "\"current\""), money("C10", R"("constant","base_period":"2010")"),
        series(R"("code":"DEFL","measure":"rate","base_period":"2010")"), series(),
        computed("\"numerator\":\"" + numerator + "\"" + members)};
  };
  const std::string c10 = R"(,"price_basis":"constant","base_period":"2010","measure":"flow")";
  const std::string c20 = R"(,"price_basis":"constant","base_period":"2020","measure":"flow")";
  CHECK(accepted(with("[#CUR]/[#DEFL]*100", c10)));
  CHECK(accepted(with("[#CUR]", R"(,"price_basis":"constant","base_period":"2010","measure":"none",)"
                                R"("denominator":"[#DEFL]","factor":"100")")));
  CHECK(accepted(with("[#C10]*1.6", c20)));
  CHECK(accepted(with("[#C10]", c20 + R"(,"factor":"1.6")")));
  CHECK(accepted(with("INDEXTO([#CUR]; [#C10])")));
  CHECK(refused(with("[#C10]", c20), "formula.json /numerator", "constant prices of 2020"));
  CHECK(refused(with("[#CUR]*2", c10), "formula.json /numerator", "figures of current prices"));
  CHECK(refused(with("[#CUR]", R"(,"price_basis":"constant","base_period":"2010","measure":"rate",)"
                               R"("denominator":"[#POP]")"), "formula.json /numerator",
                "deflated by an index that has a \"base_period\""));
  CHECK(refused(with("[#CUR]/[#POP]", R"(,"price_basis":"constant","base_period":"2010","measure":"none")"), "formula.json /numerator", "figures of current prices"));
  CHECK(refused(with("[#CUR]/[#POP]+[#C10]"), "formula.json /numerator", "together"));
  CHECK(accepted(with("[#C10]/[#POP]", R"(,"price_basis":"constant","base_period":"2010","measure":"none")")));
  for (const auto* mixed : {"COALESCE([#CUR]; [#C10])", "IFMISSING([#CUR]; [#C10])",
                            "IFERROR([#CUR]; [#C10])", "1000*[#C10]+[#CUR]"})
    CHECK(refused(with(mixed), "formula.json /numerator", "together"));
}
