// What a body takes of what an authority shares, and what it does not, whatever comes over the line.

#include "sync/shared.h"

#include <doctest/doctest.h>

#include "base/text.h"
#include "central/rotate.h"
#include "central/sharing.h"
#include "json/canonical.h"
#include "json/parse.h"
#include "support/line.h"

using namespace girs;
using namespace girs::testing;

namespace {

constexpr const char* kNext = "baocao.example.gov.vn/log/2026";
constexpr const char* kShared = "/v1/shared?";

std::string reason_of(const Error& error) {
  const auto* reason = detail_of(error.details, "reason");
  return reason ? *reason : "";
}

/// A centre with an accepted report that it shares with "01".
struct Sharing {
  World world{{"31825", "31834"}};
  Site commune = world.site("commune");
  std::string pid = world.submit(commune, "31825");
  Sharing() {
    must(world.centre().admit(pid, World::body(commune, pid)));
    must(central::add_sharing_rule(world.centre_site().workspace(),
                                   R"({"schema":"girs.sharing/1","code":"CS-1","recipient":"01","regimes":["KSTTHC"],"units":["96"],)"
                                   R"("valid_from":"2025-12-01","basis":"Nghị định 47/2020/NĐ-CP, Điều 5"})"));
  }
  void exclude() {
    must(world.centre().decide(pid, package::DecisionKind::kExcluded, {"R1"}, "số liệu trùng", world.decider()));
  }
};

/// A store that pulls over `line`.
struct Puller {
  World& world;
  Site site;
  sync::RoundOptions options;
  explicit Puller(World& in, const std::string& name = "ministry") : world(in), site(in.site(name)) {
    options.unit = "01";
    options.audience = kOrigin;
    options.roots = {world.root().public_key()};
    set("audience", "bo.example.gov.vn/log");  // a centre of its own
    options.receive = [this](store::Connection& c, const package::VerifiedReport& report, const Bytes& stored, const sync::Place& place) -> Status {
      GIRS_TRY(const auto subject, report::subject_of(world.catalog(), report::key_of(report.payload)));
      return report::receive(c, subject, report, stored, {place.origin, place.index, place.time, place.receipt});
    };
  }
  Result<sync::SharedSummary> pull(Line& line) {
    sync::SharedSummary summary;
    GIRS_CHECK(sync::pull_shared(*site.store, line, options, summary));
    return summary;
  }
  std::string status(const std::string& pid) const {
    const auto row = must(site.store->read([&](store::Connection& c) { return store::submission(c, pid); }));
    return row ? row->status : "";
  }
  void set(const std::string& key, const std::string& value) {
    must(site.store->write([&](store::Connection& c) { return store::set_setting(c, key, value); }));
  }
  std::optional<std::string> setting(const std::string& key) {
    return must(site.store->read([&](store::Connection& c) { return store::setting(c, key); }));
  }
};

/// The log of the next year, begun from the centre's store as it is now.
struct NextYear {
  std::unique_ptr<store::Store> store;
  Signer log;
  std::unique_ptr<central::Centre> centre;

  explicit NextYear(World& world) : NextYear(world, world.root()) {}
  NextYear(World& world, const PrivateKey& root) : log(signer_of(world.log_key())) {
    world.now += std::chrono::hours(1);
    const auto path = world.folder() / "next.girs";
    must(world.centre_site().store->write([](store::Connection& c) { return store::set_setting(c, "audience", kOrigin); }));
    must(central::rotate(*world.centre_site().store, path, kOrigin, kNext, must(world.centre().checkpoint())));
    store = must(store::Store::open(path, {false, 5000, [&world] { return world.now; }}));
    auto content = must(world.centre().registry())->content();
    content.head.audience = kNext;
    content.head.signers = {{"root", signer_of(root).key.keyid()}};
    content.log_keys = {VerifierKey{kNext, NoteAlgorithm::kEd25519, world.log_key().public_key()}.text()};
    package::Envelope envelope{std::string(kRegistryType), to_bytes(must(must(Registry::make(content)).to_bytes())), {}};
    must(envelope.sign(signer_of(root)));
    must(store->write([&](store::Connection& c) { return store::put_registry(c, content.version, view(envelope.text())); }));
    centre = std::make_unique<central::Centre>(must(central::Centre::open(
        {store.get(), &world.catalog()}, {kNext, &log, &world.decider(), {root.public_key()}})));
  }
};

}  // namespace

