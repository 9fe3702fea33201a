// What becomes of a package that was refused: by the authority, by something in between, or because
// another computer of the unit was first.

#include "report/refused.h"

#include <doctest/doctest.h>

#include "base/text.h"
#include "central/fsck.h"
#include "form/codec.h"
#include "package/decision_payload.h"
#include "package/report_payload.h"
#include "package/submission.h"
#include "report/stored_report.h"
#include "store/submissions.h"
#include "unit/sync/commune.h"

using namespace girs;
using namespace girs::testing;

namespace {

/// The authority refuses what is put with this problem document.
void refuse(Commune& commune, int status, const std::string& code) {
  const sync::Response problem{status, {{"content-type", "application/problem+json"}},
                               R"({"code":")" + code + R"(","detail":"The authority says no.","detail_vi":"Cơ quan nhận từ chối."})"};
  commune.line.instead = [=](const sync::Request& request) {
    return request.method == "PUT" ? std::optional(problem) : std::nullopt;
  };
}

/// Another package of the commune's report with these figures, of one store.
std::string correct(World& world, const Site& site, int received) {
  must(report::amend(site.workspace(), World::key("31825"), false, "data-error", "Nhầm", "", "o"));
  world.import(site, "31825", received);
  must(report::approve(site.workspace(), World::key("31825"), "chairman"));
  return must(report::seal(site.workspace(), World::key("31825"), kOrigin, world.parties("31825"), nullptr, "c"));
}

/// Column 3 of row LV01 of the report that counts here; empty when none does.
std::string counted(World& world, const Site& site, const std::optional<Time>& as_of = {}) {
  const auto key = World::key("31825");
  const auto subject = must(report::subject_of(world.catalog(), key));
  const auto report = must(site.store->read([&](store::Connection& c) { return report::stored_report(c, subject, key, as_of); }));
  if (!report) return {};
  const auto& sheet = report->sheets.begin()->second;
  const auto& layout = subject.forms[0];
  const auto encoded = must(encode_sheet(layout, sheet));
  return *encoded.find("parts")->find("main")->as_array()->at(1).find("cells")->text("c3");
}

/// What fsck finds in a unit's store: the row and why.
std::map<std::string, std::string> faults(World& world, const Site& site) {
  const std::string origin = kOrigin;
  const auto found = must(central::fsck(site.workspace(), origin, *must(world.centre().registry()), world.policy(), {}));
  std::map<std::string, std::string> named;
  for (const auto& fault : found.faults) named.emplace(fault.row, fault.message.en);
  return named;
}

std::int64_t changes_noted(const Site& site) {
  return must(site.store->read([](store::Connection& c) -> Result<std::int64_t> {
    std::int64_t found = 0;
    GIRS_CHECK(c.each("SELECT count(*) FROM figure_change", [&](store::Statement& row) {
      found = row.integer(0);
      return ok();
    }));
    return found;
  }));
}

}  // namespace

TEST_CASE("what counts after a conflict is what the authority took, and a correction begins with that, not with old figures") {
  Commune commune;   // has sealed 100
  const auto other = commune.world.site("the other computer");
  CHECK(commune.go().summary.pushed == 1);
  commune.world.submit(other, "31825", 7);
  CHECK(counted(commune.world, other) == "7");  // queued: the authority may still take it
  Line line(commune.world);
  const auto before = changes_noted(other);
  REQUIRE(run(commune.world, other, line, "31825").status);
  CHECK(changes_noted(other) > before);         // columns that were stored are read again
  CHECK(counted(commune.world, other) == "100");
  must(report::amend(other.workspace(), World::key("31825"), false, "data-error", "Nhầm", "", "o"));
  CHECK(counted(commune.world, other) == "100");
  must(report::approve(other.workspace(), World::key("31825"), "chairman"));
  CHECK(counted(commune.world, other) == "100");  // the correction's own figures: untouched ones of the first computer
  must(report::seal(other.workspace(), World::key("31825"), kOrigin, commune.world.parties("31825"), nullptr, "c"));
  run(commune.world, other, line, "31825");
  // The first computer pulls a revision that it did not make; what it corrects next begins with it.
  const auto third = correct(commune.world, other, 55);
  run(commune.world, other, line, "31825");
  CHECK(row_of(other, third).state == "accepted");
  REQUIRE(commune.go().status);
  CHECK(counted(commune.world, commune.site) == "55");
  must(report::amend(commune.site.workspace(), World::key("31825"), false, "data-error", "Nhầm", "", "o"));
  must(report::approve(commune.site.workspace(), World::key("31825"), "chairman"));
  CHECK(counted(commune.world, commune.site) == "55");
}

