#include <doctest/doctest.h>

#include <thread>

#include "central/fsck.h"
#include "json/canonical.h"
#include "json/parse.h"
#include "log/receipt.h"
#include "package/series_id.h"
#include "report/summing.h"
#include "store/log_table.h"
#include "store/submissions.h"
#include "support/world.h"

using namespace girs;
using namespace girs::testing;

namespace {

std::string reason_of(const Error& error) {
  const auto* reason = detail_of(error.details, "reason");
  return reason ? *reason : "";
}

std::int64_t log_size(World& world) {
  return must(world.centre_site().store->read([](store::Connection& c) { return store::log_size(c); }));
}

}  // namespace

TEST_CASE("an admitted package has a leaf, an accepted decision, and a receipt that holds offline") {
  World world({"31825"});
  const auto site = world.site("commune");
  const auto pid = world.submit(site, "31825");
  const auto admission = must(world.centre().admit(pid, World::body(site, pid)));
  CHECK(admission.fresh);
  const auto submission = must(package::Submission::parse(World::body(site, pid)));
  log::ReceiptClaim claim{pid, submission.envelope.env_digest(), "31825", "KSTTHC", "2025-Q4", 1, {}, kOrigin, {}};
  const auto verified = must(log::verify_receipt(admission.receipt, claim, world.policy()));
  CHECK(verified.index == static_cast<std::uint64_t>(admission.index));
  CHECK(verified.time_logged == world.now);
  claim.unit = "31834";
  CHECK(!log::verify_receipt(admission.receipt, claim, world.policy()));
  const auto row = must(world.centre_site().store->read([&](store::Connection& c) { return store::submission(c, pid); }));
  CHECK(row->status == "accepted");
}

TEST_CASE("the same package sent again, also by many at once, is one submission with the same leaf") {
  World world({"31825"});
  const auto site = world.site("commune");
  const auto pid = world.submit(site, "31825");
  const auto body = World::body(site, pid);
  std::vector<std::int64_t> indexes(12, -1);
  std::vector<std::thread> threads;
  for (auto& index : indexes)
    threads.emplace_back([&] { if (auto taken = world.centre().admit(pid, body)) index = taken->index; });
  for (auto& thread : threads) thread.join();
  for (const auto index : indexes) CHECK(index == indexes[0]);
  const auto size = log_size(world);
  const auto again = must(world.centre().admit(pid, body));
  CHECK(!again.fresh);
  CHECK(again.index == indexes[0]);
  CHECK(log_size(world) == size);
}

TEST_CASE("a package with any byte changed is refused with the reason, and nothing is logged") {
  World world({"31825"});
  const auto site = world.site("commune");
  const auto pid = world.submit(site, "31825");
  const auto body = World::body(site, pid);
  const auto size = log_size(world);
  int refused = 0;
  for (std::size_t at = 0; at < body.size(); at += 7) {
    auto changed = body;
    changed[at] = static_cast<char>(changed[at] ^ 1);
    const auto taken = world.centre().admit(pid, changed);
    CHECK_MESSAGE(!taken, "byte " << at);
    if (!taken) ++refused;
  }
  CHECK(refused > 100);
  CHECK(log_size(world) == size);
}

TEST_CASE("a keyid that something in between altered is refused, and the package as it was signed is taken afterwards") {
  World world({"31825"});
  const auto site = world.site("commune");
  const auto pid = world.submit(site, "31825");
  const auto body = World::body(site, pid);
  const auto size = log_size(world);
  for (const std::string keyid : {"", "x", "0000000000000000000000000000000000000000000000000000000000000000"}) {
    CAPTURE(keyid);
    auto altered = must(package::Submission::parse(body));
    altered.envelope.signatures[0].keyid = keyid;
    const auto refused = world.centre().admit(pid, altered.text());
    REQUIRE(!refused);
    CHECK(reason_of(refused.error()) == "keyid");
    CHECK(refused.error().message.vi.find("keyid") != std::string::npos);
  }
  const auto reason_of_altered = [&](auto alter) {
    auto altered = must(package::Submission::parse(body));
    alter(altered.envelope.signatures);
    const auto refused = world.centre().admit(pid, altered.text());
    return refused ? "taken" : reason_of(refused.error());
  };
  using Signatures = std::vector<package::Signature>;
  CHECK(reason_of_altered([](Signatures& all) { std::swap(all[0].keyid, all[1].keyid); }) == "keyid");
  CHECK(reason_of_altered([](Signatures& all) { all.push_back({std::string(64, '0'), all[0].sig}); }) == "keyid");
  CHECK(reason_of_altered([](Signatures& all) { all.push_back({all[0].keyid, Bytes(70, 1)}); }) == "keyid");
  CHECK(reason_of_altered([](Signatures& all) { all.push_back({"stranger", Bytes(70, 1)}); }) == "keyid");
  CHECK(log_size(world) == size);
  CHECK(must(world.centre().admit(pid, body)).fresh);
}

