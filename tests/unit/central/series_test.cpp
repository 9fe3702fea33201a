#include "central/series.h"

#include <doctest/doctest.h>

#include "central/fsck.h"
#include "indicator/query.h"
#include "json/parse.h"
#include "report/seal_series.h"
#include "store/series.h"
#include "support/world.h"

using namespace girs;
using namespace girs::testing;

namespace {

/// A series of doctors of Cà Mau (96) in 2025 and 2026, as its draft.
std::string draft(const std::string& value, const std::string& unit = "96",
                  const std::string& breakdown = "{}") {
  return R"({"unit":")" + unit + R"(","indicator":"DOCTORS","breakdown":)" + breakdown +
         R"(,"vintage":"2027-03-01","values":[{"period":"2025","value":")" + value +
         R"(","status":"official","flags":[]},{"period":"2026","absent":"not-available","status":"official","flags":[]}]})";
}

std::string sealed(World& world, const Site& site, const std::string& json, const std::string& unit = "96") {
  const auto parties = world.parties(unit);
  const auto payload = must(report::series_draft(site.workspace(), json, kOrigin, parties));
  return must(report::seal_series(site.workspace(), payload, parties, nullptr));
}

std::string doctors(const World& world) {
  const auto query = must(indicator::read_query(
      must(json::parse(R"({"indicators":["DOCTORS"],"units":["96"],"from":"2025"})"))));
  return formula::shown(must(indicator::ask(world.centre_site().workspace(), query)).observations.front().point.value);
}

std::size_t faults(World& world) {
  const auto registry = must(world.centre().registry());
  return must(central::fsck(world.centre_site().workspace(), kOrigin, *registry, world.policy(), {})).faults.size();
}

}  // namespace

TEST_CASE("a signed series is logged with a receipt, its values are figures, a revision replaces them") {
  World world({"96"});
  const auto site = world.site("province");
  const auto first = sealed(world, site, draft("1200"));
  const auto admission = must(world.centre().admit(first, World::body(site, first)));
  CHECK(admission.fresh);
  CHECK(doctors(world) == "1200");
  const auto again = must(world.centre().admit(first, World::body(site, first)));
  CHECK_FALSE(again.fresh);
  CHECK(again.index == admission.index);
  CHECK(text_of(must(world.centre().upload(first))->envelope) == World::body(site, first));
  const auto second = sealed(world, site, draft("1250"));
  must(world.centre().admit(second, World::body(site, second)));
  CHECK(doctors(world) == "1250");
  CHECK(faults(world) == 0);
}

TEST_CASE("a series that contradicts its definition is refused with every mistake, and nothing is kept") {
  World world({"96"});
  const auto site = world.site("province");
  const auto pid = sealed(world, site, draft("-1.5", "96", R"({"SEX":"F"})"));
  const auto refused = world.centre().admit(pid, World::body(site, pid));
  REQUIRE(!refused);
  CHECK(*detail_of(refused.error().details, "reason") == "package-invalid");
  CHECK(refused.error().mistakes.size() == 2);  // the breakdown, the decimals
  CHECK(doctors(world) == "…");
}

TEST_CASE("a series out of order, or signed for another unit, is refused") {
  World world({"96", "91"});
  const auto site = world.site("province");
  const auto first = sealed(world, site, draft("1"));
  const auto second = sealed(world, site, draft("2"));
  CHECK(*detail_of(world.centre().admit(second, World::body(site, second)).error().details, "reason") == "series-conflict");
  const auto foreign = sealed(world, site, draft("3", "96"), "91");
  CHECK(world.centre().admit(foreign, World::body(site, foreign)).error().code == Code::kUntrusted);
}

TEST_CASE("after a refused revision the next one follows what the centre took last, and is taken") {
  World world({"96"});
  const auto site = world.site("province");
  const auto first = sealed(world, site, draft("1200"));
  must(world.centre().admit(first, World::body(site, first)));
  const auto set = [&](const std::string& pid, const char* state) {
    must(site.store->write([&](store::Connection& c) { return store::set_outbox_state(c, pid, state, ""); }));
  };
  const auto broken = sealed(world, site, draft("-1"));  // below the smallest value
  CHECK(!world.centre().admit(broken, World::body(site, broken)));
  set(broken, "dead-letter");
  const auto second = sealed(world, site, draft("1250"));
  must(world.centre().admit(second, World::body(site, second)));
  CHECK(doctors(world) == "1250");
  set(second, "rejected");  // after its receipt: it stays in the log, the next one follows it
  const auto third = sealed(world, site, draft("1260"));
  must(world.centre().admit(third, World::body(site, third)));
  CHECK(doctors(world) == "1260");
}

TEST_CASE("a series goes on from what another computer of the unit sent") {
  World world({"96"});
  const auto first_site = world.site("province"), second_site = world.site("another computer");
  const auto first = sealed(world, first_site, draft("1200"));
  must(world.centre().admit(first, World::body(first_site, first)));
  const auto kept = must(world.centre_site().store->read([&](store::Connection& c) { return store::series_package(c, first); }));
  must(second_site.store->write([&](store::Connection& c) { return store::insert_series_package(c, *kept); }));  // as a round does
  const auto second = sealed(world, second_site, draft("1250"));
  must(world.centre().admit(second, World::body(second_site, second)));
  CHECK(doctors(world) == "1250");
}

TEST_CASE("two drafts of one revision: the second is refused before it is queued") {
  World world({"96"});
  const auto site = world.site("province");
  const auto parties = world.parties("96");
  const auto one = must(report::series_draft(site.workspace(), draft("1"), kOrigin, parties));
  const auto other = must(report::series_draft(site.workspace(), draft("2"), kOrigin, parties));
  must(report::seal_series(site.workspace(), one, parties, nullptr));
  CHECK(report::seal_series(site.workspace(), other, parties, nullptr).error().code == Code::kConflict);
  CHECK(must(site.store->read([](store::Connection& c) { return store::outbox(c); })).size() == 1);
}

TEST_CASE("fsck finds a value that is not that of the signed package") {
  World world({"96"});
  const auto site = world.site("province");
  const auto pid = sealed(world, site, draft("1200"));
  must(world.centre().admit(pid, World::body(site, pid)));
  REQUIRE(faults(world) == 0);
  must(world.centre_site().store->write([](store::Connection& connection) {
    return connection.script(
        "DROP TRIGGER series_vintage_no_UPDATE; UPDATE series_vintage SET figures = "
        "CAST(figures || x'00' AS BLOB)");
  }));
  CHECK(faults(world) >= 1);
}
