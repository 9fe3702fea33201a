// A store that could not take everything yet.

#include <doctest/doctest.h>

#include "central/fsck.h"
#include "support/line.h"

using namespace girs;
using namespace girs::testing;

namespace {

/// How much fsck finds in a store that follows the log.
std::size_t faults(World& world, const Site& site) {
  const std::string origin = kOrigin;
  return must(central::fsck(site.workspace(), origin, *must(world.centre().registry()), world.policy(), {})).faults.size();
}

}  // namespace

TEST_CASE("what follows a package that could not be fetched yet is no fault of the store, and a page in its place is told apart") {
  World world({"31825", "96"});
  const auto site = world.site("commune"), province = world.site("province");
  Line line(world);
  const auto first = world.submit(site, "31825");
  REQUIRE(run(world, site, line, "31825").status);
  must(report::amend(site.workspace(), World::key("31825"), false, "data-error", "Nhầm", "", "o"));
  world.import(site, "31825", 55);
  must(report::approve(site.workspace(), World::key("31825"), "chairman"));
  must(report::seal(site.workspace(), World::key("31825"), kOrigin, world.parties("31825"), nullptr, "c"));
  REQUIRE(run(world, site, line, "31825").status);
  bool whole_list = false;
  line.spoil = [&](const sync::Request& request, sync::Response& response) {
    if (request.path == "/v1/submissions/" + first || (whole_list && request.path.starts_with("/v1/events")))
      response = {200, {{"content-type", "text/html"}}, "<p>Đăng nhập</p>"};
  };
  const auto round = run(world, province, line, "96");
  REQUIRE(round.status);
  CHECK(round.summary.reports == 1);
  CHECK(round.summary.passed.size() == 1);
  CHECK(faults(world, province) == 0);   // a decision on it, and the revision after it
  whole_list = true;
  const auto failed = run(world, province, line, "96");
  REQUIRE(!failed.status);
  CHECK(*detail_of(failed.status.error().details, "reason") == "intermediary");
  line.spoil = nullptr;
  CHECK(run(world, province, line, "96").summary.reports == 1);
  CHECK(faults(world, province) == 0);
}