TEST_CASE("a mistake in the envelope comes with its place in what was sent") {
  World world({"31825"});
  const auto site = world.site("commune");
  const auto pid = world.submit(site, "31825");
  const auto sent = must(json::parse(World::body(site, pid)));
  const auto without = [&](const std::string& name, json::Value value) {
    auto envelope = *sent.find("envelope");
    envelope.set(name, std::move(value));
    auto upload = sent;
    upload.set("envelope", std::move(envelope));
    return must(json::canonical(upload));
  };
  json::Value bad{json::Object{}};
  bad.set("keyid", "k");
  bad.set("sig", "%");
  auto signatures = *sent.find("envelope")->find("signatures");
  signatures.push(bad);
  const std::size_t last = signatures.as_array()->size() - 1;
  auto batches = sent;
  batches.set("batches", json::Array{json::Value(json::Object{})});
  const std::pair<std::string, std::string> mistakes[] = {
      {"{}", "/envelope"},
      {without("payload", "%"), "/envelope/payload"},
      {without("payloadType", 7), "/envelope/payloadType"},
      {without("signatures", json::Object{}), "/envelope/signatures"},
      {without("signatures", json::Array{}), "/envelope/signatures"},
      {without("signatures", signatures), "/envelope/signatures/" + std::to_string(last) + "/sig"},
      {must(json::canonical(batches)), "/batches/0/payloadType"}};
  for (const auto& mistake : mistakes) {
    CAPTURE(mistake.second);
    const auto refused = world.centre().admit(pid, mistake.first);
    REQUIRE(!refused);
    CHECK(reason_of(refused.error()) == "envelope");
    REQUIRE(refused.error().mistakes.size() == 1);
    CHECK(*detail_of(refused.error().mistakes[0].details, "pointer") == mistake.second);
    CHECK_FALSE(refused.error().mistakes[0].message.vi.empty());
  }
}

TEST_CASE("a package of a unit whose keys the registry does not know is refused") {
  World world({"31825"});
  World stranger({"31825"});
  const auto site = stranger.site("commune");
  const auto pid = stranger.submit(site, "31825");
  const auto refused = world.centre().admit(pid, World::body(site, pid));
  REQUIRE(!refused);
  CHECK(refused.error().code == Code::kUntrusted);
}

TEST_CASE("keys of one commune cannot sign for another") {
  World world({"31825", "31834"});
  const auto site = world.site("commune");
  world.enter(site, "31825");
  must(report::approve(site.workspace(), World::key("31825"), "c"));
  const auto pid = must(report::seal(site.workspace(), World::key("31825"), kOrigin, world.parties("31834"), nullptr, "c"));
  const auto refused = world.centre().admit(pid, World::body(site, pid));
  REQUIRE(!refused);
  CHECK(reason_of(refused.error()) == "role");
}

TEST_CASE("a package meant for another log is refused") {
  World world({"31825"});
  const auto site = world.site("commune");
  world.enter(site, "31825");
  must(report::approve(site.workspace(), World::key("31825"), "c"));
  const auto pid = must(report::seal(site.workspace(), World::key("31825"), "test.example.gov.vn/log", world.parties("31825"), nullptr, "c"));
  const auto refused = world.centre().admit(pid, World::body(site, pid));
  REQUIRE(!refused);
  CHECK(reason_of(refused.error()) == "audience");
}

TEST_CASE("two different first revisions: the second is a conflict that names the head") {
  World world({"31825"});
  const auto one = world.site("one"), two = world.site("two");
  const auto first = world.submit(one, "31825", 100);
  const auto second = world.submit(two, "31825", 101);
  must(world.centre().admit(first, World::body(one, first)));
  const auto refused = world.centre().admit(second, World::body(two, second));
  REQUIRE(!refused);
  CHECK(reason_of(refused.error()) == "series-conflict");
  CHECK(*detail_of(refused.error().details, "head") == first);
}

TEST_CASE("a package made under a definition that is no longer in force is refused as stale") {
  World world({"31825"});
  const auto site = world.site("commune");
  const auto pid = world.submit(site, "31825");
  auto sent = must(package::Submission::parse(World::body(site, pid)));
  auto payload = must(package::parse_report(text_of(sent.envelope.payload)));
  const auto reason_with = [&](const package::ReportPayload& changed) {
    package::Envelope envelope{std::string(package::kReportType), to_bytes(must(package::build(changed))), {}};
    for (const auto& party : world.parties("31825")) must(envelope.sign(*party.signer));
    return reason_of(world.centre().admit(envelope.pid(), package::Submission{envelope, {}}.text()).error());
  };
  auto other = payload;
  other.regime.digest = "sha256:" + std::string(64, '0');
  CHECK(reason_with(other) == "stale-form");
  other = payload;
  auto& form = other.forms.as_object()->front().second;
  form.set("digest", "sha256:" + std::string(64, '0'));
  CHECK(reason_with(other) == "stale-form");
  CHECK(must(world.centre().admit(pid, World::body(site, pid))).fresh);
}

