#include "sync/round.h"

#include <doctest/doctest.h>

#include "store/log_table.h"
#include "store/submissions.h"
#include "support/line.h"

using namespace girs;
using namespace girs::testing;

namespace {

std::string state_of(const Site& site, const std::string& pid) {
  return must(site.store->read([&](store::Connection& c) { return store::outbox_row(c, pid); }))->state;
}

std::int64_t evidence(const Site& site) {
  std::int64_t kept = 0;
  must(site.store->read([&](store::Connection& c) {
    return c.each("SELECT count(*) FROM fork_evidence", [&](store::Statement& row) {
      kept = row.integer(0);
      return ok();
    });
  }));
  return kept;
}

/// Answers a PUT with the receipt that was carried for its package, as a folder does.
void carry(Line& line, std::map<std::string, std::string> receipts, bool has_log) {
  line.spoil = [receipts = std::move(receipts), has_log](const sync::Request& request,
                                                         sync::Response& response) {
    const auto pid = request.path.substr(request.path.rfind('/') + 1);
    if (request.method == "PUT" && receipts.contains(pid)) response = {201, {}, receipts.at(pid)};
    if (!has_log && request.path.starts_with("/log/")) response.status = 503;
  };
}

/// A receipt for `pid` in a history that the same authority signed besides its own.
std::string receipt_of_other_history(World& world, const std::string& pid) {
  const auto body = must(world.centre().submission(pid));
  const auto index = body->index;
  const auto leaf = must(world.centre_site().store->read([&](store::Connection& c) { return store::leaf(c, index); }));
  const auto other = world.site("another history");
  must(other.store->write([&](store::Connection& c) -> Status {
    GIRS_CHECK(central::append_leaf(c, log::GenesisEntry{kOrigin, {}}, world.now));
    GIRS_CHECK(central::append_leaf(c, must(log::Leaf::parse(text_of(leaf->leaf))).entry, world.now));
    return ok();
  }));
  const auto note = must(central::sign_log(*other.store, kOrigin, world.log_signer()));
  return must(other.store->read([&](store::Connection& c) { return central::receipt_of(c, 1, note); }));
}

}  // namespace

TEST_CASE("a round delivers, keeps the verified receipt, and brings the decision") {
  World world({"31825"});
  const auto site = world.site("commune");
  const auto pid = world.submit(site, "31825");
  Line line(world);
  const auto round = run(world, site, line, "31825");
  REQUIRE(round.status);
  CHECK(round.summary.pushed == 1);
  CHECK(round.summary.queued == 0);
  CHECK(round.summary.decisions == 1);
  CHECK(state_of(site, pid) == "accepted");
  const auto quiet = run(world, site, line, "31825");
  CHECK(quiet.summary.pushed == 0);
  CHECK(quiet.summary.decisions == 0);
}

TEST_CASE("after rounds over a line a folder's whole list of events is taken, what is old in it too") {
  World world({"31825", "31834", "96"});
  const auto province = world.site("province");
  Line line(world), folder(world), whole(world);
  const auto commune = world.site("commune"), other = world.site("other commune");
  world.submit(commune, "31825");
  REQUIRE(run(world, commune, line, "31825").status);
  CHECK(run(world, province, line, "96").summary.reports == 1);
  world.submit(other, "31834");
  REQUIRE(run(world, other, line, "31834").status);
  folder.spoil = [&](const sync::Request& request, sync::Response& response) {
    if (!request.path.starts_with("/v1/events?")) return;
    response = must(whole.exchange({"GET", "/v1/events?since=0&limit=1000&unit=96"}));
    response.headers.clear();
  };
  const auto round = run(world, province, folder, "96");
  REQUIRE(round.status);
  CHECK(round.summary.reports == 1);   // the second commune's alone
  CHECK(round.summary.passed.empty());
}

TEST_CASE("without a line everything stays queued") {
  World world({"31825"});
  const auto site = world.site("commune");
  const auto pid = world.submit(site, "31825");
  Line line(world);
  line.down = true;
  const auto round = run(world, site, line, "31825");
  CHECK(round.status.error().code == Code::kIo);
  CHECK(round.summary.queued == 1);
  CHECK(state_of(site, pid) == "queued");
}

