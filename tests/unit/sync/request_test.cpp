#include <doctest/doctest.h>

#include "central/fsck.h"
#include "report/obligation.h"
#include "store/requests.h"
#include "support/storm.h"
#include "support/line.h"

using namespace girs;
using namespace girs::testing;

namespace {

std::vector<store::RequestRow> requests(const Site& site) {
  return must(site.store->read([](store::Connection& c) {
    return store::requests(c, "", INT64_MAX);
  }));
}

/// Puts a request into the centre's store and log without its checks, as a centre that went wrong.
std::string smuggle(World& world, const package::Envelope& envelope) {
  const auto payload = must(package::parse_request(text_of(envelope.payload)));
  must(world.centre_site().store->write([&](store::Connection& c) -> Status {
    const log::RequestEntry entry{envelope.pid(), envelope.env_digest(), payload.regime.code, payload.period};
    GIRS_TRY(const auto leaf, central::append_leaf(c, entry, world.now));
    return store::insert_request(c, {entry.pid, kOrigin, leaf.index, leaf.time.time_since_epoch().count(),
                                     payload.regime.code, payload.period, payload.due, payload.text,
                                     to_bytes(envelope.text()), payload.units});
  }));
  return envelope.pid();
}

package::RequestPayload payload_of(World& world, const Signer& signer) {
  package::RequestPayload payload;
  payload.head = {kOrigin, world.now, must(new_salt()), {{"requester", signer.key.keyid()}}};
  const auto& regime = world.catalog().regimes().front();
  payload.regime = {regime.code, regime.digest, regime.version};
  payload.units = {"31825"};
  payload.period = "2025-Q4";
  payload.due = "2025-12-20";
  payload.text = "Gửi sớm";
  return payload;
}

package::Envelope sealed(const package::RequestPayload& payload, const Signer& signer) {
  package::Envelope envelope{std::string(package::kRequestType), to_bytes(must(package::build(payload))), {}};
  must(envelope.sign(signer));
  return envelope;
}

}  // namespace

TEST_CASE("a request reaches the unit that it names and the province above, once, and no other unit") {
  World world({"31825"});
  const auto pid = must(world.centre().request(early_quarter(), world.requester()));
  Line line(world);
  for (const std::string unit : {"31825", "96", "31834"}) {
    CAPTURE(unit);
    const auto site = world.site_with_catalogue("of " + unit);
    const bool asked = unit != "31834";
    const auto round = run(world, site, line, unit);
    REQUIRE(round.status);
    CHECK(round.summary.requests == (asked ? 1 : 0));
    CHECK(round.summary.passed.empty());
    REQUIRE(requests(site).size() == (asked ? 1u : 0u));
    if (asked) CHECK(requests(site)[0].pid == pid);
    must(site.store->write([](store::Connection& c) {
      return store::set_setting(c, std::string("events-cursor ") + kOrigin, "0");
    }));
    CHECK(run(world, site, line, unit).summary.requests == 0);
    CHECK(requests(site).size() == (asked ? 1u : 0u));
  }
}

TEST_CASE("a campaign that a unit has never heard of arrives with its regime and becomes an obligation") {
  World world({"31825"});
  World::load_catalogue(world.centre_site());
  const auto pid = must(world.centre().request(storm(), world.requester()));
  const auto site = world.site_with_catalogue("commune");
  Line line(world);
  const auto round = run(world, site, line, "31825");
  REQUIRE(round.status);
  CHECK(round.summary.requests == 1);
  const auto catalog = must(report::open_catalog(*site.store));
  CHECK(catalog.regime_version("BAO", 1));
  const auto owed = must(report::obligations_of({site.store.get(), &catalog}, "31825", false,
                                                *parse_date("2025-12-20"), *parse_date("2025-12-31"), world.now));
  REQUIRE(owed.size() == 1);
  CHECK(owed[0].regime->code == "BAO");
  CHECK(owed[0].period.label() == "X-bao-12");
  CHECK(to_text(owed[0].due.date) == "2025-12-22");
  CHECK(owed[0].request == pid);
  const std::string origin = kOrigin;
  const auto checked = must(central::fsck({site.store.get(), &catalog}, origin, *must(world.centre().registry()),
                                          world.policy(), {}));
  CHECK(checked.requests == 1);
  CHECK(checked.faults.empty());
}

TEST_CASE("a definition that contradicts the store is passed by with a note, and the rest comes in") {
  World world({"31825"});
  World::load_catalogue(world.centre_site());
  const auto site = world.site_with_catalogue("commune");
  World other({"31825"});  // this commune once took part in another authority's exercise
  World::load_catalogue(other.centre_site());
  auto exercise = storm();
  exercise.definitions[0] = storm_form(1, "Diễn tập");
  must(other.centre().request(exercise, other.requester()));
  Line exercise_line(other);
  REQUIRE(run(other, site, exercise_line, "31825").summary.requests == 1);
  must(site.store->write([](store::Connection& c) {
    return c.script("DELETE FROM setting; DELETE FROM checkpoint_seen; DROP TRIGGER registry_no_DELETE;"
                    "DELETE FROM registry; DROP TRIGGER request_no_DELETE; DROP TRIGGER request_unit_no_DELETE;"
                    "DELETE FROM request_unit; DELETE FROM request");
  }));
  must(world.centre().request(storm(), world.requester()));
  const auto second = must(world.centre().request(early_quarter(), world.requester()));
  Line line(world);
  const auto round = run(world, site, line, "31825");
  REQUIRE(round.status);
  CHECK(round.summary.requests == 1);
  REQUIRE(round.summary.passed.size() == 1);
  CHECK(round.summary.passed[0].kind == "request");
  CHECK(round.summary.passed[0].reason == "definition");
  CHECK(round.summary.passed[0].message.vi.find("B-BAO") != std::string::npos);
  REQUIRE(requests(site).size() == 1);
  CHECK(requests(site)[0].pid == second);
  CHECK(run(world, site, line, "31825").summary.passed.size() == 1);  // and it is tried again
}

