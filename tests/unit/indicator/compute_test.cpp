#include "indicator/compute.h"

#include <doctest/doctest.h>

#include "indicator/graph.h"
#include "indicator/query.h"
#include "report/column_cache.h"
#include "report/summing.h"
#include "support/world.h"

using namespace girs;
using namespace girs::testing;

namespace {


/// The rate indicator of the example catalogue.
const Indicator& on_time_rate(const World& world) {
  for (const auto& indicator : world.catalog().indicators())
    if (indicator.measure == Measure::kRate && indicator.numerator.text().find("c8:c9") != std::string::npos) return indicator;
  throw std::runtime_error("the example catalogue has no on-time rate");
}

/// The part of an explained figure that is a unit's.
const json::Value& part_of(const json::Value& explained, std::string_view unit) {
  for (const auto& part : *explained.find("parts")->as_array())
    if (*part.text("unit") == unit) return part;
  throw std::runtime_error("no part of that unit");
}

/// The pid of a correction of the report of 31825.
std::string sealed_correction(World& world, const Site& site) {
  const auto key = World::key("31825");
  must(report::amend(site.workspace(), key, false, "data-error", "Nhập nhầm", "", "officer"));
  world.import(site, "31825", 130);
  must(report::approve(site.workspace(), key, "chairman"));
  return must(report::seal(site.workspace(), key, kOrigin, world.parties("31825"), nullptr,
                           "chairman"));
}

}  // namespace

TEST_CASE("a rate of several units is computed from their parts, never averaged") {
  World world({"31825", "31834", "96"});
  const auto a = world.site("a"), b = world.site("b");
  world.enter(a, "31825", 300);
  for (const char* row : {"T", "LV01"}) {  // 300 received, 200 early, 100 late
    must(report::set_cell(a.workspace(), World::key("31825"), "", {row, "8"}, "200", NumberStyle::kPlain, "o"));
    must(report::set_cell(a.workspace(), World::key("31825"), "", {row, "10"}, "100", NumberStyle::kPlain, "o"));
  }
  must(report::approve(a.workspace(), World::key("31825"), "c"));
  const auto pid_a = must(report::seal(a.workspace(), World::key("31825"), kOrigin, world.parties("31825"), nullptr, "c"));
  const auto pid_b = world.submit(b, "31834", 100);
  must(world.centre().admit(pid_a, World::body(a, pid_a)));
  must(world.centre().admit(pid_b, World::body(b, pid_b)));
  const auto workspace = world.centre_site().workspace();
  must(report::aggregate_report(workspace, World::key("96", "aggregate"), {}, "o"));
  must(report::approve(workspace, World::key("96", "aggregate"), "c"));
  const auto& indicator = on_time_rate(world);
  const auto period = must(Period::parse("2025-Q4"));
  const auto table = must(indicator::compute(workspace, indicator.code, "96", period));
  CHECK(shown(table.figures[0].value) == "75");  // (200 + 100) / (300 + 100); the average would be 83.3
  CHECK(table.figures.size() == 65);
  const auto country = must(indicator::compute(workspace, indicator.code, "VN", period));
  CHECK(shown(country.figures[0].value) == "75");
  CHECK(country.figures[0].counted == 1);
  CHECK(country.figures[0].expected == 34);
  for (const auto& figure : country.figures)
    if (figure.unit == "01") CHECK(formula::is_missing(figure.value));  // nothing reported is not zero
}

TEST_CASE("an explained figure names its formula, cells, package, leaf and signers") {
  World world({"31825"});
  const auto site = world.site("commune");
  const auto pid = world.submit(site, "31825");
  const auto admission = must(world.centre().admit(pid, World::body(site, pid)));
  const auto& indicator = on_time_rate(world);
  const auto explained = must(indicator::explain(world.centre_site().workspace(), indicator.code, "31825", must(Period::parse("2025-Q4"))));
  const auto* package = explained.find("package");
  REQUIRE(package);
  CHECK(*package->text("pid") == pid);
  CHECK(package->find("index")->as_integer() == admission.index);
  CHECK(package->find("signers")->as_array()->size() == 3);
  CHECK(explained.find("numerator_cells")->as_array()->size() >= 2);
  CHECK(explained.find("formula")->text("numerator")->find("c8:c9") != std::string::npos);
}

TEST_CASE("an indicator, unit or period that does not exist is said by name") {
  World world({});
  const auto workspace = world.centre_site().workspace();
  const auto period = must(Period::parse("2025-Q4"));
  CHECK(indicator::compute(workspace, "NONE", "VN", period).error().code == Code::kNotFound);
  CHECK(indicator::compute(workspace, on_time_rate(world).code, "999", period).error().code == Code::kNotFound);
}

