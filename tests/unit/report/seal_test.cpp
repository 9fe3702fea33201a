#include "report/seal.h"

#include <doctest/doctest.h>

#include "package/submission.h"
#include "support/world.h"

using namespace girs;
using namespace girs::testing;

TEST_CASE("a sealed report is in the outbox, says who must sign, and cannot be sealed again") {
  World world({"31825"});
  const auto site = world.site("commune");
  const auto pid = world.submit(site, "31825");
  const auto submission = must(package::Submission::parse(World::body(site, pid)));
  CHECK(submission.envelope.pid() == pid);
  CHECK(submission.envelope.signatures.size() == 3);
  const auto payload = must(package::parse_report(text_of(submission.envelope.payload)));
  CHECK(payload.window_from == "2025-09-15");
  CHECK(payload.head.signers[1].authority == "KT.");
  CHECK(payload.validation->errors == 0);
  CHECK(report::seal(site.workspace(), World::key("31825"), kOrigin, world.parties("31825"), nullptr, "c").error().code ==
        Code::kConflict);
}

TEST_CASE("without all three roles, or with one key for two, nothing is sealed") {
  World world({"31825"});
  const auto site = world.site("commune");
  world.enter(site, "31825");
  must(report::approve(site.workspace(), World::key("31825"), "c"));
  auto parties = world.parties("31825");
  parties.pop_back();
  CHECK(report::seal(site.workspace(), World::key("31825"), kOrigin, parties, nullptr, "c").error().code == Code::kInvalidArgument);
  parties = world.parties("31825");
  parties[1].signer = parties[0].signer;
  CHECK(report::seal(site.workspace(), World::key("31825"), kOrigin, parties, nullptr, "c").error().code == Code::kInvalidArgument);
  CHECK(must(report::open(site.workspace(), World::key("31825"))).row.state == "approved");
}

TEST_CASE("a signer that refuses, or signs with another key, leaves the report approved and unsent") {
  World world({"31825"});
  const auto site = world.site("commune");
  world.enter(site, "31825");
  must(report::approve(site.workspace(), World::key("31825"), "c"));
  auto parties = world.parties("31825");
  Signer wrong = *parties[2].signer;
  wrong.sign = parties[0].signer->sign;
  parties[2].signer = &wrong;
  CHECK(report::seal(site.workspace(), World::key("31825"), kOrigin, parties, nullptr, "c").error().code == Code::kUntrusted);
  wrong.sign = [](ByteView) -> Result<Bytes> { return error(Code::kCancelled, "no PIN"); };
  CHECK(report::seal(site.workspace(), World::key("31825"), kOrigin, parties, nullptr, "c").error().code == Code::kCancelled);
  const auto queued = must(site.store->read([](store::Connection& c) { return store::outbox(c); }));
  CHECK(queued.empty());
  CHECK(must(report::open(site.workspace(), World::key("31825"))).row.state == "approved");
}

TEST_CASE("a correction is revision two, chained to the first by its pid, with the reason") {
  World world({"31825"});
  const auto site = world.site("commune");
  const auto first = world.submit(site, "31825");
  CHECK(!report::amend(site.workspace(), World::key("31825"), false, "data-error", " ", "", "o"));
  const auto draft = must(report::amend(site.workspace(), World::key("31825"), false, "data-error", "Nhập nhầm", "", "o"));
  CHECK(draft.row.rev == 2);
  CHECK(draft.row.prev == first);
  world.import(site, "31825", 120);
  must(report::approve(site.workspace(), World::key("31825"), "c"));
  const auto second = must(report::seal(site.workspace(), World::key("31825"), kOrigin, world.parties("31825"), nullptr, "c"));
  const auto submission = must(package::Submission::parse(World::body(site, second)));
  const auto payload = must(package::parse_report(text_of(submission.envelope.payload)));
  CHECK(payload.kind == package::ReportKind::kCorrection);
  CHECK(payload.prev == first);
  CHECK(payload.reason->text == "Nhập nhầm");
}
