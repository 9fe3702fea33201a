// Any body watches a centre's log.

#include "sync/monitor.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "support/line.h"
#include "log/note.h"
#include "log/tile.h"
#include "support/own_series.h"

using namespace girs;
using namespace girs::testing;

namespace {

sync::MonitorSummary watch(World& world, const Site& site, Line& line) {
  return must(sync::watch_log(*site.store, line, {kOrigin, world.policy()}));
}

std::string rules(const sync::MonitorSummary& summary) {
  std::string text;
  for (const auto& finding : summary.findings) text += finding.rule + " ";
  return text;
}

std::size_t evidence(const Site& site) {
  std::size_t count = 0;
  must(site.store->read([&](store::Connection& connection) {
    return connection.each("SELECT count(*) FROM fork_evidence", [&](store::Statement& row) {
      count = static_cast<std::size_t>(row.integer(0));
      return ok();
    });
  }));
  return count;
}

}  // namespace

TEST_CASE("an honest log holds together, own packages are in it, and it may grow") {
  World world({"31825", "31834"});
  const auto site = world.site("commune"), other = world.site("other");
  Line line(world);
  world.submit(site, "31825");
  must(run(world, site, line, "31825").status);
  const auto first = watch(world, site, line);
  CHECK(rules(first) == "");
  CHECK(first.own_found == 1);
  world.submit(other, "31834");
  must(run(world, other, line, "31834").status);
  const auto second = watch(world, site, line);
  CHECK(rules(second) == "");
  CHECK(second.size > first.size);
  CHECK(second.own_found == 1);
  CHECK(rules(watch(world, world.site("a body that sees it for the first time"), line)) == "");
  CHECK(evidence(site) == 0);
}

TEST_CASE("an entry that was changed does not lead to the signed root, and the checkpoint is not believed") {
  World world({"31825"});
  const auto site = world.site("commune");
  Line line(world);
  line.spoil = [](const sync::Request& request, sync::Response& response) {
    if (request.path.starts_with("/log/tile/entries/")) {
      const auto at = response.body.find(kOrigin);
      if (at != std::string::npos) response.body[at] = 'B';
    }
  };
  CHECK(rules(watch(world, site, line)).find("root") != std::string::npos);
  CHECK(!must(site.store->read([](store::Connection& c) { return store::checkpoint_seen(c, kOrigin); })));
}

TEST_CASE("a second history under the same key is a fork: both notes are kept, own packages are missed") {
  World world({"31825"});
  const auto site = world.site("commune");
  Line line(world);
  world.submit(site, "31825");
  must(run(world, site, line, "31825").status);
  CHECK(rules(watch(world, site, line)) == "");
  const auto seen = must(site.store->read([](store::Connection& c) { return store::checkpoint_seen(c, kOrigin); }));

  // The same authority shows a log of two entries only: well signed, and shorter than before.
  const auto leaves = must(world.centre_site().store->read([](store::Connection& c) { return store::leaves(c, 0, 2); }));
  std::vector<Bytes> bytes;
  log::GrowingTree tree;
  for (const auto& leaf : leaves) {
    bytes.push_back(leaf.leaf);
    must(tree.add(log::leaf_hash(leaf.leaf)));
  }
  const auto note = must(log::sign_checkpoint({kOrigin, 2, tree.root()}, world.log_signer()));
  line.spoil = [&](const sync::Request& request, sync::Response& response) {
    response.status = 200;
    if (request.path == "/log/checkpoint") response.body = note;
    else response.body = text_of(must(log::make_bundle(bytes)));
  };
  CHECK(rules(watch(world, site, line)) == "missing fork ");
  CHECK(evidence(site) == 1);
  const auto after = must(site.store->read([](store::Connection& c) { return store::checkpoint_seen(c, kOrigin); }));
  CHECK(after->note == seen->note);
}

TEST_CASE("a checkpoint of another key, or no line, gives no summary") {
  World world({"31825"});
  const auto site = world.site("commune");
  Line line(world);
  const auto forged = must(log::sign_checkpoint({kOrigin, 2, Hash{}}, signer_of(world.root())));
  line.spoil = [&](const sync::Request& request, sync::Response& response) {
    if (request.path == "/log/checkpoint") response.body = forged;
  };
  CHECK(sync::watch_log(*site.store, line, {kOrigin, world.policy()}).error().code == Code::kUntrusted);
  line.down = true;
  CHECK(sync::watch_log(*site.store, line, {kOrigin, world.policy()}).error().code == Code::kIo);
}

TEST_CASE("damaged entries of a longer log are a finding, but no evidence against the authority") {
  World world({"31825", "31834"});
  const auto site = world.site("commune"), other = world.site("other");
  Line line(world);
  world.submit(site, "31825");
  must(run(world, site, line, "31825").status);
  world.submit(other, "31834");
  must(run(world, other, line, "31834").status);
  line.spoil = [](const sync::Request& request, sync::Response& response) {
    const auto at = response.body.find(kOrigin);
    if (request.path.starts_with("/log/tile/entries/") && at != std::string::npos) response.body[at] = 'B';
  };
  CHECK(rules(watch(world, site, line)).find("root") != std::string::npos);
  CHECK(evidence(site) == 0);
  line.spoil = nullptr;
  CHECK(rules(watch(world, site, line)) == "");
}