TEST_CASE("an answer lost after the centre's commit: the next round finds the same leaf") {
  World world({"31825"});
  const auto site = world.site("commune");
  const auto pid = world.submit(site, "31825");
  Line line(world);
  line.lose_answer = true;
  const auto at_the_centre = [&] {
    return must(world.centre_site().store->read([&](store::Connection& c) -> Result<std::pair<std::int64_t, Bytes>> {
      GIRS_TRY(const auto row, store::submission(c, pid));
      GIRS_TRY(const auto size, store::log_size(c));
      GIRS_TRY(auto leaf, store::leaves(c, row->index, 1));
      return std::pair(size, leaf.at(0).leaf);
    }));
  };
  CHECK(!run(world, site, line, "31825").status);
  CHECK(state_of(site, pid) == "queued");
  const auto committed = at_the_centre();
  CHECK(run(world, site, line, "31825").status);
  CHECK(state_of(site, pid) == "accepted");
  CHECK(at_the_centre() == committed);
  const auto rows = must(world.centre_site().store->read([](store::Connection& c) {
    return store::heads(c, "KSTTHC", "2025-Q4");
  }));
  CHECK(rows.size() == 1);
}

TEST_CASE("a receipt that was altered anywhere is not believed and the package stays queued") {
  World world({"31825"});
  const auto site = world.site("commune");
  const auto pid = world.submit(site, "31825");
  Line line(world);
  std::size_t at = 0;
  std::size_t size = 1;
  line.spoil = [&](const sync::Request& request, sync::Response& response) {
    if (request.method != "PUT") return;
    size = response.body.size();
    response.body[at] = static_cast<char>(response.body[at] ^ 1);
  };
  for (; at < size; at += 41) {
    CAPTURE(at);
    CHECK(!run(world, site, line, "31825").status);
    CHECK(state_of(site, pid) == "queued");
  }
  line.spoil = nullptr;
  CHECK(run(world, site, line, "31825").status);
}

TEST_CASE("a busy or broken server leaves the package queued, a refusal names its reason") {
  World world({"31825"});
  const auto site = world.site("commune"), other = world.site("other");
  const auto pid = world.submit(site, "31825");
  Line line(world);
  line.spoil = [](const sync::Request& request, sync::Response& response) {
    if (request.method == "PUT") response.status = 503;
  };
  CHECK(run(world, site, line, "31825").status.error().code == Code::kIo);
  CHECK(state_of(site, pid) == "queued");
  line.spoil = nullptr;
  CHECK(run(world, site, line, "31825").status);
  const auto second = world.submit(other, "31825", 7);
  const auto refused = run(world, other, line, "31825");
  CHECK(refused.status);
  REQUIRE(refused.summary.refused.size() == 1);
  CHECK(refused.summary.refused[0].reason == "series-conflict");
  CHECK(state_of(other, second) == "conflict");
}

TEST_CASE("a province pulls its communes' packages with their decisions, once") {
  World world({"31825", "31834", "03388", "96"});
  Line line(world);
  for (const std::string unit : {"31825", "31834", "03388"}) {
    const auto site = world.site(unit);
    world.submit(site, unit);
    REQUIRE(run(world, site, line, unit).status);
  }
  const auto province = world.site("province");
  const auto round = run(world, province, line, "96");
  REQUIRE(round.status);
  CHECK(round.summary.reports == 2);  // 03388 is another province's
  const auto rows = must(province.store->read([](store::Connection& c) { return store::heads(c, "KSTTHC", "2025-Q4"); }));
  REQUIRE(rows.size() == 2);
  CHECK(rows[0].status == "accepted");
  CHECK(rows[0].receipt);
  CHECK(run(world, province, line, "96").summary.reports == 0);
}

