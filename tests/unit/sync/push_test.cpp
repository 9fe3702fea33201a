// What becomes of a package on its way when the line, the authority or something in between fails.

#include <doctest/doctest.h>

#include "crypto/hash.h"
#include "report/refused.h"
#include "store/blobs.h"
#include "store/log_table.h"
#include "sync/exchange.h"
#include "unit/sync/commune.h"

using namespace girs;
using namespace girs::testing;

TEST_CASE("after each failure a package waits longer at most, up to 15 minutes, and never a fixed time") {
  const auto failure = error(Code::kIo, "no line");
  for (const auto& [attempts, most] : {std::pair<std::int64_t, std::int64_t>{0, 1}, {3, 8}, {9, 512}, {10, 900}, {5000, 900}}) {
    std::int64_t longest = 0, shortest = 1000;
    for (int i = 0; i < 400; ++i) {
      const auto pause = must(sync::pause_before(attempts, failure));
      longest = std::max(longest, pause);
      shortest = std::min(shortest, pause);
    }
    CHECK(longest <= most);
    CHECK(longest > most / 2);
    CHECK(shortest <= most / 2);
  }
}

TEST_CASE("a patient round leaves a package until its time, and tells when that is") {
  Commune commune;
  commune.line.spoil = [](const sync::Request& request, sync::Response& response) {
    if (request.method == "PUT") response = {503, {{"retry-after", "600"}}, ""};
  };
  CHECK(commune.go().status.error().code == Code::kIo);
  CHECK(commune.row().next_at == commune.now() + 600);
  commune.line.spoil = nullptr;
  const auto early = commune.go(true);
  CHECK(early.status);
  CHECK(early.summary.pushed == 0);
  CHECK(early.summary.waiting == 1);
  CHECK(early.summary.next_attempt == commune.world.now + std::chrono::seconds(600));
  commune.world.now += std::chrono::seconds(600);
  CHECK(commune.go(true).summary.pushed == 1);
  CHECK(commune.row().state == "accepted");
}

TEST_CASE("a round that is not patient tries at once") {
  Commune commune;
  commune.line.lose_answer = true;
  CHECK_FALSE(commune.go().status);
  CHECK(commune.go().summary.pushed == 1);
}

TEST_CASE("a package that somebody else is sending is left alone until the lease runs out") {
  Commune commune;
  must(commune.site.store->write([&](store::Connection& c) {
    return store::lease_next(c, commune.now(), commune.now() + 60, false, {});
  }));
  CHECK(commune.row().state == "sending");
  CHECK(commune.go().summary.pushed == 0);
  commune.world.now += std::chrono::seconds(60);  // its sender was killed
  CHECK(commune.go().summary.pushed == 1);
}

TEST_CASE("a clock that was ahead when a package was leased or put off, and is set back, holds nothing up") {
  constexpr auto kAhead = std::chrono::hours(24 * 400);
  for (const bool put_off : {false, true}) {
    CAPTURE(put_off);
    Commune commune;
    commune.world.now += kAhead;
    if (put_off) {
      must(commune.site.store->write([&](store::Connection& c) {
        return store::postpone(c, commune.pid, "queued", "", commune.now() + 600, false);
      }));
    } else {
      must(commune.site.store->write([&](store::Connection& c) { return store::lease_next(c, commune.now(), commune.now() + 60, false, {}); }));
      CHECK(store::read_note(commune.row().note).en.find("another one may take it 60 s later") != std::string::npos);
    }
    commune.world.now -= kAhead;
    const auto round = commune.go(true);
    CHECK(round.summary.pushed == 1);
    CHECK(round.summary.waiting == 0);
    CHECK(commune.row().state == "accepted");
    CHECK(commune.row().note.empty());
  }
}

TEST_CASE("a correction never overtakes the revision before it") {
  Commune commune;
  must(report::amend(commune.site.workspace(), World::key("31825"), false, "data-error", "Nhầm", "", "o"));
  commune.world.import(commune.site, "31825", 5);
  must(report::approve(commune.site.workspace(), World::key("31825"), "c"));
  const auto second = must(report::seal(commune.site.workspace(), World::key("31825"), kOrigin,
                                        commune.world.parties("31825"), nullptr, "c"));
  must(commune.site.store->write([&](store::Connection& c) {
    return store::postpone(c, commune.pid, "queued", "", commune.now() + 100, false);
  }));
  CHECK(commune.go(true).summary.pushed == 0);
  CHECK(row_of(commune.site, second).state == "queued");
  CHECK(commune.go().summary.pushed == 2);
}

