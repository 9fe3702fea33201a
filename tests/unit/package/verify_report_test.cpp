#include <doctest/doctest.h>

#include <random>

#include "json/canonical.h"
#include "json/parse.h"
#include "package/series_id.h"
#include "package/verify.h"
#include "support/package_fixture.h"

using namespace girs;
using namespace girs::package;

namespace {

std::string judged(const PackageFixture& fixture, const Envelope& envelope, Time at = kNow) {
  return reason_of(verify_report(envelope, fixture.registry(), kAudience, at));
}

Envelope batch_of(const PackageFixture& fixture, std::vector<ClaimedSigner> signers,
                  std::vector<std::string> pids, const PrivateKey& key,
                  const std::string& audience = kAudience) {
  BatchPayload batch{fixture.head(std::move(signers)), std::move(pids)};
  batch.head.audience = audience;
  return PackageFixture::envelope_of(kBatchType, *build(batch), {&key});
}

}  // namespace

TEST_CASE("a report signed by all it names is accepted, with who signed in which role") {
  const PackageFixture fixture;
  const Envelope envelope = fixture.sealed();
  const auto report = verify_report(envelope, fixture.registry(), kAudience, kNow);
  REQUIRE(report);
  CHECK(report->payload == fixture.report());
  CHECK(report->pid == envelope.pid());
  CHECK(report->env == envelope.env_digest());
  CHECK(report->series == series_id(report->payload));
  REQUIRE(report->signers.size() == 3);
  CHECK(report->signers[1].claimed.role == "approver");
  CHECK(report->signers[1].subject.person == "P2");
}

TEST_CASE("without any one of its signatures a report is refused") {
  const PackageFixture fixture;
  for (std::size_t i = 0; i < 3; ++i) {
    Envelope envelope = fixture.sealed();
    envelope.signatures.erase(envelope.signatures.begin() + static_cast<std::ptrdiff_t>(i));
    CHECK(judged(fixture, envelope) == "signature");
  }
}

TEST_CASE("a signature by another key, or twice by the same, does not stand for a missing one") {
  const PackageFixture fixture;
  Envelope envelope = fixture.sealed();
  envelope.signatures[1] = envelope.signatures[0];
  CHECK(judged(fixture, envelope) == "signature");
  envelope.signatures[1].keyid = PackageFixture::keyid(fixture.approver);
  CHECK(judged(fixture, envelope) == "signature");
  envelope = fixture.sealed();
  envelope.signatures.erase(envelope.signatures.begin() + 1);
  REQUIRE(envelope.sign(signer_of(fixture.decider)));
  CHECK(judged(fixture, envelope) == "signature");
}

TEST_CASE("keyids are hints: wrong ones and signatures of strangers change nothing") {
  const PackageFixture fixture;
  Envelope envelope = fixture.sealed();
  for (Signature& signature : envelope.signatures) signature.keyid = "?";
  REQUIRE(envelope.sign(signer_of(fresh_key())));
  envelope.signatures.push_back({"garbage", Bytes(10, 1)});
  CHECK(judged(fixture, envelope) == "ok");
}

TEST_CASE("swapped roles are refused") {
  const PackageFixture fixture;
  ReportPayload payload = fixture.report();
  std::swap(payload.head.signers[0].role, payload.head.signers[1].role);
  CHECK(judged(fixture, fixture.sealed(payload)) == "role");
}

TEST_CASE("a report must name a preparer and an approver") {
  const PackageFixture fixture;
  for (const std::ptrdiff_t gone : {0, 1}) {
    ReportPayload payload = fixture.report();
    payload.head.signers.erase(payload.head.signers.begin() + gone);
    CHECK(judged(fixture, fixture.sealed(payload)) == "signers");
  }
}

TEST_CASE("preparer and approver are two keys and two persons") {
  const PackageFixture fixture;
  ReportPayload payload = fixture.report();
  payload.head.signers[1].keyid = payload.head.signers[0].keyid;
  CHECK(judged(fixture, fixture.sealed(payload)) == "signers");

  PackageFixture same_person;
  same_person.registry_content.keys[1].subject.person = "P1";
  CHECK(judged(same_person, same_person.sealed()) == "same-person");
  PackageFixture nobody;
  nobody.registry_content.keys[0].subject.person.clear();
  CHECK(judged(nobody, nobody.sealed()) == "same-person");
}

TEST_CASE("a report does not pass in another log, unit, regime or as another kind of document") {
  const PackageFixture fixture;
  ReportPayload payload = fixture.report();
  payload.head.audience = "other.example/log";
  CHECK(judged(fixture, fixture.sealed(payload)) == "audience");
  payload = fixture.report();
  payload.unit = "26737";
  CHECK(judged(fixture, fixture.sealed(payload)) == "role");
  payload = fixture.report();
  payload.regime.code = "KTXH";
  CHECK(judged(fixture, fixture.sealed(payload)) == "role");
  const std::string bytes = *build(fixture.report());
  const Envelope renamed = PackageFixture::envelope_of(
      kDecisionType, bytes, {&fixture.preparer, &fixture.approver, &fixture.seal});
  CHECK(judged(fixture, renamed) == "type");
  Envelope relabelled = renamed;  // signed as one type, presented as another
  relabelled.payload_type = kReportType;
  CHECK(judged(fixture, relabelled) == "signature");
}