TEST_CASE("a signed figure is marked stale when one of its members is corrected, and stays as it was signed") {
  World world({"31825", "31834", "96"});
  const auto a = world.site("a");
  const auto pid_a = world.submit(a, "31825", 100);
  must(world.centre().admit(pid_a, World::body(a, pid_a)));
  const auto& site = world.centre_site();
  const auto key = World::key("96", "aggregate");
  must(report::aggregate_report(site.workspace(), key, {}, "o"));
  must(report::approve(site.workspace(), key, "c"));
  must(report::seal(site.workspace(), key, kOrigin, world.parties("96"), nullptr, "c"));
  report::ColumnCache columns;
  auto workspace = site.workspace();
  workspace.columns = &columns;
  indicator::Query query;
  query.indicators = {"KSTT.04"};
  query.units = {"96", "VN"};
  query.from = query.to = must(Period::parse("2025-Q4"));
  const auto figure = [&](std::size_t unit) {
    const auto reference =
        must(indicator::compute(site.workspace(), "KSTT.04", query.units[unit], query.from));
    const auto point = must(indicator::ask(workspace, query)).observations[unit].point;
    CHECK(reference.figures[0].flags.contains(indicator::kStale) == point.flags.contains(indicator::kStale));
    return formula::shown(point.value) + (point.flags.contains(indicator::kStale) ? " stale" : "");
  };
  CHECK(figure(0) == "100");
  CHECK(figure(1) == "100");
  world.now += std::chrono::hours{1};
  const auto corrected = sealed_correction(world, a);
  const auto before = world.now;
  world.now += std::chrono::hours{1};
  must(world.centre().admit(corrected, World::body(a, corrected)));
  CHECK(figure(0) == "100 stale");
  CHECK(figure(1) == "100 stale");   // what stands on it says so, too
  const auto explained = must(indicator::explain(workspace, "KSTT.04", "VN", query.from));
  const auto& province = part_of(explained, "96");
  CHECK(*province.text("value") == "100");
  CHECK(*province.find("now")->text("value") == "130");
  const auto& member = province.find("package")->find("members")->as_array()->front();
  CHECK(*member.text("pid") == pid_a);
  CHECK(member.find("rev")->as_integer() == 1);
  CHECK(member.find("signers")->as_array()->size() == 3);
  CHECK(*member.find("corrected")->text("pid") == corrected);
  const auto& commune = part_of(province, "31825");
  CHECK(*commune.text("value") == "130");
  CHECK(*commune.find("package")->text("pid") == corrected);
  CHECK(commune.find("package")->find("signers")->as_array()->size() == 3);
  CHECK(commune.find("numerator_cells")->as_array()->size() >= 1);
  const auto dot = must(indicator::drawn(explained, "dot"));
  CHECK(dot.find("stale") != std::string::npos);
  CHECK(dot.find(corrected.substr(0, 12)) != std::string::npos);
  auto then = workspace;
  then.as_of = before;
  const auto earlier = must(indicator::explain(then, "KSTT.04", "96", query.from));
  const auto& named = earlier.find("package")->find("members")->as_array()->front();
  CHECK(*named.text("pid") == pid_a);
  CHECK(!named.find("corrected"));
  query.as_of.received = before;   // then nobody could know
  CHECK(formula::shown(must(indicator::ask(workspace, query)).observations[0].point.value) == "100");
  CHECK(!must(indicator::ask(workspace, query)).observations[0].point.flags.contains(indicator::kStale));
}

TEST_CASE("an error is shown, or as the definition says a missing figure with a word beside it") {
  Indicator indicator;
  indicator.denominator = must(formula::Expression::compile("[2]"));
  const formula::Value one = Decimal(1), zero = Decimal();
  std::set<std::string> flags;
  indicator::note_hidden(indicator, one, zero, flags);
  CHECK(flags.empty());
  CHECK(indicator::combined(indicator, one, zero) == formula::Value(formula::Fault::kDivisionByZero));
  indicator.on_error = OnError::kMissing;
  indicator::note_hidden(indicator, one, one, flags);
  CHECK(flags.empty());
  CHECK(indicator::combined(indicator, one, one) == one);
  indicator::note_hidden(indicator, one, zero, flags);
  CHECK(flags.contains(indicator::kError));
  CHECK(indicator::combined(indicator, one, zero) == formula::Value(formula::Absent::kMissing));
}