TEST_CASE("an authority does not decide on what another one's log took") {
  Sharing at;
  Line line(at.world);
  Puller puller(at.world);
  // The same package, as if the log of another authority had taken it here before.
  must(puller.site.store->write([&](store::Connection& c) -> Status {
    const auto kept = must(at.world.centre().submission(at.pid));
    auto row = *kept;
    row.origin = "bo.example.gov.vn/log";
    return store::insert_submission(c, row, {}, {});
  }));
  const auto pulled = must(puller.pull(line));
  CHECK(pulled.decisions == 0);
  REQUIRE(pulled.passed.size() == 1);
  CHECK(pulled.passed[0].reason == "other-log");
  CHECK(pulled.passed[0].message.in("vi").find("bo.example.gov.vn/log") != std::string::npos);
  // Neither does a round take it.
  const auto round = run(at.world, puller.site, line, "96");
  REQUIRE(round.status);
  CHECK(round.summary.decisions == 0);
  REQUIRE(round.summary.passed.size() == 1);
  CHECK(round.summary.passed[0].reason == "other-log");
  CHECK(puller.status(at.pid) == "received");
}

TEST_CASE("what the old log took and the new one decides on is shared; who did not follow the old log passes it by") {
  Sharing at;
  Line old_line(at.world);
  Puller follower(at.world, "follower"), fresh(at.world, "fresh");
  CHECK(must(follower.pull(old_line)).reports == 1);
  NextYear next(at.world);
  Line line(*next.centre);
  must(next.centre->decide(at.pid, package::DecisionKind::kExcluded, {"R1"}, "số liệu trùng", at.world.decider()));
  follower.options.audience = kNext;
  const auto more = must(follower.pull(line));
  CHECK(more.passed.empty());
  CHECK(more.decisions == 1);
  CHECK(follower.status(at.pid) == "excluded");
  must(next.centre->decide(at.pid, package::DecisionKind::kAccepted, {}, "", at.world.decider()));
  fresh.options.audience = kNext;
  const auto passed = must(fresh.pull(line)).passed;
  REQUIRE(passed.size() == 2);
  CHECK(passed[1].reason == "other-log");
  CHECK(fresh.status(at.pid).empty());
}

TEST_CASE("who followed the old log takes a report of it that the new one accepts, with the old proof") {
  Sharing at;
  Line old_line(at.world);
  const auto late = at.world.site("late commune");
  const auto pid = at.world.submit(late, "31834");
  Puller follower(at.world);
  CHECK(must(follower.pull(old_line)).reports == 1);
  must(at.world.centre().admit(pid, World::body(late, pid)));
  NextYear next(at.world);
  Line line(*next.centre);
  must(next.centre->decide(pid, package::DecisionKind::kAccepted, {}, "", at.world.decider()));
  follower.options.audience = kNext;
  const auto pulled = must(follower.pull(line));
  CHECK(pulled.passed.empty());
  CHECK(pulled.reports == 1);
  CHECK(follower.status(pid) == "accepted");
  const auto row = must(follower.site.store->read([&](store::Connection& c) { return store::submission(c, pid); }));
  CHECK(row->origin == kOrigin);
}

TEST_CASE("another authority does not make the old log its own by naming it as the one before") {
  Sharing at;
  Line old_line(at.world);
  Puller follower(at.world);
  CHECK(must(follower.pull(old_line)).reports == 1);
  const auto root = must(PrivateKey::generate(Scheme::kEd25519));
  NextYear usurper(at.world, root);
  Line line(*usurper.centre);
  must(usurper.centre->decide(at.pid, package::DecisionKind::kExcluded, {"R1"}, "số liệu trùng", at.world.decider()));
  follower.options.audience = kNext;
  follower.options.roots = {root.public_key()};
  const auto passed = must(follower.pull(line)).passed;
  REQUIRE(passed.size() == 1);
  CHECK(passed[0].reason == "other-log");
  CHECK(follower.status(at.pid) == "accepted");
}

TEST_CASE("a first entry that is not the log's own vouches for nothing") {
  Sharing at;
  Line old_line(at.world);
  Puller follower(at.world);
  CHECK(must(follower.pull(old_line)).reports == 1);
  NextYear next(at.world);
  Line line(*next.centre);
  must(next.centre->decide(at.pid, package::DecisionKind::kExcluded, {"R1"}, "số liệu trùng", at.world.decider()));
  line.spoil = [](const sync::Request& request, sync::Response& response) {
    if (!request.path.starts_with("/log/tile/entries/")) return;
    const auto at_size = response.body.find("log/2025\\n");
    REQUIRE(at_size != std::string::npos);
    response.body[at_size + 10] ^= 1;
  };
  follower.options.audience = kNext;
  CHECK(must(follower.pull(line)).passed.size() == 1);
  CHECK(follower.status(at.pid) == "accepted");
  line.spoil = nullptr;
  CHECK(must(follower.pull(line)).passed.empty());
  CHECK(follower.status(at.pid) == "excluded");
}

