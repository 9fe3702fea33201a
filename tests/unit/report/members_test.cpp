// An aggregate's members: how far each has come, and what they say against the unit above.

#include <doctest/doctest.h>

#include <algorithm>

#include "report/check_reports.h"
#include "report/member_difference.h"
#include "report/member_standing.h"
#include "support/world.h"

using namespace girs;
using namespace girs::testing;

namespace {

const store::ReportKey kProvince = World::key("96", "aggregate");

std::string state_of(const Site& site, const std::string& unit) {
  const auto members = must(report::member_standings(site.workspace(), kProvince));
  const auto found = std::ranges::find(members, unit, &report::MemberStanding::unit);
  return found == members.end() ? "no member" : found->state;
}

/// Two communes of Cà Mau whose reports the centre holds, 100 and 50 received.
struct Country {
  World world{{"31825", "31834", "96"}};
  Site a = world.site("a"), b = world.site("b");
  std::string pid_a = world.submit(a, "31825", 100);
  std::string pid_b = world.submit(b, "31834", 50);
  const Site& centre = world.centre_site();

  Country() {
    must(world.centre().admit(pid_a, World::body(a, pid_a)));
    must(world.centre().admit(pid_b, World::body(b, pid_b)));
  }
  void return_report(const std::string& pid) {
    must(world.centre().decide(pid, package::DecisionKind::kRejected, {"x"}, "Số liệu chưa khớp", world.decider()));
  }
};

}  // namespace

TEST_CASE("a member's report is approved, then aggregated, then completed when the aggregate is signed") {
  Country country;
  CHECK(state_of(country.centre, "31825") == "approved");
  CHECK(state_of(country.centre, "31840") == "not-received");
  const auto workspace = country.centre.workspace();
  must(report::aggregate_report(workspace, kProvince, {{"31834", "Số liệu chưa thống nhất"}}, "o"));
  CHECK(state_of(country.centre, "31825") == "aggregated");
  CHECK(state_of(country.centre, "31834") == "excluded");
  must(report::approve(workspace, kProvince, "o"));
  must(report::seal(workspace, kProvince, kOrigin, country.world.parties("96"), nullptr, "o"));
  CHECK(state_of(country.centre, "31825") == "completed");
}

TEST_CASE("a returned report is out of the aggregate: what counted it is outdated and cannot be signed") {
  Country country;
  const auto workspace = country.centre.workspace();
  must(report::aggregate_report(workspace, kProvince, {}, "o"));
  must(report::approve(workspace, kProvince, "o"));
  country.return_report(country.pid_b);
  const auto members = must(report::member_standings(workspace, kProvince));
  const auto returned = std::ranges::find(members, "31834", &report::MemberStanding::unit);
  CHECK(returned->state == "returned");
  CHECK(returned->is_outdated());
  CHECK(returned->reason == "Số liệu chưa khớp");
  const auto refused = report::seal(workspace, kProvince, kOrigin, country.world.parties("96"), nullptr, "o");
  REQUIRE(!refused);
  CHECK(refused.error().code == Code::kConflict);
  REQUIRE(refused.error().mistakes.size() == 1);
  CHECK(*detail_of(refused.error().mistakes[0].details, "unit") == "31834");
}

TEST_CASE("the sum of the members stands beside what the unit above says, cell by cell") {
  Country country;
  const auto workspace = country.centre.workspace();
  must(report::aggregate_report(workspace, kProvince, {}, "o"));
  CHECK(must(report::against_members(workspace, kProvince)).cells.empty());
  must(report::set_cell(workspace, kProvince, "", {"LV01", "3"}, "151", NumberStyle::kPlain, "o"));
  must(report::set_cell(workspace, kProvince, "", {"LV02", "4"}, "7", NumberStyle::kPlain, "o"));
  const auto found = must(report::against_members(workspace, kProvince));
  CHECK(found.summed.counted == 2);
  REQUIRE(found.cells.size() == 2);
  CHECK(found.cells[0].key == CellKey{"LV01", "3"});
  CHECK(found.cells[0].difference->text() == "1");
  CHECK(formula::shown(found.cells[0].sum.value) == "150");
  CHECK(found.cells[1].key == CellKey{"LV02", "4"});
  CHECK_FALSE(found.cells[1].difference);  // no member has that row
  const auto given = must(report::cell_of_members(workspace, kProvince, "", {"LV01", "3"}));
  REQUIRE(given.size() == 2);
  CHECK(formula::shown(given[0].cell.value) == "100");
  CHECK(report::against_members(workspace, World::key("96")).error().code == Code::kNotFound);
}

TEST_CASE("all reports of a period are checked in one call, a subtree of them, or with an early end") {
  Country country;
  const auto workspace = country.centre.workspace();
  must(report::aggregate_report(workspace, kProvince, {}, "o"));
  must(report::set_cell(workspace, kProvince, "", {"T", "3"}, "149", NumberStyle::kPlain, "o"));
  std::vector<std::string> clear, faulty;
  must(report::check_reports(workspace, {"KSTTHC", "2025-Q4"}, {}, [&](report::CheckedReport&& one) -> Status {
    (one.review.can_be_sent() ? clear : faulty).push_back(one.key.unit + " " + one.key.scope);
    return ok();
  }));
  CHECK(clear == std::vector<std::string>{"31825 own", "31834 own"});
  CHECK(faulty == std::vector<std::string>{"96 aggregate"});

  const auto below = must(report::check_reports_json(workspace, {"KSTTHC", "2025-Q4", "31834"}, 0, {}));
  CHECK(below.find("reports")->as_array()->size() == 1);
  CHECK(below.find("reports")->as_array()->at(0).find("findings")->as_array()->empty());
  CHECK(*below.find("cut")->as_bool());  // carry-over cannot be evaluated: findings, though not listed

  std::int64_t seen = 0;
  const auto stopped = report::check_reports_json(workspace, {"KSTTHC", "2025-Q4"}, 100, [&](const Progress& progress) {
    seen = progress.done;
    CHECK(progress.total == 3);
    return 7;
  });
  REQUIRE(!stopped);
  CHECK(stopped.error().code == Code::kCancelled);
  CHECK(seen == 1);
}

TEST_CASE("explanations that a package carries count when it is checked again") {
  World world({"31825"});
  const auto site = world.site("a");
  const auto key = World::key("31825");
  const auto workspace = site.workspace();
  must(report::create(workspace, key, "o"));
  const char* csv = "row,3,4,5,6,7,8,9,10,11,12,13\nT,10,10,-,-,8,8,-,-,0,0,-\nLV01,10,10,-,-,8,8,-,-,0,0,-\n";
  must(report::import_file(workspace, key, "", report::FileFormat::kCsv, csv, {}, "o"));
  for (const auto* row : {"T", "LV01"})
    must(report::explain(workspace, key, {"", row, "balance", "2 hồ sơ rút"}, "o"));
  must(report::approve(workspace, key, "o"));
  const auto pid = must(report::seal(workspace, key, kOrigin, world.parties("31825"), nullptr, "o"));
  must(world.centre().admit(pid, World::body(site, pid)));
  must(report::check_reports(world.centre_site().workspace(), {"KSTTHC", "2025-Q4"}, {}, [](report::CheckedReport&& one) -> Status {
    CHECK(one.pid.size() == 64);
    CHECK(one.review.totals.explain == 2);
    CHECK(one.review.can_be_sent());
    return ok();
  }));
}
