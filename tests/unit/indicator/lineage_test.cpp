// Explanations that are deep, and their pictures.

#include <doctest/doctest.h>

#include "indicator/compute.h"
#include "indicator/graph.h"
#include "json/canonical.h"
#include "json/parse.h"
#include "support/column_world.h"
#include "support/world.h"

using namespace girs;
using namespace girs::testing;

namespace {

std::size_t levels(const json::Value& value) {
  std::size_t below = 0;
  if (const auto* list = value.as_array())
    for (const auto& one : *list) below = std::max(below, levels(one));
  if (const auto* members = value.as_object())
    for (const auto& member : *members) below = std::max(below, levels(member.second));
  return value.as_array() || value.as_object() ? below + 1 : 0;
}

}  // namespace

TEST_CASE("an indicator over its own earlier period is explained as deep as JSON is read back") {
  auto all = must(read_catalog_folder(source_path("/examples/catalog")));
  const MonthlyShape shape;
  all.push_back(monthly_form(shape));
  auto regime = monthly_regime(shape);
  const std::string communes = R"("reporters":["commune"])";
  regime.bytes.replace(regime.bytes.find(communes), communes.size(), R"("reporters":["province"])");
  all.push_back(std::move(regime));
  all.push_back(monthly_indicator("T.1", "[BC!r1.c1]+[#'T.1'@P-1]", "", R"(,"round":0)"));
  all.push_back(monthly_indicator("T.2", "[BC!r1.c1]", "[BC!r1.c2]+[#'T.2'@P-1]",
                                  R"(,"round":2)"));
  const auto catalog = must(Catalog::load(all));
  TemporaryFolder folder;
  const auto store = must(store::Store::open(folder / "m.girs", {}));
  const FormLayout layout(*catalog.form_version("BC", 1), catalog);
  std::mt19937_64 random(20251127);
  auto period = must(Period::parse("2024-M01"));
  constexpr int kMonths = 27;
  const std::string unit = "01";
  for (int month = 0; month < kMonths; ++month, period = *next(period))
    must(store->write([&](store::Connection& connection) {
      return put_package(connection, layout, unit, period, 1, month + 1,
                         random_sheet(layout, random, 0, 0));
    }));
  for (const std::string code : {"T.1", "T.2"}) {
    CAPTURE(code);
    const auto explained =
        must(indicator::explain({store.get(), &catalog}, code, unit, *previous(period)));
    CHECK(levels(explained) <= 64);
    CHECK(levels(explained) > 30);
    const auto text = json::compact(explained);
    CHECK(text.find("\"more\":true") != std::string::npos);
    CHECK(must(json::parse(text)) == explained);
    const auto dot = must(indicator::drawn(explained, "dot"));
    CHECK(dot.starts_with("digraph"));
  }
}

TEST_CASE("a picture that is full says in its last box how many are left out below what is shown") {
  const auto boxes = [](int cells) {
    std::string text = R"({"indicator":"T","figure":{"unit":"1","value":"2"},"numerator_cells":[)";
    for (int i = 0; i < cells; ++i)
      text += std::string(i > 0 ? "," : "") + R"({"form":"BC","row":"1","column":"1","value":"1"})";
    text += R"(],"package":{"pid":"a","members":[{"unit":"2","pid":"b"},{"unit":"3","pid":"c"}]}})";
    return indicator::graph_of(must(json::parse(text)));
  };
  CHECK(boxes(3).size() == 7);
  CHECK(boxes(395).size() == 399);
  for (const int cells : {397, 600}) {
    const auto graph = boxes(cells);
    REQUIRE(graph.size() == 400);
    // 399 are shown: the figure and 398 more; members of a package that is not shown don't count
    CHECK(graph.back().lines.front() == "… +" + std::to_string(cells == 397 ? 2 : 203));
    CHECK(graph.front().below.back() == 399);
  }
}