TEST_CASE("an answer from something in between is no refusal: the package stays queued") {
  const sync::Response pages[] = {{302, {{"location", "https://login.example"}}, ""},
                                  {403, {{"content-type", "text/html"}}, "<html>Blocked</html>"},
                                  {404, {}, "not here"},
                                  {407, {}, ""},
                                  {422, {{"content-type", "application/json"}}, "{\"error\":1}"}};
  for (const auto& page : pages) {
    CAPTURE(page.status);
    Commune commune;
    commune.line.spoil = [&](const sync::Request& request, sync::Response& response) {
      if (request.method == "PUT") response = page;
    };
    const auto round = commune.go();
    CHECK(round.status.error().code == Code::kIo);
    CHECK(*detail_of(round.status.error().details, "reason") == "intermediary");
    CHECK(commune.row().state == "queued");
    commune.line.spoil = nullptr;
    CHECK(commune.go().summary.pushed == 1);
  }
}

TEST_CASE("a page in place of a receipt is not believed, and the third in a row is an alarm") {
  Commune commune;
  commune.line.spoil = [](const sync::Request& request, sync::Response& response) {
    if (request.method == "PUT") response = {200, {{"content-type", "text/html"}}, "<html>Welcome</html>"};
  };
  for (int i = 1; i <= 4; ++i) {
    const auto round = commune.go();
    REQUIRE_FALSE(round.status);
    CHECK((detail_of(round.status.error().details, "alarm") != nullptr) == (i >= 3));
    CHECK(round.status.error().message.en.starts_with("What came in place of a receipt is not believed"));
    CHECK(commune.row().state == "queued");
  }
  commune.line.spoil = nullptr;
  CHECK(commune.go().status);
  CHECK(commune.row().distrusts == 0);
}

TEST_CASE("a receipt that is still to come is asked for in later rounds") {
  Commune commune;
  commune.line.spoil = [](const sync::Request& request, sync::Response& response) {
    if (request.method == "PUT") response = {202, {{"retry-after", "30"}}, ""};
  };
  const auto round = commune.go();
  CHECK(round.status);
  CHECK(commune.row().state == "awaiting-receipt");
  CHECK(commune.row().next_at == commune.now() + 30);
  CHECK(round.summary.queued == 1);
  commune.line.spoil = nullptr;
  CHECK(commune.go().summary.pushed == 1);
}

TEST_CASE("attachments that the authority lacks are uploaded, and the package is sent again") {
  Commune commune;
  const std::string content = "thuyết minh";
  const auto digest = commune.keep(content);
  bool asked = false;
  commune.line.spoil = [&](const sync::Request& request, sync::Response& response) {
    if (request.path.find("/v1/submissions/") == 0 && request.method == "PUT" && !asked) {
      asked = true;
      response = lacking(digest);
    }
  };
  CHECK(commune.go().summary.pushed == 1);
  CHECK(must(commune.world.centre().blob(digest)) == to_bytes(content));
}

TEST_CASE("a file attached to a draft is sealed with it and reaches the authority in the round that pushes it") {
  World world{{"31825"}};
  Site site = world.site("commune");
  const auto key = World::key("31825");
  const std::string content = "%PDF-1.7 thuyết minh";
  world.enter(site, "31825");
  must(report::attach(site.workspace(), key, "thuyet-minh.pdf", "application/pdf", view(content), "officer"));
  must(report::approve(site.workspace(), key, "chairman"));
  const auto pid = must(report::seal(site.workspace(), key, kOrigin, world.parties("31825"), nullptr, "chairman"));
  const auto digest = to_digest(sha256(content));
  Line line{world};
  const auto round = run(world, site, line, "31825");
  REQUIRE(round.status);
  CHECK(round.summary.pushed == 1);
  CHECK(row_of(site, pid).state == "accepted");
  CHECK(must(world.centre().blob(digest)) == to_bytes(content));
}

