#include "central/request.h"

#include <doctest/doctest.h>

#include <functional>

#include "central/fsck.h"
#include "log/receipt.h"
#include "store/log_table.h"
#include "store/requests.h"
#include "support/storm.h"

using namespace girs;
using namespace girs::testing;

namespace {

std::int64_t log_size(World& world) {
  return must(world.centre_site().store->read([](store::Connection& c) { return store::log_size(c); }));
}

std::optional<store::RequestRow> row_of(World& world, const std::string& pid) {
  return must(world.centre_site().store->read([&](store::Connection& c) { return store::request(c, pid); }));
}

/// The pids of requests that a follower of the log for `unit` is given, with their envelopes.
std::vector<std::string> served(World& world, const std::string& unit) {
  std::vector<std::string> pids;
  const auto page = must(world.centre().events(0, 1000, unit));
  for (const auto& event : page.events) {
    if (event.kind != "request") continue;
    CHECK(must(package::Envelope::parse(text_of(event.envelope))).pid() == event.pid);
    pids.push_back(event.pid);
  }
  return pids;
}

std::string detail(const Error& error, const char* name) {
  const auto* found = detail_of(error.details, name);
  return found ? *found : "";
}

bool points_to(const Error& error, const std::string& pointer) {
  for (const auto& mistake : error.mistakes)
    if (const auto* at = detail_of(mistake.details, "pointer"); at && *at == pointer) return true;
  return false;
}

central::FsckResult checked(World& world) {
  const auto registry = must(world.centre().registry());
  const std::string origin = kOrigin;
  return must(central::fsck(world.centre_site().workspace(), origin, *registry, world.policy(), {}));
}

}  // namespace

TEST_CASE("a request is signed, logged, and served to its units and those above them only") {
  World world({"31825"});
  const auto pid = must(world.centre().request(early_quarter({"31834", "31825"}), world.requester()));
  const auto row = row_of(world, pid);
  REQUIRE(row);
  CHECK(row->units == std::vector<std::string>{"31825", "31834"});
  CHECK(row->due == "2025-12-15");
  const auto receipt = must(log::verify_proof(must(world.centre().receipt(pid)), world.policy()));
  REQUIRE(std::holds_alternative<log::RequestEntry>(receipt.leaf.entry));
  CHECK(std::get<log::RequestEntry>(receipt.leaf.entry).pid == pid);
  CHECK(served(world, "31825") == std::vector{pid});
  CHECK(served(world, "96") == std::vector{pid});
  CHECK(served(world, "") == std::vector{pid});
  CHECK(served(world, "31840").empty());
  CHECK(served(world, "12").empty());
}

TEST_CASE("what a request defines joins the centre's catalogue, for it and for what follows") {
  World world({"31825"});
  World::load_catalogue(world.centre_site());
  CHECK(!must(world.centre().present())->catalog().regime_version("BAO", 1));
  const auto pid = must(world.centre().request(storm(), world.requester()));
  CHECK(must(world.centre().present())->catalog().regime_version("BAO", 1));
  CHECK(row_of(world, pid)->period == "X-bao-12");
  CHECK(served(world, "96") == std::vector{pid});
  auto again = storm();
  again.definitions.clear();
  CHECK(world.centre().request(again, world.requester()));
}

TEST_CASE("every mistake of a request is named at once, and nothing of it stays") {
  World world({"31825"});
  World::load_catalogue(world.centre_site());
  const auto size = log_size(world);
  auto bad = storm();
  bad.units = {"31825", "99999", "31825"};
  bad.due = "2025-12-14";
  const auto refused = world.centre().request(bad, world.requester());
  REQUIRE(!refused);
  CHECK(refused.error().mistakes.size() == 3);
  for (const char* pointer : {"/units/1", "/units/2", "/due"}) {
    CAPTURE(pointer);
    CHECK(points_to(refused.error(), pointer));
  }
  const std::pair<const char*, std::function<void(central::RequestDraft&)>> changes[] = {
      {"no such regime", [](auto& d) { d.regime = "KHAC"; }},
      {"another frequency", [](auto& d) { d.period = "2025-Q4"; }},
      {"no period", [](auto& d) { d.period = "soon"; }},
      {"no day", [](auto& d) { d.due = "2025-02-30"; }},
      {"no text", [](auto& d) { d.text = ""; }},
      {"no units", [](auto& d) { d.units.clear(); }},
      {"no form", [](auto& d) { d.definitions.erase(d.definitions.begin()); }},
      {"units among definitions", [](auto& d) { d.definitions[0].set("schema", "girs.units/1"); }}};
  for (const auto& change : changes) {
    const std::string what = change.first;
    CAPTURE(what);
    auto draft = storm();
    change.second(draft);
    CHECK(!world.centre().request(draft, world.requester()));
  }
  CHECK(log_size(world) == size);
  CHECK(!must(world.centre().present())->catalog().regime_version("BAO", 1));
}

