#include <doctest/doctest.h>

#include "catalog/catalog.h"
#include "support/sample_catalog.h"

using namespace girs;

namespace {

girs::Document parameter(const std::string& values, const std::string& code = "tran") {
  return {"tran.json", R"J({"schema":"girs.parameter/1","code":")J" + code +
                           R"J(","version":1,"name":{"vi":"Trần"},"unit_of_measure":"đồng",
                           "values":)J" + values + "}"};
}

/// The catalogue with that parameter, and a first rule `expr` of its form.
Result<Catalog> with(const girs::Document& document, const std::string& expr,
                     girs::Document form = sample::form()) {
  auto documents = sample::all_with(sample::edited(form, "[3]=[4]+[5]", expr));
  documents.push_back(document);
  return Catalog::load(documents);
}

/// The sentence and place of the first mistake.
std::string mistake_of(const Result<Catalog>& catalog) {
  if (catalog) return "loaded";
  const auto& mistake = catalog.error().mistakes.front();
  return *detail_of(mistake.details, "pointer") + ": " + mistake.message.en;
}

bool contains(const std::string& text, const std::string& part) {
  if (text.find(part) != std::string::npos) return true;
  MESSAGE(text);
  return false;
}

Date day(const char* text) { return *parse_date(text); }

}  // namespace

TEST_CASE("a parameter has the value that was last set") {
  const auto catalog = with(
      parameter(R"J([{"from":"2024-01-01","value":"5"},{"from":"2025-07-01","value":"6.5"}])J"),
      "[11]<=[$tran]");
  REQUIRE_MESSAGE(catalog, mistake_of(catalog));
  const auto* tran = catalog->parameter("tran");
  REQUIRE(tran);
  CHECK_FALSE(tran->on(day("2023-12-31")));
  CHECK(tran->on(day("2024-01-01"))->text() == "5");
  CHECK(tran->on(day("2025-06-30"))->text() == "5");
  CHECK(tran->on(day("2025-07-01"))->text() == "6.5");
  CHECK(tran->digest.starts_with("sha256:"));
  CHECK_FALSE(catalog->parameter("san"));
}

TEST_CASE("the newest version of a parameter counts") {
  auto documents = sample::all_with(sample::form());
  documents.push_back(parameter(R"J([{"value":"5"}])J"));
  documents.push_back(sample::edited(parameter(R"J([{"value":"7"}])J"), "\"version\":1", "\"version\":2"));
  const auto catalog = Catalog::load(documents);
  REQUIRE_MESSAGE(catalog, mistake_of(catalog));
  CHECK(catalog->parameter("tran")->on(day("1999-01-01"))->text() == "7");
}

TEST_CASE("a formula's parameters are checked when it is loaded") {
  const auto good = parameter(R"J([{"value":"5"}])J");
  CHECK(contains(mistake_of(with(good, "[11]<=[$tram]")), "there is no parameter"));
  CHECK(contains(mistake_of(with(good, "[11]<=[$tram]")), "tran"));
  CHECK(contains(mistake_of(with(good, "[7]=[$tran]")), "A text and a number do not go together"));
  const auto money = sample::edited(sample::form(), "\"scale\":2,\"measure\":\"flow\"",
                                    "\"scale\":2,\"measure\":\"flow\",\"unit_of_measure\":\"triệu đồng\"");
  CHECK(contains(mistake_of(with(good, "[11]<=[$tran]", money)), "do not go together"));
  CHECK(mistake_of(with(good, "[11]<=CONVERT([$tran];\\\"triệu đồng\\\")", money)) == "loaded");
}

TEST_CASE("every mistake of a parameter is named with its place") {
  CHECK(contains(mistake_of(with(parameter("[]"), "[3]=[4]")), "/values: "));
  CHECK(contains(mistake_of(with(parameter(R"J([{"value":"5"},{"value":"6"}])J"), "[3]=[4]")),
                 "/values/1: Only the first value"));
  CHECK(contains(mistake_of(with(parameter(R"J([{"from":"2025-01-01","value":"5"},
                                               {"from":"2025-01-01","value":"6"}])J"),
                                 "[3]=[4]")),
                 "/values/1/from: Values stand in order of time"));
  CHECK(contains(mistake_of(with(parameter(R"J([{"value":"1,5"}])J"), "[3]=[4]")),
                 "/values/0/value: "));
  CHECK(contains(mistake_of(with(parameter(R"J([{"value":"5"}])J", "đơn giá"), "[3]=[4]")),
                 "/code: Formulas write a parameter"));
}