TEST_CASE("signatures over one period do not carry to the next") {
  const PackageFixture fixture;
  ReportPayload payload = fixture.report();
  Envelope envelope = fixture.sealed(payload);
  payload.period = "2026-Q1";
  envelope.payload = to_bytes(*build(payload));
  CHECK(judged(fixture, envelope) == "signature");
}

TEST_CASE("keys count from when to when the registry says, at the log's time") {
  PackageFixture fixture;
  CHECK(judged(fixture, fixture.sealed(), *from_rfc3339("2024-12-31T00:00:00Z")) ==
        "key-not-yet-valid");
  fixture.registry_content.keys[1].status = KeyStatus::kRevoked;
  fixture.registry_content.keys[1].revoked_at = kNow;
  fixture.registry_content.keys[1].reason = "mất thiết bị";
  CHECK(judged(fixture, fixture.sealed()) == "key-revoked");
  CHECK(judged(fixture, fixture.sealed(), kNow - std::chrono::seconds{1}) == "ok");
  fixture.registry_content.keys.erase(fixture.registry_content.keys.begin() + 1);
  CHECK(judged(fixture, fixture.sealed()) == "key-unknown");
}

TEST_CASE("certificates and newer schemas are refused rather than ignored") {
  PackageFixture fixture;
  ReportPayload payload = fixture.report();
  payload.head.signers[0].cert = std::string(64, 'c');
  CHECK(judged(fixture, fixture.sealed(payload)) == "unsupported");
  fixture.registry_content.min_schema = 2;
  CHECK(judged(fixture, fixture.sealed()) == "schema");
}

TEST_CASE("a payload that is not canonical is refused though it is signed") {
  const PackageFixture fixture;
  const std::string bytes = *build(fixture.report());
  for (const std::string& other : std::vector<std::string>{
           json::pretty(*json::parse(bytes)), bytes + " ", "\xef\xbb\xbf" + bytes,
           "{\"unit\":\"x\"," + bytes.substr(1), ""}) {
    const Envelope envelope = PackageFixture::envelope_of(
        kReportType, other, {&fixture.preparer, &fixture.approver, &fixture.seal});
    CHECK(judged(fixture, envelope) == "shape");
  }
}

TEST_CASE("no byte of an envelope changes without the report being refused or staying the same") {
  const PackageFixture fixture;
  const Registry registry = fixture.registry();
  const std::string good = fixture.sealed().text();
  const std::string pid = fixture.sealed().pid();
  const unsigned seed = std::random_device{}();
  MESSAGE("seed " << seed);
  std::minstd_rand random(seed);
  std::size_t accepted = 0;
  for (std::size_t i = 0; i < good.size(); ++i) {
    std::string changed = good;
    changed[i] = static_cast<char>(changed[i] ^ static_cast<char>(1u << random() % 8));
    const auto envelope = Envelope::parse(changed);
    if (!envelope) continue;
    const auto report = verify_report(*envelope, registry, kAudience, kNow);
    if (!report) continue;
    // Only a keyid, which is a hint, can change and leave the report what it was.
    ++accepted;
    CHECK(report->pid == pid);
    CHECK(report->env != fixture.sealed().env_digest());
  }
  CHECK(accepted <= 3 * (64 + 2 * std::string_view("keyid").size()));
}

TEST_CASE("a batch that lists the report stands for its signer's own signature") {
  const PackageFixture fixture;
  const Envelope both = PackageFixture::envelope_of(kReportType, *build(fixture.report()),
                                                    {&fixture.preparer, &fixture.seal});
  const std::string& keyid = PackageFixture::keyid(fixture.approver);
  const std::string other_pid(64, '0');
  const auto judged_with = [&](const Envelope& batch) {
    return reason_of(verify_report(both, fixture.registry(), kAudience, kNow, {batch}));
  };
  CHECK(judged_with(batch_of(fixture, {{"approver", keyid}}, {other_pid, both.pid()},
                             fixture.approver)) == "ok");
  CHECK(judged_with(batch_of(fixture, {{"approver", keyid}}, {other_pid}, fixture.approver)) ==
        "signature");
  CHECK(judged_with(batch_of(fixture, {{"preparer", keyid}}, {both.pid()}, fixture.approver)) ==
        "signature");
  CHECK(judged_with(batch_of(fixture, {{"approver", keyid}}, {both.pid()}, fixture.seal)) ==
        "signature");
  CHECK(judged_with(batch_of(fixture, {{"approver", keyid}}, {both.pid()}, fixture.approver,
                             "other.example/log")) == "signature");
  PackageFixture limited;
  limited.registry_content.keys[1].roles[0].types = {std::string(kReportType)};
  const Envelope unsigned_by_approver = PackageFixture::envelope_of(
      kReportType, *build(limited.report()), {&limited.preparer, &limited.seal});
  CHECK(reason_of(verify_report(
            unsigned_by_approver, limited.registry(), kAudience, kNow,
            {batch_of(limited, {{"approver", PackageFixture::keyid(limited.approver)}},
                      {unsigned_by_approver.pid()}, limited.approver)})) == "signature");
}