TEST_CASE("a receipt without the witnesses that the policy asks for leaves the package receipted-unwitnessed") {
  Commune commune;
  const auto witness = must(PrivateKey::generate(Scheme::kEd25519));
  renew_registry(commune.world, [&](RegistryContent& content) {
    content.tlog_policy = "log " + commune.world.log_vkey() + "\nwitness w " +
                          VerifierKey{"thanhtra.example.gov.vn/w1", NoteAlgorithm::kCosignature, witness.public_key()}.text() +
                          "\nquorum w\n";
  });
  bool before_decision = false;
  commune.line.spoil = [&](const sync::Request& request, sync::Response& response) {
    if (!request.path.starts_with("/v1/events")) return;
    before_decision = commune.row().state == "receipted-unwitnessed";
    response = {503, {}, ""};
  };
  CHECK(commune.go().summary.pushed == 1);
  CHECK(before_decision);
  CHECK(commune.row().receipt);
}

TEST_CASE("a package whose attachment is lost or altered is put aside, the others go on, and it is sent again with the file") {
  for (const bool altered : {false, true}) {
    CAPTURE(altered);
    World world({"31825", "31834"});
    const auto site = world.site("an office for two");
    const auto key = World::key("31825");
    const std::string content = "%PDF-1.7 thuyết minh";
    const auto attach = [&](const std::string& bytes, const char* name = "thuyet-minh.pdf",
                            const report::Actor& actor = "officer") {
      return report::attach(site.workspace(), key, name, "application/pdf", view(bytes), actor);
    };
    world.enter(site, "31825");
    must(attach(content));
    must(report::approve(site.workspace(), key, "chairman"));
    const auto pid = must(report::seal(site.workspace(), key, kOrigin, world.parties("31825"), nullptr, "chairman"));
    const auto other = world.submit(site, "31834");
    must(site.store->write([&](store::Connection& c) {
      return c.script(altered ? "DROP TRIGGER blob_no_UPDATE; UPDATE blob SET content = x'25504446'"
                              : "DROP TRIGGER blob_no_DELETE; DELETE FROM blob");
    }));
    Line line(world);
    const auto round = run(world, site, line, "31825");
    CHECK(round.status);
    REQUIRE(round.summary.refused.size() == 1);
    CHECK(round.summary.refused[0].reason == (altered ? "attachment-damaged" : "attachment-missing"));
    CHECK(round.summary.refused[0].message.vi.find("thuyet-minh.pdf") != std::string::npos);
    CHECK(row_of(site, pid).state == "dead-letter");
    CHECK(row_of(site, pid).note.find("girs report attach") != std::string::npos);
    CHECK(row_of(site, other).state != "queued");
    CHECK(run(world, site, line, "31825").status);  // nor does it end later rounds
    CHECK_FALSE(attach("another file"));            // the report is sealed: only what it names is put back
    CHECK(attach(content, "ten-khac.pdf").error().code == Code::kConflict);
    CHECK(attach(content, "thuyet-minh.pdf", {"Bình", "approver"}).error().code == Code::kUntrusted);
    must(attach(content));
    must(report::send_again(site.workspace(), pid));
    CHECK(run(world, site, line, "31825").summary.pushed == 1);
    CHECK(row_of(site, pid).state == "accepted");
  }
}

TEST_CASE("an attachment that the authority refuses leaves the package to a person, with the reason of that refusal") {
  Commune commune;
  commune.refuse_upload({413, {}, R"({"code":"too-large","detail_vi":"Quá lớn"})"});
  const auto round = commune.go();
  REQUIRE(round.summary.refused.size() == 1);
  CHECK(round.summary.refused[0].reason == "too-large");
}

TEST_CASE("a file that the authority asks for and the package does not carry cannot be put back: its refusal is told as it is") {
  Commune commune;
  commune.line.spoil = [&](const sync::Request& request, sync::Response& response) {
    if (request.method == "PUT") response = lacking("sha256:00");
  };
  const auto round = commune.go();
  REQUIRE(round.summary.refused.size() == 1);
  CHECK(round.summary.refused[0].reason == "missing-blobs");
  CHECK(round.summary.refused[0].message.vi == "Mất");
}