TEST_CASE("nothing shared is taken from a log that has contradicted itself, before or now") {
  Sharing at;
  Line line(at.world);
  Puller puller(at.world);
  SUBCASE("before") {
    must(puller.site.store->write([](store::Connection& c) { return store::add_fork_evidence(c, kOrigin, 0, "one", "other"); }));
    CHECK(reason_of(puller.pull(line).error()) == "fork");
    CHECK(line.requests.empty());
  }
  SUBCASE("now: its head is smaller than one it signed") {
    const auto early = must(at.world.centre().checkpoint());
    at.exclude();
    CHECK(must(puller.pull(line)).reports == 1);
    line.spoil = [&](const sync::Request& request, sync::Response& response) {
      if (request.path == "/log/checkpoint") response.body = early;
    };
    CHECK(reason_of(puller.pull(line).error()) == "fork");
  }
}

TEST_CASE("a line with an index that was not asked for ends the pull and is not kept for later ones") {
  Sharing at;
  Line line(at.world);
  Puller puller(at.world);
  for (const char* index : {"-7", "999999999", "1.5", "null"}) {
    line.spoil = [&](const sync::Request& request, sync::Response& response) {
      if (request.path.starts_with(kShared)) response.body = std::string("{\"index\":") + index + "}\n";
    };
    CHECK(puller.pull(line).error().code == Code::kCorrupt);
  }
  line.spoil = nullptr;
  CHECK(must(puller.pull(line)).reports == 1);
  // The same of a round.
  const auto site = at.world.site("province");
  line.spoil = [&](const sync::Request& request, sync::Response& response) {
    const auto place = response.body.find("\"index\":");
    if (request.path.starts_with("/v1/events") && place != std::string::npos) response.body.insert(place + 8, "9");
  };
  CHECK(run(at.world, site, line, "96").status.error().code == Code::kCorrupt);
  line.spoil = nullptr;
  CHECK(run(at.world, site, line, "96").status);
}

TEST_CASE("a store that pulled before rules had a word begins anew") {
  Sharing at;
  Line line(at.world);
  Puller puller(at.world);
  puller.set(std::string("shared-cursor ") + kOrigin, "100");
  CHECK(must(puller.pull(line)).reports == 1);
}

TEST_CASE("a receipt whose checkpoint is malformed is not to be trusted") {
  Sharing at;
  const auto site = at.world.site("another commune");
  const auto pid = at.world.submit(site, "31834");
  Line line(at.world);
  line.spoil = [](const sync::Request& request, sync::Response& response) {
    const auto blank = response.body.find("\n\n");
    if (request.method == "PUT") response.body = response.body.substr(0, blank + 2) + "no checkpoint\n";
  };
  const auto round = run(at.world, site, line, "31834");
  REQUIRE_FALSE(round.status);
  CHECK(round.status.error().code == Code::kUntrusted);
  CHECK(reason_of(round.status.error()) == "checkpoint");
  CHECK(must(site.store->read([&](store::Connection& c) { return store::outbox_row(c, pid); }))->distrusts == 1);
}

TEST_CASE("what is a body's own does not come back to it") {
  Sharing at;
  Line line(at.world);
  Puller puller(at.world);
  puller.options.unit = "31825";
  must(central::add_sharing_rule(at.world.centre_site().workspace(),
                                 R"({"schema":"girs.sharing/1","code":"CS-2","recipient":"31825","regimes":["*"],"units":["*"],)"
                                 R"("valid_from":"2025-12-01","basis":"Nghị định 47/2020/NĐ-CP, Điều 5"})"));
  const auto pulled = must(puller.pull(line));
  CHECK(pulled.reports == 0);
  CHECK(pulled.passed.empty());
  CHECK(puller.status(at.pid).empty());
}

TEST_CASE("a shared decision counts by the proof of its own entry") {
  Sharing at;
  Line line(at.world);
  Puller puller(at.world);
  line.spoil = [](const sync::Request& request, sync::Response& response) {
    if (!request.path.starts_with(kShared) || response.body.empty()) return;
    auto shared = must(json::parse(response.body.substr(0, response.body.find('\n'))));
    shared.set("decision_receipt", *shared.text("receipt"));
    response.body = json::compact(shared) + "\n";
  };
  const auto pulled = must(puller.pull(line));
  REQUIRE(pulled.passed.size() == 1);
  CHECK(pulled.passed[0].reason == "claim");
  CHECK(puller.status(at.pid).empty());
  line.spoil = nullptr;
  CHECK(must(puller.pull(line)).reports == 1);
  CHECK(puller.status(at.pid) == "accepted");
}

TEST_CASE("another tree of units is another word of the rules") {
  Sharing at;
  const auto rules = must(central::rules_for(at.world.centre_site().workspace(), "01", at.world.now));
  const auto& units = at.world.catalog().units();
  CHECK(central::word_of(rules, units, at.world.now) == central::word_of(rules, units, at.world.now));
  CHECK(central::word_of(rules, units, at.world.now) != central::word_of(rules, UnitTree(), at.world.now));
}
