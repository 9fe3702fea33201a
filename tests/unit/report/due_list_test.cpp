#include "report/due_list.h"

#include <doctest/doctest.h>

#include "support/world.h"

using namespace girs;
using namespace girs::testing;

namespace {

const Date kFirst = make_date(2025, 12, 1);
const Date kLast = make_date(2026, 1, 31);

report::DueItem item(World& world, const Site& site, const char* unit = "31825") {
  const auto items = must(report::due_list(site.workspace(), unit, false, kFirst, kLast, world.now));
  if (items.size() != 1) throw std::runtime_error("one item was expected");
  return items[0];
}

}  // namespace

TEST_CASE("the due list follows a report from nothing to the outbox") {
  World world({"31825"});
  const auto site = world.site("commune");
  world.now = *from_rfc3339("2025-12-12T02:00:00Z");
  CHECK(item(world, site).state == "not-begun");
  CHECK(item(world, site).days_left == 3);
  world.enter(site, "31825");
  CHECK(item(world, site).state == "draft");
  must(report::approve(site.workspace(), World::key("31825"), "chairman"));
  CHECK(item(world, site).state == "approved");
  must(report::seal(site.workspace(), World::key("31825"), kOrigin, world.parties("31825"), nullptr, "chairman"));
  CHECK(item(world, site).state == "queued");
  CHECK(!item(world, site).days_left);
}

TEST_CASE("the due list of a past moment shows how far the report was then") {
  World world({"31825"});
  const auto site = world.site("commune");
  const auto state_at = [&](Time then) {
    const auto items = must(report::due_list(site.workspace(), "31825", false, kFirst, kLast, then));
    REQUIRE(items.size() == 1);
    CHECK(items[0].days_left.has_value() == (items[0].state != "queued"));
    return items[0].state;
  };
  const auto hour = [](int after) { return *from_rfc3339("2025-12-15T02:00:00Z") + std::chrono::hours{after}; };
  world.now = hour(1);
  world.enter(site, "31825");
  world.now = hour(2);
  must(report::approve(site.workspace(), World::key("31825"), "chairman"));
  world.now = hour(3);
  must(report::send_back(site.workspace(), World::key("31825"), "thiếu phụ lục", "chairman"));
  world.now = hour(4);
  must(report::approve(site.workspace(), World::key("31825"), "chairman"));
  world.now = hour(5);
  must(report::seal(site.workspace(), World::key("31825"), kOrigin, world.parties("31825"), nullptr, "chairman"));
  world.now = hour(6);
  must(report::amend(site.workspace(), World::key("31825"), false, "sai-so", "Nhập sai", "", "officer"));
  world.now = hour(7);
  CHECK(state_at(hour(0)) == "not-begun");
  CHECK(state_at(hour(1)) == "draft");
  CHECK(state_at(hour(2)) == "approved");
  CHECK(state_at(hour(3)) == "returned");
  CHECK(state_at(hour(4)) == "approved");
  CHECK(state_at(hour(5)) == "queued");
  CHECK(state_at(hour(6)) == "draft");  // a correction was begun
  CHECK(state_at(hour(7)) == "draft");
}

TEST_CASE("days left are counted by the date in Vietnam and go below zero") {
  World world({});
  const auto site = world.site("commune");
  world.now = *from_rfc3339("2025-12-15T16:59:59Z");  // 23:59:59 of the due date
  CHECK(item(world, site).days_left == 0);
  CHECK(!item(world, site).standing.late);
  world.now = *from_rfc3339("2025-12-15T17:00:00Z");
  CHECK(item(world, site).days_left == -1);
  CHECK(item(world, site).standing.late);
}

TEST_CASE("an extension moves one report of one unit, with reason and author") {
  World world({});
  const auto site = world.site("centre-2");
  const auto key = World::key("31825");
  must(report::extend(site.workspace(), key, make_date(2025, 12, 22), "Bão số 12", "Chánh Văn phòng"));
  const auto extended = item(world, site);
  CHECK(to_text(extended.standing.due.date) == "2025-12-22");
  CHECK(extended.standing.extended->reason == "Bão số 12");
  CHECK(extended.standing.extended->author == "Chánh Văn phòng");
  CHECK(to_text(item(world, site, "31834").standing.due.date) == "2025-12-15");
  const auto shorter = report::extend(site.workspace(), key, make_date(2025, 12, 22), "x", "y");
  CHECK(shorter.error().code == Code::kInvalidArgument);
  CHECK(*detail_of(shorter.error().details, "due") == "2025-12-22");
  CHECK(report::extend(site.workspace(), key, make_date(2025, 12, 29), " ", "y").error().code == Code::kInvalidArgument);
  CHECK(report::extend(site.workspace(), {"KSTTHC", "G22", "2025-Q4"}, make_date(2025, 12, 29), "x", "y").error().code ==
        Code::kNotFound);
}