TEST_CASE("a first revision that was refused does not count, nor does one that was rejected") {
  Commune commune;
  refuse(commune, 422, "key-unknown");
  CHECK(counted(commune.world, commune.site) == "100");
  commune.go();
  CHECK(counted(commune.world, commune.site) == "");
  commune.line.instead = nullptr;
  must(report::send_again(commune.site.workspace(), commune.pid));
  CHECK(counted(commune.world, commune.site) == "100");
  commune.go();
  CHECK(counted(commune.world, commune.site) == "100");
  const auto accepted = commune.world.now;
  commune.world.now += std::chrono::hours(1);
  must(commune.world.centre().decide(commune.pid, package::DecisionKind::kRejected, {"R1"}, "Sai số liệu",
                                     commune.world.decider()));
  REQUIRE(commune.go().status);
  CHECK(commune.row().state == "rejected");
  CHECK(counted(commune.world, commune.site) == "");
  CHECK(counted(commune.world, commune.site, accepted) == "100");  // as of then it did
}

TEST_CASE("a revision set aside since its attachment is lost still counts, until another takes its place") {
  for (const auto reason : {store::kAttachmentMissing, store::kAttachmentDamaged}) {
    CAPTURE(reason);
    Commune commune;
    commune.go();
    const auto second = correct(commune.world, commune.site, 80);
    const auto set_aside = [&](const std::string& pid, std::string_view why) {
      must(commune.site.store->write([&](store::Connection& c) {
        return store::set_outbox_state(c, pid, "dead-letter", store::note_of({"Lost", "Mất"}, why));
      }));
    };
    set_aside(second, reason);
    CHECK(counted(commune.world, commune.site) == "80");
    const auto third = correct(commune.world, commune.site, 70);
    CHECK(row_of(commune.site, third).rev == 2);  // it follows what the authority has
    CHECK(counted(commune.world, commune.site) == "70");
    set_aside(third, "package-invalid");
    CHECK(counted(commune.world, commune.site) == "100");
    CHECK_FALSE(report::send_again(commune.site.workspace(), second));
    set_aside(third, reason);
    must(report::amend(commune.site.workspace(), World::key("31825"), false, "data-error", "Nhầm", "", "o"));
    CHECK(counted(commune.world, commune.site) == "70");  // while the correction is in hand
  }
}

TEST_CASE("a correction after a withdrawal begins with what was withdrawn, whichever computer of the unit sent them") {
  for (const bool own_withdrawal : {false, true}) {
    CAPTURE(own_withdrawal);
    Commune commune;   // has sealed 100
    auto& world = commune.world;
    CHECK(commune.go().summary.pushed == 1);
    const auto other = world.site("the other computer");
    Line line(world);
    world.submit(other, "31825", 7);
    REQUIRE(run(world, other, line, "31825").status);   // a conflict: it has the first one's now
    correct(world, other, 200);
    REQUIRE(run(world, other, line, "31825").status);
    if (own_withdrawal) REQUIRE(commune.go().status);
    const auto& by = own_withdrawal ? commune.site : other;
    must(report::amend(by.workspace(), World::key("31825"), true, "data-error", "Nhầm", "", "o"));
    must(report::approve(by.workspace(), World::key("31825"), "chairman"));
    must(report::seal(by.workspace(), World::key("31825"), kOrigin, world.parties("31825"), nullptr, "c"));
    REQUIRE(run(world, by, own_withdrawal ? commune.line : line, "31825").status);
    REQUIRE(commune.go().status);
    CHECK(counted(world, commune.site) == "");
    const auto draft = must(report::amend(commune.site.workspace(), World::key("31825"), false, "data-error", "Nhầm", "", "o"));
    CHECK(draft.package_rev == 4);
    must(report::approve(commune.site.workspace(), World::key("31825"), "chairman"));
    CHECK(counted(world, commune.site) == "200");
  }
}