TEST_CASE("definitions that contradict the catalogue, or would change it for others, are refused") {
  World world({"31825"});
  World::load_catalogue(world.centre_site());
  must(world.centre().request(storm(), world.requester()));
  auto other = storm();
  other.definitions[0] = storm_form(1, "Biểu khác");
  const auto conflict = world.centre().request(other, world.requester());
  REQUIRE(!conflict);
  CHECK(conflict.error().code == Code::kConflict);
  CHECK(detail(conflict.error(), "definition") == "form B-BAO version 1");
  other.definitions[0] = storm_form(2);
  const auto newer = world.centre().request(other, world.requester());
  REQUIRE(!newer);
  CHECK(newer.error().code == Code::kConflict);
  CHECK(world.centre().request(storm(), world.requester()));  // the very same are fine
}

TEST_CASE("a request needs a key with the role, and nothing is logged without it") {
  World world({"31825"});
  World::load_catalogue(world.centre_site());
  const auto size = log_size(world);
  const auto refused = world.centre().request(storm(), world.decider());
  REQUIRE(!refused);
  CHECK(detail(refused.error(), "reason") == "role");
  CHECK(log_size(world) == size);
  CHECK(!must(world.centre().present())->catalog().regime_version("BAO", 1));
}

TEST_CASE("a request is read from JSON with every mistake at its place") {
  const auto draft = must(central::read_request(
      R"({"regime":"R","units":["1"],"period":"2026","due":"2026-01-01","text":"t"})"));
  CHECK(draft.units == std::vector<std::string>{"1"});
  const auto refused = central::read_request(R"({"regime":1,"units":{},"when":"2026","due":"","text":"t"})");
  REQUIRE(!refused);
  for (const char* pointer : {"/regime", "/units", "/when", "/due", "/period"}) {
    CAPTURE(pointer);
    CHECK(points_to(refused.error(), pointer));
  }
  CHECK(!central::read_request("[]"));
  CHECK(!central::read_request("{"));
}

TEST_CASE("fsck names a request that was touched") {
  const std::pair<const char*, const char*> changes[] = {
      {"request", "UPDATE request SET due = '2026-12-31'"},
      {"request", "UPDATE request SET text = text || '!'"},
      {"request", "UPDATE request SET logged_at = logged_at - 1"},
      {"request", "UPDATE request SET envelope = CAST(replace(CAST(envelope AS TEXT), 'payload\":\"ey', 'payload\":\"fy') AS BLOB)"},
      {"request", "DELETE FROM request_unit; DELETE FROM request"},
      {"request_unit", "DELETE FROM request_unit WHERE unit = '31834'"},
      {"request_unit", "UPDATE request_unit SET unit = '31840' WHERE unit = '31834'"}};
  World world({"31825"});
  must(world.centre().request(early_quarter({"31825", "31834"}), world.requester()));
  const auto clean = checked(world);
  CHECK(clean.faults.empty());
  CHECK(clean.requests == 1);
  must(world.centre_site().store->write([](store::Connection& c) {
    return c.script("DROP TRIGGER request_no_UPDATE; DROP TRIGGER request_no_DELETE;"
                    "DROP TRIGGER request_unit_no_UPDATE; DROP TRIGGER request_unit_no_DELETE");
  }));
  for (const auto& change : changes) {
    const std::string table = change.first;
    const std::string sql = change.second;
    CAPTURE(sql);
    must(world.centre_site().store->write([&](store::Connection& c) -> Status {
      GIRS_CHECK(c.script("CREATE TEMP TABLE kept AS SELECT * FROM request;"
                          "CREATE TEMP TABLE kept_unit AS SELECT * FROM request_unit"));
      return c.script(sql.c_str());
    }));
    const auto found = checked(world);
    bool named = false;
    for (const auto& fault : found.faults) named = named || fault.table == table;
    CHECK(named);
    must(world.centre_site().store->write([](store::Connection& c) {
      return c.script("DELETE FROM request_unit; DELETE FROM request; INSERT INTO request SELECT * FROM kept;"
                      "INSERT INTO request_unit SELECT * FROM kept_unit; DROP TABLE kept; DROP TABLE kept_unit");
    }));
    CHECK(checked(world).faults.empty());
  }
}
