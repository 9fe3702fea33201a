#include "report/draft.h"
#include "report/entry.h"
#include "report/transition.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "support/world.h"

using namespace girs;
using namespace girs::testing;

TEST_CASE("a draft is begun once, entered, approved, and then closed to changes") {
  World world({"31825"});
  const auto site = world.site("commune");
  world.enter(site, "31825");
  CHECK(report::create(site.workspace(), World::key("31825"), "x").error().code == Code::kConflict);
  REQUIRE(report::approve(site.workspace(), World::key("31825"), "chairman"));
  const auto refused = report::set_cell(site.workspace(), World::key("31825"), "", {"LV01", "4"}, "1",
                                        NumberStyle::kPlain, "officer");
  CHECK(refused.error().code == Code::kConflict);
  REQUIRE(report::send_back(site.workspace(), World::key("31825"), "nhầm cột", "chairman"));
  CHECK(report::set_cell(site.workspace(), World::key("31825"), "", {"LV01", "4"}, "99", NumberStyle::kPlain, "officer"));
  const auto history = must(report::history(site.workspace(), World::key("31825")));
  std::vector<std::string> actions;
  for (const auto& row : history) actions.push_back(row.action);
  CHECK(actions == std::vector<std::string>{"created", "imported", "approved", "returned", "cell"});
}

TEST_CASE("a report with an error cannot be approved, and every finding is named") {
  World world({"31825"});
  const auto site = world.site("commune");
  world.enter(site, "31825");
  must(report::set_cell(site.workspace(), World::key("31825"), "", {"LV01", "3"}, "101", NumberStyle::kPlain, "officer"));
  const auto refused = report::approve(site.workspace(), World::key("31825"), "chairman");
  REQUIRE(!refused);
  CHECK(refused.error().code == Code::kConflict);
  std::vector<std::string> rules;
  for (const auto& mistake : refused.error().mistakes) rules.push_back(*detail_of(mistake.details, "rule"));
  CHECK(std::ranges::count(rules, "received-total") == 1);
  CHECK(std::ranges::count(rules, "grand-total") == 1);
  CHECK(must(report::open(site.workspace(), World::key("31825"))).row.state == "draft");
}

TEST_CASE("a finding of class explain needs its explanation in writing") {
  World world({"31825"});
  const auto site = world.site("commune");
  world.enter(site, "31825");
  for (const char* row : {"LV01", "T"})
    for (const char* column : {"8", "7"})
      must(report::set_cell(site.workspace(), World::key("31825"), "", {row, column}, "90", NumberStyle::kPlain, "o"));
  const auto before = must(report::review(site.workspace(), World::key("31825")));
  CHECK(before.totals.errors == 0);
  CHECK(before.unexplained.size() == 2);  // the balance of LV01 and of the total
  CHECK(!report::approve(site.workspace(), World::key("31825"), "c"));
  CHECK(!report::explain(site.workspace(), World::key("31825"), {"", "LV01", "balance", "  "}, "o"));
  CHECK(!report::explain(site.workspace(), World::key("31825"), {"", "LV01", "no-such-rule", "vì"}, "o"));
  for (const char* row : {"LV01", "T"})
    must(report::explain(site.workspace(), World::key("31825"), {"", row, "balance", "Trả lại 10 hồ sơ"}, "o"));
  CHECK(report::approve(site.workspace(), World::key("31825"), "c"));
}

TEST_CASE("a bad file changes nothing and every mistake has its row and column") {
  World world({"31825"});
  const auto site = world.site("commune");
  world.enter(site, "31825");
  const auto before = must(report::open(site.workspace(), World::key("31825")));
  const auto refused = report::import_file(site.workspace(), World::key("31825"), "", report::FileFormat::kCsv,
                                           "row,3,4\nLV01,12o,1\nLV02,5,x5\n", {}, "officer");
  REQUIRE(!refused);
  REQUIRE(refused.error().mistakes.size() == 2);
  CHECK(*detail_of(refused.error().mistakes[0].details, "row") == "LV01");
  CHECK(*detail_of(refused.error().mistakes[0].details, "column") == "3");
  CHECK(*detail_of(refused.error().mistakes[1].details, "column") == "4");
  CHECK(must(report::open(site.workspace(), World::key("31825"))).sheets == before.sheets);
}

TEST_CASE("last quarter's pending dossiers are this quarter's carry-over, or it must be explained") {
  World world({"31825"});
  const auto site = world.site("commune");
  store::ReportKey previous = World::key("31825");
  previous.period = "2025-Q3";
  must(report::create(site.workspace(), previous, "o"));
  must(report::import_file(site.workspace(), previous, "", report::FileFormat::kCsv,
                           "row,3,4,7,8,11,12\nT,10,10,7,7,3,3\nLV01,10,10,7,7,3,3\n", {}, "o"));
  must(report::approve(site.workspace(), previous, "c"));
  must(report::create(site.workspace(), World::key("31825"), "o"));
  must(report::import_file(site.workspace(), World::key("31825"), "", report::FileFormat::kCsv,
                           "row,3,4,6,7,8\nT,14,10,4,14,14\nLV01,14,10,4,14,14\n", {}, "o"));
  const auto review = must(report::review(site.workspace(), World::key("31825")));
  std::vector<std::string> broken;
  for (const auto& finding : review.findings)
    if (finding.outcome == Outcome::kFail) broken.push_back(finding.id());
  CHECK(broken == std::vector<std::string>{"carry-over/T/", "carry-over/LV01/"});
}

TEST_CASE("a report of a unit, regime or period that does not exist says which") {
  World world({});
  const auto site = world.site("commune");
  for (const auto& [key, detail] : std::vector<std::pair<store::ReportKey, std::string>>{
           {{"KSTTHC", "99999", "2025-Q4", "own"}, "unit"},
           {{"NONE", "31825", "2025-Q4", "own"}, "regime"},
           {{"KSTTHC", "31825", "2025-M12", "own"}, "period"},
           {{"KSTTHC", "31825", "last quarter", "own"}, "period"}}) {
    const auto refused = report::create(site.workspace(), key, "o");
    REQUIRE(!refused);
    CHECK_MESSAGE(detail_of(refused.error().details, detail), refused.error().message.en);
  }
}