TEST_CASE("two rounds on one store at once, whatever the second does in the middle of the first, both end well and take all once") {
  std::size_t steps = 1;
  for (std::size_t step = 0; step < steps; ++step) {
    CAPTURE(step);
    World world({"31825", "31834", "96"});
    const auto commune = world.site("commune");
    world.submit(commune, "31825");
    Line line(world), second(world);
    REQUIRE(run(world, commune, line, "31825").status);
    const auto province = world.site("province");
    renew_registry(world);  // both find it newer than their own
    line.requests.clear();
    std::optional<Round> inner;
    line.spoil = [&](const sync::Request&, sync::Response&) {
      if (line.requests.size() == step + 1) inner.emplace(run(world, province, second, "96"));
    };
    const auto outer = run(world, province, line, "96");
    steps = std::max(steps, line.requests.size());
    REQUIRE(outer.status);
    REQUIRE(inner);
    REQUIRE(inner->status);
    CHECK(outer.summary.passed.empty());
    CHECK(inner->summary.passed.empty());
    CHECK(outer.summary.reports + inner->summary.reports == 1);
    const auto rows = must(province.store->read([](store::Connection& c) { return store::heads(c, "KSTTHC", "2025-Q4"); }));
    REQUIRE(rows.size() == 1);
    CHECK(rows[0].status == "accepted");
  }
  CHECK(steps > 4);
}

TEST_CASE("a log that shrinks or changes its past is caught and both notes are kept") {
  World world({"31825"});
  const auto site = world.site("commune");
  world.submit(site, "31825");
  Line line(world);
  REQUIRE(run(world, site, line, "31825").status);
  must(site.store->write([](store::Connection& c) {
    return c.script("UPDATE checkpoint_seen SET size = size + 100");  // as if more had been seen
  }));
  must(report::amend(site.workspace(), World::key("31825"), false, "data-error", "Nhầm", "", "o"));
  world.import(site, "31825", 5);
  must(report::approve(site.workspace(), World::key("31825"), "c"));
  const auto pid = must(report::seal(site.workspace(), World::key("31825"), kOrigin, world.parties("31825"), nullptr, "c"));
  const auto round = run(world, site, line, "31825");
  CHECK(round.status.error().code == Code::kUntrusted);
  CHECK(state_of(site, pid) == "queued");
  CHECK(evidence(site) == 1);
}

TEST_CASE("receipts that were carried may be read in any order: an older one is no contradiction") {
  for (const bool has_log : {false, true}) {
    CAPTURE(has_log);
    World world({"31825", "31834"});
    const auto site = world.site("commune");
    const auto first = world.submit(site, "31825"), second = world.submit(site, "31834");
    std::map<std::string, std::string> receipts;
    for (const auto& pid : {second, first})  // the courier goes by name, the outbox by age
      receipts[pid] = must(world.centre().admit(pid, World::body(site, pid))).receipt;
    Line line(world);
    carry(line, receipts, has_log);
    const auto round = run(world, site, line, "31825");
    CHECK(round.summary.pushed == 2);
    CHECK(state_of(site, first) == "accepted");
    CHECK(state_of(site, second) == "receipted");  // its decision is its own unit's to pull
    CHECK(evidence(site) == 0);
    line.spoil = nullptr;
    CHECK(run(world, site, line, "31825").status);
    CHECK(evidence(site) == 0);
  }
}

TEST_CASE("an older receipt that is no part of the log as last seen is evidence of a fork") {
  World world({"31825", "31834"});
  const auto site = world.site("commune");
  const auto first = world.submit(site, "31825"), second = world.submit(site, "31834");
  std::map<std::string, std::string> receipts;
  for (const auto& pid : {second, first})
    receipts[pid] = must(world.centre().admit(pid, World::body(site, pid))).receipt;
  receipts[second] = receipt_of_other_history(world, second);
  Line line(world);
  carry(line, receipts, true);
  const auto round = run(world, site, line, "31825");
  CHECK(*detail_of(round.status.error().details, "reason") == "fork");
  CHECK(state_of(site, second) == "queued");
  CHECK(evidence(site) == 1);
}