TEST_CASE("a report extended beyond the days asked about is found by its new date") {
  World world({});
  const auto site = world.site("centre-2");
  must(report::extend(site.workspace(), World::key("31825"), make_date(2026, 2, 20), "Bão", "Chánh Văn phòng"));
  const auto february = must(report::due_list(site.workspace(), "31825", false, make_date(2026, 2, 1),
                                              make_date(2026, 2, 28), world.now));
  REQUIRE(february.size() == 1);
  CHECK(february[0].standing.obligation.period.label() == "2025-Q4");
  CHECK(must(report::due_list(site.workspace(), "31825", false, kFirst, kLast, world.now)).empty());
}

TEST_CASE("an exclusion ends, and each change says when it was made") {
  World world({});
  const auto site = world.site("centre-2");
  const auto key = World::key("31825");
  const auto before = world.now;
  world.now += std::chrono::hours{1};
  must(report::exclude(site.workspace(), key, "Sáp nhập", "Chánh Văn phòng"));
  CHECK(report::exclude(site.workspace(), key, "Sáp nhập", "Chánh Văn phòng").error().code == Code::kConflict);
  CHECK(item(world, site).state == "excluded");
  const auto earlier = must(report::due_list(site.workspace(), "31825", false, kFirst, kLast, before));
  CHECK(earlier[0].state == "not-begun");
  world.now += std::chrono::hours{1};
  must(report::restore(site.workspace(), key, "Nhầm đơn vị", "Chánh Văn phòng"));
  CHECK(report::restore(site.workspace(), key, "Nhầm đơn vị", "Chánh Văn phòng").error().code == Code::kConflict);
  CHECK(item(world, site).state == "not-begun");
}

TEST_CASE("reminders fall on the rungs of the regime's ladder and end when the report is on its way") {
  World world({"31825"});
  const auto site = world.site("commune");
  // The example regime reminds 7 and 2 days before the due date (2025-12-15) and 1 and 5 after.
  const auto due = [&](Date after, Date until) {
    std::vector<int> days;
    for (const auto& one : must(report::reminders(site.workspace(), "31825", false, after, until, world.now)))
      days.push_back(one.days);
    return days;
  };
  CHECK(due(make_date(2025, 12, 1), make_date(2025, 12, 31)) == std::vector<int>{-7, -2, 1, 5});
  CHECK(due(make_date(2025, 12, 7), make_date(2025, 12, 8)) == std::vector<int>{-7});
  CHECK(due(make_date(2025, 12, 8), make_date(2025, 12, 12)).empty());
  world.submit(site, "31825");
  CHECK(due(make_date(2025, 12, 1), make_date(2025, 12, 31)).empty());
}

TEST_CASE("asking for a unit that there never was, or for days in the wrong order, is refused") {
  World world({});
  const auto site = world.site("commune");
  const auto workspace = site.workspace();
  const auto unknown = report::due_list(workspace, "ZZ", false, kFirst, kLast, world.now);
  REQUIRE_FALSE(unknown);
  CHECK(unknown.error().code == Code::kNotFound);
  CHECK(unknown.error().message.en == "There is no unit with the code \"ZZ\".");
  CHECK(report::due_list(workspace, "ZZ", true, kFirst, kLast, world.now).error().code == Code::kNotFound);
  CHECK(report::reminders(workspace, "ZZ", false, kFirst, kLast, world.now).error().code == Code::kNotFound);
  CHECK(report::due_list(workspace, "31825", false, kLast, kFirst, world.now).error().code ==
        Code::kInvalidArgument);
  CHECK(report::reminders(workspace, "31825", false, kLast, kFirst, world.now).error().code ==
        Code::kInvalidArgument);
  CHECK(must(report::due_list(workspace, "31825", false, kFirst, kFirst, world.now)).empty());
  CHECK(must(report::reminders(workspace, "31825", false, kFirst, kFirst, world.now)).empty());
}