TEST_CASE("a round that goes on while the log is watched makes no evidence, and what it saw stays") {
  World world({"31825", "31834"});
  const auto site = world.site("commune");
  Line line(world), round_line(world);
  world.submit(site, "31825");
  must(run(world, site, line, "31825").status);
  std::int64_t seen = 0;
  line.spoil = [&](const sync::Request& request, sync::Response&) {
    if (request.path != "/log/checkpoint" || seen > 0) return;
    world.submit(site, "31834");  // while the watch's checkpoint is on its way
    must(run(world, site, round_line, "31834").status);
    seen = must(site.store->read([](store::Connection& c) { return store::checkpoint_seen(c, kOrigin); }))->size;
  };
  const auto summary = watch(world, site, line);
  CHECK(rules(summary) == "");
  CHECK(static_cast<std::int64_t>(summary.size) < seen);
  CHECK(evidence(site) == 0);
  CHECK(must(site.store->read([](store::Connection& c) { return store::checkpoint_seen(c, kOrigin); }))->size == seen);
}

TEST_CASE("an own time series that is in the log is found there") {
  World world({"96"});
  const auto site = world.site("province");
  seal_own_series(world, site);
  Line line(world);
  must(run(world, site, line, "96").status);
  const auto summary = watch(world, site, line);
  CHECK(rules(summary) == "");
  CHECK(summary.own_found == 1);
}

namespace {

std::size_t bundles(const Line& line) {
  return static_cast<std::size_t>(std::ranges::count_if(
      line.requests, [](const auto& one) { return one.starts_with("GET /log/tile/entries/"); }));
}

}  // namespace

TEST_CASE("a log that holds together is read on from where the last watch ended") {
  World world({"31825", "31834"});
  const auto site = world.site("commune"), other = world.site("other");
  Line line(world);
  world.submit(site, "31825");
  must(run(world, site, line, "31825").status);
  const auto first = watch(world, site, line);
  CHECK(first.read_from == 0);
  world.submit(other, "31834");
  must(run(world, other, line, "31834").status);
  const auto second = watch(world, site, line);
  CHECK(rules(second) == "");
  CHECK(second.read_from == first.size);
  CHECK(second.own_found == 1);

  line.requests.clear();
  const auto third = watch(world, site, line);   // nothing is new
  CHECK(third.read_from == third.size);
  CHECK(third.root == second.root);
  CHECK(bundles(line) == 0);
  // A receipt that came after its leaf was read: the package is known by what was kept of the log.
  const auto late = watch(world, other, line);
  CHECK(late.own_found == 1);
}

TEST_CASE("what was kept of the log decides nothing by itself: when it does not fit, all is read again") {
  World world({"31825", "31834"});
  const auto site = world.site("commune"), other = world.site("other");
  Line line(world);
  world.submit(site, "31825");
  must(run(world, site, line, "31825").status);
  const auto first = watch(world, site, line);
  const char* change = nullptr;
  SUBCASE("a hash") { change = "UPDATE log_watch SET edge = zeroblob(length(edge))"; }
  SUBCASE("hashes of another size") { change = "UPDATE log_watch SET size = size - 1"; }
  SUBCASE("a torn hash") { change = "UPDATE log_watch SET edge = x'00'"; }
  SUBCASE("an own package") { change = "DELETE FROM log_watch_report"; }
  must(site.store->write([&](store::Connection& c) { return c.script(change); }));
  world.submit(other, "31834");
  must(run(world, other, line, "31834").status);
  const auto second = watch(world, site, line);
  CHECK(rules(second) == "");
  CHECK(second.read_from == 0);
  CHECK(second.own_found == 1);
  CHECK(watch(world, site, line).read_from == second.size);
}

TEST_CASE("a history that was rewritten before the point that was read is a fork, and told again each time") {
  World world({"31825", "31834"});
  const auto site = world.site("commune"), other = world.site("other");
  Line line(world);
  world.submit(site, "31825");
  must(run(world, site, line, "31825").status);
  const auto before = watch(world, site, line);
  world.submit(other, "31834");
  must(run(world, other, line, "31834").status);

  // The same authority shows a longer log in which an early entry is another one, well signed.
  auto leaves = must(world.centre_site().store->read([](store::Connection& c) { return store::leaves(c, 0, 1000); }));
  REQUIRE(leaves.size() > before.size);
  auto genesis = must(log::Leaf::parse(text_of(leaves[0].leaf)));
  genesis.time -= std::chrono::hours{1};
  leaves[0].leaf = to_bytes(must(genesis.to_bytes()));
  std::vector<Bytes> bytes;
  log::GrowingTree tree;
  for (const auto& leaf : leaves) {
    bytes.push_back(leaf.leaf);
    must(tree.add(log::leaf_hash(leaf.leaf)));
  }
  const auto note = must(log::sign_checkpoint({kOrigin, leaves.size(), tree.root()}, world.log_signer()));
  line.spoil = [&](const sync::Request& request, sync::Response& response) {
    response.status = 200;
    if (request.path == "/log/checkpoint") response.body = note;
    else response.body = text_of(must(log::make_bundle(bytes)));
  };
  for (int again = 1; again <= 2; ++again) {
    const auto found = watch(world, site, line);
    CHECK(rules(found) == "fork ");
    CHECK(found.read_from == 0);
    CHECK(evidence(site) == static_cast<std::size_t>(again));
  }
}