/// The centre's next registry, in which the approvers' keys are revoked as of now.
static void revoke_approvers(World& world) {
  auto content = must(world.centre().registry())->content();
  content.version += 1;
  for (auto& record : content.keys)
    if (record.roles.front().role == "approver") {
      record.status = KeyStatus::kRevoked;
      record.revoked_at = world.now;
      record.reason = "mất thiết bị";
    }
  package::Envelope envelope{std::string(kRegistryType), to_bytes(must(must(Registry::make(content)).to_bytes())), {}};
  must(envelope.sign(signer_of(world.root())));
  must(world.centre().publish_registry(envelope));
}

TEST_CASE("a key revoked after the package was logged changes nothing, one revoked before is refused") {
  World world({"31825", "31834"});
  const auto site = world.site("commune"), other = world.site("other");
  const auto first = world.submit(site, "31825"), second = world.submit(other, "31834");
  const auto receipt = must(world.centre().admit(first, World::body(site, first))).receipt;
  world.now += std::chrono::hours(1);
  revoke_approvers(world);
  CHECK(reason_of(world.centre().admit(second, World::body(other, second)).error()) == "key-revoked");
  CHECK(log::verify_proof(receipt, world.policy()));
  const std::string origin = kOrigin;
  CHECK(must(central::fsck(world.centre_site().workspace(), origin, *must(world.centre().registry()), world.policy(), {}))
            .faults.empty());
}

TEST_CASE("a key that the log knows as revoked signs nothing more, also when the centre's clock was set back since") {
  World world({"31825"});
  const auto site = world.site("commune");
  const auto pid = world.submit(site, "31825");
  world.now += std::chrono::hours(2);
  revoke_approvers(world);
  world.now -= std::chrono::hours(1);  // the next leaf still is no earlier than that of the registry
  const auto taken = world.centre().admit(pid, World::body(site, pid));
  REQUIRE(!taken);
  CHECK(reason_of(taken.error()) == "key-revoked");
}

TEST_CASE("after the deadline a correction needs an order to reopen, and then is taken") {
  World world({"31825"});
  const auto site = world.site("commune");
  const auto first = world.submit(site, "31825");
  must(world.centre().admit(first, World::body(site, first)));
  world.now = *from_rfc3339("2025-12-20T02:00:00Z");
  const auto correct = [&](const std::string& authorization) {
    must(report::amend(site.workspace(), World::key("31825"), false, "data-error", "Nhập nhầm", authorization, "o"));
    world.import(site, "31825", 120);
    must(report::approve(site.workspace(), World::key("31825"), "c"));
    return must(report::seal(site.workspace(), World::key("31825"), kOrigin, world.parties("31825"), nullptr, "c"));
  };
  const auto late = correct("");
  const auto refused = world.centre().admit(late, World::body(site, late));
  REQUIRE(!refused);
  CHECK(reason_of(refused.error()) == "authorization-required");
}

TEST_CASE("a reopened report takes a late correction that names the order") {
  World world({"31825"});
  const auto site = world.site("commune");
  const auto first = world.submit(site, "31825");
  must(world.centre().admit(first, World::body(site, first)));
  world.now = *from_rfc3339("2025-12-20T02:00:00Z");
  const auto order = must(world.centre().decide(first, package::DecisionKind::kReopened, {}, "Cho phép đính chính", world.decider()));
  must(report::amend(site.workspace(), World::key("31825"), false, "data-error", "Nhập nhầm", order, "o"));
  world.import(site, "31825", 120);
  must(report::approve(site.workspace(), World::key("31825"), "c"));
  const auto second = must(report::seal(site.workspace(), World::key("31825"), kOrigin, world.parties("31825"), nullptr, "c"));
  CHECK(must(world.centre().admit(second, World::body(site, second))).fresh);
}

TEST_CASE("an aggregate whose sums are right is accepted, one that was changed is logged and rejected") {
  World world({"31825", "96"});
  const auto commune = world.site("commune");
  const auto pid = world.submit(commune, "31825");
  must(world.centre().admit(pid, World::body(commune, pid)));
  const auto workspace = world.centre_site().workspace();  // the province's evidence is the centre's here
  const auto key = World::key("96", "aggregate");
  const auto send = [&] {
    must(report::approve(workspace, key, "c"));
    const auto sent = must(report::seal(workspace, key, kOrigin, world.parties("96"), nullptr, "c"));
    must(world.centre().admit(sent, World::body(world.centre_site(), sent)));
    return must(workspace.store->read([&](store::Connection& c) { return store::submission(c, sent); }));
  };
  must(report::aggregate_report(workspace, key, {}, "o"));
  for (const char* row : {"LV01", "T"})
    for (const char* column : {"3", "4", "7", "8"})
      must(report::set_cell(workspace, key, "", {row, column}, "90", NumberStyle::kPlain, "o"));
  const auto changed = send();
  CHECK(changed->status == "rejected");
  must(report::amend(workspace, key, false, "sum", "Tổng hợp lại", "", "o"));
  must(report::aggregate_report(workspace, key, {}, "o"));
  CHECK(send()->status == "accepted");
}