TEST_CASE("a refusal of the request is none of the package: it stays queued, the reason is told, no alarm is raised") {
  const std::pair<int, const char*> refusals[] = {
      {400, "digest"}, {401, "request-signature"}, {401, "clock"}, {401, "replayed"}, {403, "request-role"},
      {404, "not-found"}, {409, "in-progress"}, {411, "length"}, {415, "content-type"}, {431, "header"}};
  for (const auto& refusal : refusals) {
    CAPTURE(refusal.second);
    Commune commune;
    refuse(commune, refusal.first, refusal.second);
    for (int i = 0; i < 4; ++i) {
      const auto round = commune.go();
      REQUIRE_FALSE(round.status);
      const auto& failure = round.status.error();
      CHECK(failure.code == (refusal.first == 401 || refusal.first == 403 ? Code::kUntrusted : Code::kIo));
      CHECK(*detail_of(failure.details, "reason") == refusal.second);
      CHECK(failure.message.vi == "Cơ quan nhận từ chối.");
      CHECK_FALSE(detail_of(failure.details, "alarm"));
      CHECK(round.summary.refused.empty());
      CHECK(commune.row().state == "queued");
    }
    commune.line.instead = nullptr;
    CHECK(commune.go().summary.pushed == 1);
  }
}

TEST_CASE("a package whose request is refused holds up neither the next one nor the rest of the round") {
  World world({"31825", "31834"});
  const auto site = world.site("an office for two");
  const auto first = world.submit(site, "31825");
  const auto follows = correct(world, site, 80);
  const auto other = world.submit(site, "31834");
  Line line(world);
  line.instead = [&](const sync::Request& request) {
    return request.path.ends_with(first) && request.method == "PUT"
               ? std::optional(sync::Response{400, {{"content-type", "application/problem+json"}}, R"({"code":"digest"})"})
               : std::nullopt;
  };
  const auto round = run(world, site, line, "31834");
  CHECK(*detail_of(round.status.error().details, "reason") == "digest");
  CHECK(round.summary.pushed == 1);
  CHECK(row_of(site, other).state == "accepted");  // its decision came in the same round
  CHECK(row_of(site, first).state == "queued");
  CHECK(row_of(site, follows).state == "queued");  // and not "conflict": it waits for the first
  line.instead = nullptr;
  CHECK(run(world, site, line, "31825").summary.pushed == 2);
  CHECK(row_of(site, follows).state == "accepted");
}

TEST_CASE("an attachment whose request is refused leaves the package queued") {
  Commune commune;
  commune.refuse_upload({400, {}, R"({"code":"digest"})"});
  CHECK(*detail_of(commune.go().status.error().details, "reason") == "digest");
  CHECK(commune.row().state == "queued");
}

TEST_CASE("an authority's word for its refusal is never taken for a file that this store has lost") {
  const std::pair<const char*, const char*> codes[] = {{"attachment-missing", "authority-attachment-missing"},
                                                       {"attachment-damaged", "authority-attachment-damaged"},
                                                       {"attachment-missing: x", "http-422"},
                                                       {"attachment-missing: x\\ny", "http-422"},
                                                       {"", "http-422"}};
  for (const auto& one : codes) {
    CAPTURE(one.first);
    Commune commune;
    refuse(commune, 422, one.first);
    const auto round = commune.go();
    REQUIRE(round.summary.refused.size() == 1);
    CHECK(round.summary.refused[0].reason == one.second);
    CHECK(commune.row().note.starts_with(one.second + std::string(": Cơ quan nhận")));
    CHECK(counted(commune.world, commune.site) == "");  // a file that is lost would leave it counting
  }
}