TEST_CASE("a request under a regime that the store lacks waits until the catalogue is loaded") {
  World world({"31825"});
  const auto site = world.site("commune");
  must(world.centre().request(early_quarter(), world.requester()));
  Line line(world);
  const auto first = run(world, site, line, "31825");
  REQUIRE(first.status);
  CHECK(first.summary.requests == 0);
  REQUIRE(first.summary.passed.size() == 1);
  CHECK(first.summary.passed[0].reason == "regime");
  World::load_catalogue(site);
  const auto second = run(world, site, line, "31825");
  CHECK(second.summary.requests == 1);
  CHECK(second.summary.passed.empty());
  CHECK(run(world, site, line, "31825").summary.requests == 0);
}

TEST_CASE("a request for another audience, of a key without the role, or unsigned is never kept") {
  World world({"31825"});
  const auto site = world.site_with_catalogue("commune");
  auto elsewhere = payload_of(world, world.requester());
  elsewhere.head.audience = "test.example.gov.vn/log";
  smuggle(world, sealed(elsewhere, world.requester()));
  smuggle(world, sealed(payload_of(world, world.decider()), world.decider()));
  auto unsigned_one = sealed(payload_of(world, world.requester()), world.requester());
  unsigned_one.signatures[0].sig[3] ^= 1;
  smuggle(world, unsigned_one);
  const auto good = smuggle(world, sealed(payload_of(world, world.requester()), world.requester()));
  Line line(world);
  const auto round = run(world, site, line, "31825");
  REQUIRE(round.status);
  REQUIRE(round.summary.passed.size() == 3);
  CHECK(round.summary.passed[0].reason == "audience");
  CHECK(round.summary.passed[1].reason == "role");
  CHECK(round.summary.passed[2].reason == "signature");
  REQUIRE(requests(site).size() == 1);
  CHECK(requests(site)[0].pid == good);
}

TEST_CASE("a request with any byte changed on its way is never kept, and comes in once the line is good") {
  World world({"31825"});
  const auto pid = must(world.centre().request(early_quarter(), world.requester()));
  const auto site = world.site_with_catalogue("commune");
  Line line(world);
  std::size_t at = 0, size = 1;
  std::string part = "/v1/events";
  line.spoil = [&](const sync::Request& request, sync::Response& response) {
    if (request.path.find(part) == std::string::npos) return;
    const auto from = part == "/v1/events" ? response.body.find("\"kind\":\"request\"") : 0;
    if (from == std::string::npos) return;
    size = response.body.size() - from;
    if (at < size) response.body[from + at] = static_cast<char>(response.body[from + at] ^ 1);
  };
  int kept = 0;
  for (const char* what : {"/v1/events", "/receipt"}) {
    part = what;
    for (at = 0, size = 1; at < size; at += 53) {
      (void)run(world, site, line, "31825");
      const auto rows = requests(site);
      if (rows.empty()) continue;
      // The label of the line or the hint of a key is nothing that anybody signs.
      CHECK(rows[0].pid == pid);
      CHECK(must(package::Envelope::parse(text_of(rows[0].envelope))).pid() == pid);
      ++kept;
      break;
    }
    if (kept) break;
  }
  line.spoil = nullptr;
  const auto round = run(world, site, line, "31825");
  REQUIRE(round.status);
  REQUIRE(requests(site).size() == 1);
  CHECK(requests(site)[0].pid == pid);
}

TEST_CASE("a package that cannot be taken is passed by, and taken once it can be") {
  World world({"31825", "31834"});
  Line line(world);
  for (const std::string unit : {"31825", "31834"}) {
    const auto site = world.site(unit);
    world.submit(site, unit);
    REQUIRE(run(world, site, line, unit).status);
  }
  const auto province = world.site("province");
  bool knows = false;
  const auto receive = [&](const package::VerifiedReport& report) -> Status {
    if (knows || report.payload.unit != "31825") return ok();
    return error(Code::kUnsupported, "Version 9 of the form is not known.", "Chưa có phiên bản 9 của biểu mẫu.");
  };
  const auto first = run(world, province, line, "96", receive);
  REQUIRE(first.status);
  CHECK(first.summary.reports == 1);
  REQUIRE(first.summary.passed.size() == 1);
  CHECK(first.summary.passed[0].kind == "submission");
  knows = true;
  const auto second = run(world, province, line, "96", receive);
  CHECK(second.summary.reports == 1);
  CHECK(second.summary.passed.empty());
  CHECK(run(world, province, line, "96", receive).summary.reports == 0);
}
