// What reports of several units or periods come to when some have no figure, when a figure does
// not add up, and when parts are stocks.
#include <doctest/doctest.h>

#include "indicator/figure_stream.h"
#include "monthly_world.h"

using namespace girs;
using namespace girs::testing;

namespace {

/// The monthly world whose columns 5 and 6 are stocks.
std::vector<Document> documents() {
  auto all = monthly_documents({});
  for (auto& document : all) {
    if (document.file != "bc-form.json") continue;
    for (const std::string code : {"5", "6"}) {
      const auto at = document.bytes.find(R"("measure":"flow")", document.bytes.find(R"({"code":")" + code));
      document.bytes.replace(at, 16, R"("measure":"stock")");
    }
  }
  const auto add = [&](const std::string& code, const std::string& above, const std::string& below,
                       const char* measure = "rate") {
    all.push_back(monthly_indicator(code, above, below, R"(,"factor":"100","round":2)", "propagate", measure));
  };
  add("U.RATE", "[BC!r1.c1]", "[BC!r1.c3]");
  add("U.ALONE", "[BC!r1.c1]/[BC!r1.c3]", "");
  add("U.STOCKS", "[BC!r1.c5]", "[BC!r1.c6]");
  add("U.BY_STOCK", "[BC!r1.c1]", "[BC!r1.c6]");
  add("U.SUM", "[BC!r1.c1]", "", "flow");
  return all;
}

struct Summed : Monthly {
  Summed() : Monthly({}) {
    catalog = must(Catalog::load(documents()));
    layout = std::make_unique<FormLayout>(*catalog.form_version("BC", 1), catalog);
  }
  /// Puts a report with these cells of the first row, by column.
  void report(std::size_t commune, const char* period, const std::map<std::string, const char*>& cells) {
    auto sheet = Sheet::make(*layout);
    for (const auto& [column, figure] : cells)
      must(sheet.set(*layout, {"1", column}, Cell{*Decimal::parse(figure)}));
    must(store->write([&](store::Connection& connection) {
      return put_package(connection, *layout, communes[commune], must(Period::parse(period)), 1,
                         ++leaves, sheet);
    }));
  }
  /// "value counted/expected flags status", by columns and report by report alike.
  std::string figure(const char* indicator, const std::string& unit, const char* period,
                     const char* derivation = "value") const {
    indicator::Query query;
    query.indicators = {indicator};
    query.units = {unit};
    query.from = query.to = must(Period::parse(period));
    query.derive = {*indicator::Derivation::parse(derivation)};
    report::ColumnCache cache;
    const auto slow = said(must(indicator::ask(workspace(), query)).observations.front());
    const auto fast = said(must(indicator::ask(workspace(&cache), query)).observations.front());
    CHECK(slow == fast);
    CHECK(streamed(query, &cache) == streamed(query, nullptr));
    return slow;
  }
  static std::string said(const indicator::Observation& one) {
    const auto& point = one.point;
    auto text = formula::shown(point.value) + " " + std::to_string(point.counted) + "/" +
                std::to_string(point.expected);
    for (const auto& flag : point.flags) text += " " + flag;
    const auto status = indicator::shown_status(point);
    return status.empty() ? text : text + " " + std::string(status);
  }
  std::string streamed(const indicator::Query& query, report::ColumnCache* columns) const {
    const auto asked = workspace(columns);
    const auto stream = must(indicator::FigureStream::open(asked, query));
    indicator::FigureRows rows;
    must(stream->next(rows));
    std::string text = fixed::to_decimal(rows.values[0], stream->scale())->text() + " " +
                       std::to_string((*rows.counted)[0]) + "/" + std::to_string((*rows.expected)[0]);
    for (const auto word : {indicator::Word::kWhy, indicator::Word::kStatus, indicator::Word::kFlags})
      text += "|" + stream->words(word)[static_cast<std::size_t>((*rows.places(word))[0])];
    return text;
  }
};

}  // namespace

TEST_CASE("a report without the figure does not count, and a sum of rates takes neither of its parts") {
  Summed world;
  world.report(0, "2025-M09", {{"1", "10"}, {"3", "40"}});
  world.report(1, "2025-M09", {{"1", "30"}, {"3", "60"}});
  CHECK(world.figure("U.RATE", "96", "2025-M09") == "40 2/64 partial official");
  CHECK(world.figure("U.SUM", "96", "2025-M09") == "4000 2/64 partial official");
  world.report(2, "2025-M09", {{"3", "900"}});   // 40 of 1,000 would be 4 %
  CHECK(world.figure("U.RATE", "96", "2025-M09") == "40 2/64 partial official");
  world.report(3, "2025-M09", {{"1", "500"}});
  CHECK(world.figure("U.RATE", "96", "2025-M09") == "40 2/64 partial official");
  CHECK(world.figure("U.RATE", "VN", "2025-M09") == "40 2/102 partial official");
  CHECK(world.figure("U.SUM", "96", "2025-M09") == "54000 3/64 partial official");
  world.report(0, "2025-M10", {{"3", "40"}});
  CHECK(world.figure("U.SUM", "96", "2025-M10") == "… 0/64");
  CHECK(world.figure("U.RATE", "96", "2025-M10") == "… 0/64");
}

TEST_CASE("reports that all are there and lack a figure leave the sum partial") {
  Summed world;
  const auto all = world.catalog.units().children("96", Date{std::chrono::year{2025} / 9 / 30});
  world.communes.clear();
  for (const auto* unit : all) world.communes.push_back(unit->code);
  for (std::size_t i = 0; i < all.size(); ++i)
    world.report(i, "2025-M09", i % 2 == 0 ? std::map<std::string, const char*>{{"1", "1"}, {"3", "2"}}
                                           : std::map<std::string, const char*>{{"3", "2"}});
  CHECK(world.figure("U.SUM", "96", "2025-M09") == "3200 32/64 partial official");
  CHECK(world.figure("U.RATE", "96", "2025-M09") == "50 32/64 partial official");
}

TEST_CASE("a rate that is not divided anew is added up over neither units nor periods") {
  Summed world;
  for (const char* period : {"2025-M08", "2025-M09"})
    for (std::size_t i = 0; i < 2; ++i) world.report(i, period, {{"1", "10"}, {"3", "40"}});
  const auto& commune = world.communes[0];
  CHECK(world.figure("U.ALONE", commune, "2025-M09") == "25 1/1 official");
  CHECK(world.figure("U.ALONE", "96", "2025-M09") == "… 2/64 not-additive partial");
  CHECK(world.figure("U.ALONE", commune, "2025-M09", "moving-2") == "… 1/1 not-additive");
  CHECK(world.figure("U.RATE", commune, "2025-M09", "moving-2") == "25 1/1 official");
}

TEST_CASE("of stocks the last period counts, in a rate as alone") {
  Summed world;
  world.report(0, "2025-M08", {{"1", "10"}, {"5", "90"}, {"6", "100"}});
  world.report(0, "2025-M09", {{"1", "30"}, {"5", "10"}, {"6", "50"}});
  const auto& commune = world.communes[0];
  CHECK(world.figure("U.STOCKS", commune, "2025-M09", "moving-2") == "20 1/1 official");
  CHECK(world.figure("U.BY_STOCK", commune, "2025-M09", "moving-2") == "80 1/1 official");
}
