#include "central/overview.h"

#include <doctest/doctest.h>

#include "support/world.h"

using namespace girs;
using namespace girs::testing;

TEST_CASE("on time, late, missing and not yet due are told apart, as of any moment") {
  World world({"31825", "31834"});
  const auto a = world.site("a"), b = world.site("b");
  const auto pid_a = world.submit(a, "31825");
  const auto pid_b = world.submit(b, "31834");
  const auto morning = world.now;  // 2025-12-15, the communes' due date
  must(world.centre().admit(pid_a, World::body(a, pid_a)));
  world.now = *from_rfc3339("2025-12-15T17:00:00Z");  // 00:00 of the 16th in Vietnam
  must(world.centre().admit(pid_b, World::body(b, pid_b)));
  const auto period = must(Period::parse("2025-Q4"));
  const auto workspace = world.centre_site().workspace();
  const auto now = must(central::overview(workspace, "KSTTHC", period, "96", world.now));
  CHECK(now.rows.size() == 65);
  CHECK(now.on_time == 1);
  CHECK(now.late == 1);
  CHECK(now.missing == 62);  // the province itself is not due yet
  CHECK(now.accepted == 2);
  const auto then = must(central::overview(workspace, "KSTTHC", period, "96", morning));
  CHECK(then.received == 1);
  CHECK(then.missing == 0);
  const auto one_second_before = *from_rfc3339("2025-12-15T16:59:59Z");
  CHECK(must(central::overview(workspace, "KSTTHC", period, "96", one_second_before)).missing == 0);
}