TEST_CASE("once a log has contradicted itself nothing is exchanged with it any more") {
  Commune commune;
  must(commune.site.store->write([](store::Connection& c) {
    return store::add_fork_evidence(c, kOrigin, 0, "one", "other");
  }));
  const auto round = commune.go();
  CHECK(round.status.error().code == Code::kUntrusted);
  CHECK(*detail_of(round.status.error().details, "reason") == "fork");
  CHECK(commune.line.requests.empty());
}

namespace {

/// Lets the log grow past what was proved: a correction is queued.
void queue_correction(Commune& commune) {
  must(report::amend(commune.site.workspace(), World::key("31825"), false, "data-error", "Nhầm", "", "o"));
  commune.world.import(commune.site, "31825", 5);
  must(report::approve(commune.site.workspace(), World::key("31825"), "c"));
  must(report::seal(commune.site.workspace(), World::key("31825"), kOrigin, commune.world.parties("31825"), nullptr, "c"));
}

bool has_evidence(const Commune& commune) {
  return must(commune.site.store->read([](store::Connection& c) { return store::has_fork_evidence(c, kOrigin); }));
}

}  // namespace

TEST_CASE("tiles that do not lead to the signed root prove nothing, and the next round goes on") {
  Commune commune;
  REQUIRE(commune.go().status);
  queue_correction(commune);
  int tiles = 0;
  commune.line.spoil = [&](const sync::Request& request, sync::Response& response) {
    if (request.path.find("/log/tile/") != 0) return;
    ++tiles;
    response.body.back() = static_cast<char>(response.body.back() ^ 1);
  };
  const auto round = commune.go();
  CHECK(tiles > 0);
  CHECK(round.status.error().code == Code::kCorrupt);
  CHECK_FALSE(has_evidence(commune));
  commune.line.spoil = nullptr;
  CHECK(commune.go().status);
}

TEST_CASE("growth of the log is proved by its tiles, and a signed tree that it did not grow from is evidence") {
  Commune commune;
  REQUIRE(commune.go().status);
  // What this store was shown and proved is another history of the same size under the log's key.
  const std::string key = std::string("checkpoint-proved ") + kOrigin;
  must(commune.site.store->write([&](store::Connection& c) -> Status {
    GIRS_TRY(const auto proved, store::setting(c, key));
    auto shown = must(log::Checkpoint::parse(proved->substr(0, proved->rfind("\n\n") + 1)));
    shown.root[0] ^= 1;
    return store::set_setting(c, key, must(log::sign_checkpoint(shown, commune.world.log_signer())));
  }));
  queue_correction(commune);
  const auto round = commune.go();
  CHECK(round.status.error().code == Code::kUntrusted);
  CHECK(has_evidence(commune));
}

TEST_CASE("72 hours without a line lose nothing, and the queue empties in order afterwards") {
  World world({"31825", "31834"});
  const auto site = world.site("commune");
  Line line(world);
  line.down = true;
  const auto first = world.submit(site, "31825");
  int rounds = 0, tried = 0;
  const auto end = world.now + std::chrono::hours(72);
  for (; world.now < end; world.now += std::chrono::minutes(5), ++rounds) {
    const auto round = run(world, site, line, "31825", {}, true);
    tried += !round.status;
    REQUIRE(round.summary.queued == 1);
  }
  CHECK(rounds == 864);
  CHECK(row_of(site, first).state == "queued");
  line.down = false;
  world.now += std::chrono::minutes(15);
  const auto round = run(world, site, line, "31825", {}, true);
  CHECK(round.summary.pushed == 1);
  CHECK(row_of(site, first).state == "accepted");
  MESSAGE("rounds without a line: ", rounds, ", of which failed: ", tried);
}

TEST_CASE("a round can be cancelled at every step that it reports, and the next one finishes") {
  for (int stop = 0; stop < 12; ++stop) {
    Commune commune;
    int asked = 0;
    const auto cancelled = run(commune.world, commune.site, commune.line, "31825", {}, false,
                               [&](const Progress&) { return asked++ == stop ? 7 : 0; });
    if (asked <= stop) break;
    CHECK(cancelled.status.error().code == Code::kCancelled);
    CHECK(commune.row().state != "sending");
    CHECK(commune.go().status);
    CHECK(commune.row().state == "accepted");
  }
}
