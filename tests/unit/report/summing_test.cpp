#include "report/summing.h"

#include <doctest/doctest.h>

#include "support/world.h"

using namespace girs;
using namespace girs::testing;

TEST_CASE("an aggregate sums accepted reports and says of every other member why it is left out") {
  World world({"31825", "31834", "96"});
  const auto a = world.site("a"), b = world.site("b");
  const auto pid_a = world.submit(a, "31825", 100);
  const auto pid_b = world.submit(b, "31834", 50);
  must(world.centre().admit(pid_a, World::body(a, pid_a)));
  must(world.centre().admit(pid_b, World::body(b, pid_b)));
  const auto workspace = world.centre_site().workspace();
  const auto key = World::key("96", "aggregate");
  const auto draft = must(report::aggregate_report(workspace, key, {}, "o"));
  CHECK(draft.members.size() == 64);
  std::size_t counted = 0;
  for (const auto& member : draft.members) {
    if (member.pid) ++counted;
    else CHECK(member.excluded_code == "not-received");
  }
  CHECK(counted == 2);
  CHECK(std::get<Decimal>(draft.sheet(kForm)->get({"LV01", "3"}).value).text() == "150");
  CHECK(std::get<formula::Absent>(draft.sheet(kForm)->get({"LV01", "5"}).value) == formula::Absent::kNil);

  const auto without = must(report::aggregate_report(workspace, key, {{"31834", "Số liệu chưa thống nhất"}}, "o"));
  CHECK(std::get<Decimal>(without.sheet(kForm)->get({"T", "3"}).value).text() == "100");
}

TEST_CASE("only a unit that sums up may aggregate, and only its own members may be left out") {
  World world({});
  const auto workspace = world.centre_site().workspace();
  CHECK(report::aggregate_report(workspace, World::key("31825", "aggregate"), {}, "o").error().code == Code::kInvalidArgument);
  CHECK(report::aggregate_report(workspace, World::key("96", "aggregate"), {{"03388", "x"}}, "o").error().code == Code::kNotFound);
}