TEST_CASE("a refusal's sentences come on one line in each language, of a length that can be read, without control characters") {
  Commune commune;
  std::string longest;
  for (int i = 0; i < 1500; ++i) longest += "ệ";
  commune.line.instead = [&](const sync::Request& request) {
    return request.method == "PUT" ? std::optional(sync::Response{422, {}, R"({"code":"role","detail":"One.\u001b[2J\nTwo.\u009b\u2028\u202e\u2069.","detail_vi":"Một.\r\n)" + longest + R"("})"})
                                   : std::nullopt;
  };
  const auto round = commune.go();
  REQUIRE(round.summary.refused.size() == 1);
  CHECK(round.summary.refused[0].message.en == "One. [2J Two.    .");
  const auto shown = store::read_note(commune.row().note);
  CHECK(shown.en == "role: One. [2J Two.    .");
  CHECK(shown.vi.starts_with("role: Một.  ệệ"));
  CHECK(shown.vi.size() < 2100);
  CHECK_FALSE(first_invalid_utf8(shown.vi));
}

TEST_CASE("a first revision that was refused is mended and taken as a first revision") {
  Commune commune;
  refuse(commune, 422, "key-unknown");
  CHECK(commune.go().summary.refused.size() == 1);
  CHECK(commune.row().state == "dead-letter");
  commune.line.instead = nullptr;
  CHECK_FALSE(report::amend(commune.site.workspace(), World::key("31825"), true, "error", "Rút", "", "o"));  // nothing to withdraw
  const auto second = correct(commune.world, commune.site, 80);
  CHECK(commune.go().summary.pushed == 1);
  CHECK(row_of(commune.site, second).state == "accepted");
  CHECK(row_of(commune.site, second).rev == 1);
  CHECK(commune.row().state == "dead-letter");  // kept as it was
  const auto third = correct(commune.world, commune.site, 90);
  CHECK(row_of(commune.site, third).rev == 2);
  commune.go();
  CHECK(row_of(commune.site, third).state == "accepted");
}

TEST_CASE("a refused package is sent again as it was signed once the authority has mended its side") {
  Commune commune;
  const auto send_again = [&] { return report::send_again(commune.site.workspace(), commune.pid); };
  CHECK(send_again().error().code == Code::kConflict);  // it waits, and was not refused
  CHECK(report::send_again(commune.site.workspace(), "x").error().code == Code::kNotFound);
  refuse(commune, 422, "key-unknown");
  commune.go();
  commune.line.instead = nullptr;
  must(send_again());
  CHECK(commune.row().attempts == 0);
  CHECK(commune.go().summary.pushed == 1);
  CHECK(commune.row().state == "accepted");
  CHECK(send_again().error().code == Code::kConflict);
}

TEST_CASE("a refusal of a package that the log holds was not the authority's: the receipt is asked for again") {
  Commune commune;
  commune.line.spoil = [](const sync::Request& request, sync::Response& response) {
    if (request.method == "PUT") response = {422, {}, R"({"code":"package-invalid","detail":"No.","detail_vi":"Không."})"};
  };
  CHECK(commune.go().summary.refused.size() == 1);
  CHECK(commune.row().state == "queued");  // the same round met it in the log
  commune.line.spoil = nullptr;
  CHECK(commune.go().summary.pushed == 1);
  CHECK(commune.row().state == "accepted");
}

TEST_CASE("a correction after the deadline names the order to reopen that a round has brought, also one that came while it was open") {
  for (const bool open_already : {false, true}) {
    CAPTURE(open_already);
    Commune commune;
    auto& world = commune.world;
    REQUIRE(commune.go().summary.pushed == 1);
    world.now = *from_rfc3339("2025-12-20T02:00:00Z");
    const auto late = correct(world, commune.site, 80);
    CHECK(commune.go().summary.refused.at(0).reason == "authorization-required");
    const auto begin = [&] { must(report::amend(commune.site.workspace(), World::key("31825"), false, "data-error", "Nhầm", "", "o")); };
    if (open_already) begin();
    const auto order = must(world.centre().decide(commune.pid, package::DecisionKind::kReopened, {}, "Cho sửa", world.decider()));
    CHECK(commune.go().summary.decisions == 1);
    if (!open_already) begin();
    world.import(commune.site, "31825", 90);
    must(report::approve(commune.site.workspace(), World::key("31825"), "chairman"));
    const auto pid = must(report::seal(commune.site.workspace(), World::key("31825"), kOrigin, world.parties("31825"), nullptr, "c"));
    CHECK(commune.go().summary.pushed == 1);
    CHECK(row_of(commune.site, pid).state == "accepted");
    const auto sent = must(package::Submission::parse(text_of(row_of(commune.site, pid).envelope)));
    CHECK(must(package::parse_report(text_of(sent.envelope.payload))).authorization == order);
    // What follows it is late again: that order was for the revision before.
    const auto next = correct(world, commune.site, 95);
    CHECK(commune.go().summary.refused.at(0).pid == next);
  }
}

TEST_CASE("a refused package is not sent again beside the revision that took its place") {
  Commune commune;
  refuse(commune, 422, "package-invalid");
  commune.go();
  must(report::amend(commune.site.workspace(), World::key("31825"), false, "data-error", "Nhầm", "", "o"));
  CHECK(report::send_again(commune.site.workspace(), commune.pid).error().code == Code::kConflict);
}

TEST_CASE("two revisions that were made without a line and refused in a row can both be sent again, in order") {
  Commune commune;
  const auto second = correct(commune.world, commune.site, 80);
  refuse(commune, 422, "key-unknown");
  CHECK(commune.go().summary.refused.size() == 2);
  commune.line.instead = nullptr;
  CHECK(report::send_again(commune.site.workspace(), second).error().code == Code::kConflict);  // it follows the first
  must(report::send_again(commune.site.workspace(), commune.pid));
  must(report::send_again(commune.site.workspace(), second));
  CHECK(commune.go().summary.pushed == 2);
  CHECK(row_of(commune.site, second).state == "accepted");
}

TEST_CASE("of two first revisions made in two places the second place gets the other's package, and its own follows that") {
  Commune commune;
  const auto other = commune.world.site("the other computer");
  const auto theirs = commune.pid;
  CHECK(commune.go().summary.pushed == 1);
  const auto mine = commune.world.submit(other, "31825", 7);
  Line line(commune.world);
  const auto round = run(commune.world, other, line, "31825");
  REQUIRE(round.status);
  CHECK(row_of(other, mine).state == "conflict");
  const auto kept = must(other.store->read([&](store::Connection& c) { return store::submission(c, theirs); }));
  REQUIRE(kept);
  CHECK(kept->receipt);
  CHECK(kept->status == "accepted");
  const auto settled = correct(commune.world, other, 8);
  CHECK(row_of(other, settled).rev == 2);
  run(commune.world, other, line, "31825");
  CHECK(row_of(other, settled).state == "accepted");
  // And the first place has both, too; what it corrects then follows them.
  CHECK(commune.go().summary.reports == 1);
  CHECK(faults(commune.world, commune.site).empty());  // its own first one is in the outbox alone
  const auto third = correct(commune.world, commune.site, 9);
  CHECK(row_of(commune.site, third).rev == 3);
  commune.go();
  CHECK(row_of(commune.site, third).state == "accepted");
  CHECK(run(commune.world, other, line, "31825").summary.reports == 1);
  CHECK(faults(commune.world, other).empty());  // the first and the third came, the second is its own
  must(other.store->write([&](store::Connection& c) { return c.run("DELETE FROM outbox WHERE pid = ?", settled); }));
  CHECK(faults(commune.world, other).at("pid " + third).find("chain of revisions") != std::string::npos);
}
