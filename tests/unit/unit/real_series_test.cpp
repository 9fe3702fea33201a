// Figures of the statistics office, 2010 to 2016 and 63 provinces, read in today's 34.

#include <doctest/doctest.h>

#include <map>

#include "json/parse.h"
#include "support/reference_data.h"
#include "unit/boundaries.h"
#include "unit/unit/small_country.h"
#include "unit/unit_import.h"

namespace girs {
namespace {

struct Series {
  std::vector<UnitFigure> provinces;
  std::map<std::string, Decimal> country;   // by period
};

/// The figures of one series by province, in the boundaries of the last day of each year.
Series series(const json::Value& document, std::string_view id) {
  Series out;
  for (const auto& each : *document.find("series")->as_array()) {
    if (*each.text("id") != id) continue;
    const auto& periods = *each.find("periods")->as_array();
    for (const auto& [code, values] : *each.find("data")->as_object())
      for (std::size_t i = 0; i < periods.size(); ++i) {
        const auto& period = *periods[i].as_string();
        const auto* value = (*values.as_array())[i].as_number();
        const auto read = value ? Decimal::parse(value->text) : std::nullopt;
        if (code == "VN") out.country.emplace(period, *read);
        else out.provinces.push_back({code, period, date(period + "-12-31"), read});
      }
  }
  return out;
}

}  // namespace

TEST_CASE("population and doctors of 63 provinces in today's 34 are the sums of the published parts") {
  const auto folder = reference::folder_or_say("real series in today's boundaries");
  if (folder.empty()) return;
  const auto history = reference::content(folder + "vn-units-history.csv");
  const auto merge = reference::content(folder + "vn-units-merge.csv");
  UnitImportOptions options;
  options.lenient = true;
  options.top = "VN";
  options.top_name = "Việt Nam";
  options.changed_on = kMerger;
  const auto imported = import_units({{"history", history}, {"merge", merge}}, options);
  REQUIRE(imported);
  const auto& tree = imported->tree;
  json::Limits large;
  large.size_max = std::size_t{1} << 28;
  const auto document = json::parse(reference::content(folder + "vn-series.json"), large);
  REQUIRE(document);

  for (const std::string_view id : {"gso.pop.total", "gso.staff.doctor"}) {
    CAPTURE(std::string(id));
    const auto given = series(*document, id);
    REQUIRE(given.provinces.size() == 63 * 7);
    const auto stock = in_boundaries(tree, given.provinces,
                                     {kMerger, Addition::kStock, {}, "province"});
    REQUIRE(stock);
    CHECK(stock->size() == 34 * 7);
    std::map<std::string, Decimal> total, published;
    for (const auto& each : *stock) {
      CAPTURE(each.unit);
      CAPTURE(each.period);
      REQUIRE(each.value);
      CHECK_FALSE(each.estimated);
      // The published parts, added up by the map of the merger itself.
      Decimal sum;
      for (const auto& change : tree.predecessors(each.unit, kMerger))
        for (const auto& part : given.provinces)
          if (part.unit == change.before && part.period == each.period)
            sum = *add(sum, *part.value);
      CHECK(*each.value == sum);
      total[each.period] = *add(total[each.period], *each.value);
    }
    for (const auto& part : given.provinces)
      published[part.period] = *add(published[part.period], *part.value);
    CHECK(total == published);
  }
  // Bạc Liêu and Cà Mau in 2016, thousands of people.
  const auto people = series(*document, "gso.pop.total").provinces;
  const auto now = in_boundaries(tree, people, {date("2026-06-30"), Addition::kStock, {}, {}});
  REQUIRE(now);
  for (const auto& each : *now)
    if (each.unit == "96" && each.period == "2016") CHECK(each.value->text() == "2108.8");
  const auto as_rate = in_boundaries(tree, people, {kMerger, Addition::kNone, {}, {}});
  REQUIRE(as_rate);
  std::size_t passed = 0;
  for (const auto& each : *as_rate)
    if (each.value) ++passed;
  CHECK(passed == 11 * 7);  // a rate passes in the 11 provinces that did not change
}

}  // namespace girs
