#include "package/verify.h"

#include <doctest/doctest.h>

#include "support/package_fixture.h"

using namespace girs;
using namespace girs::package;

namespace {

DecisionPayload decision_of(const PackageFixture& fixture) {
  return {fixture.head({{"decider", PackageFixture::keyid(fixture.decider)}}),
          std::string(64, 'a'), DecisionKind::kRejected, {"sum"}, "Tổng không khớp"};
}

Envelope signed_registry(const PackageFixture& fixture,
                         const std::vector<const PrivateKey*>& keys) {
  return PackageFixture::envelope_of(kRegistryType, *fixture.registry().to_bytes(), keys);
}

}  // namespace

TEST_CASE("a decision is accepted from a decider for that regime, and from nobody else") {
  const PackageFixture fixture;
  const std::string bytes = *build(decision_of(fixture));
  const Envelope envelope = PackageFixture::envelope_of(kDecisionType, bytes, {&fixture.decider});
  const Registry registry = fixture.registry();
  const auto decision =
      verify_decision(envelope, registry, kAudience, kNow, "26734", "KSTTHC");
  REQUIRE(decision);
  CHECK(decision->payload == decision_of(fixture));
  CHECK(decision->pid == envelope.pid());
  CHECK(reason_of(verify_decision(envelope, registry, kAudience, kNow, "26734", "KTXH")) == "role");
  CHECK(reason_of(verify_decision(envelope, registry, "other", kNow, "26734", "KSTTHC")) ==
        "audience");
  const Envelope forged = PackageFixture::envelope_of(kDecisionType, bytes, {&fixture.approver});
  CHECK(reason_of(verify_decision(forged, registry, kAudience, kNow, "26734", "KSTTHC")) ==
        "signature");
  DecisionPayload by_approver = decision_of(fixture);
  by_approver.head.signers = {{"approver", PackageFixture::keyid(fixture.approver)}};
  const Envelope wrong_role =
      PackageFixture::envelope_of(kDecisionType, *build(by_approver), {&fixture.approver});
  CHECK(reason_of(verify_decision(wrong_role, registry, kAudience, kNow, "26734", "KSTTHC")) ==
        "signers");
}

TEST_CASE("a catalogue list needs a publisher for every unit and regime") {
  PackageFixture fixture;
  const PrivateKey publisher = fresh_key();
  const PrivateKey narrow = fresh_key();
  fixture.add(publisher, {"G22", "P7", ""}, {"publisher", {"*"}, {"*"}, {"*"}});
  fixture.add(narrow, {"G22", "P8", ""}, {"publisher", {"*"}, {"KSTTHC"}, {"*"}});
  for (const PrivateKey* key : {&publisher, &narrow}) {
    const CataloguePayload payload{
        fixture.head({{"publisher", PackageFixture::keyid(*key)}}), 2,
        {{"form", "II.06a/VPCP/KSTT", 1, kDigestText}, {"regime", "KSTTHC", 1, kDigestText}}};
    const auto catalogue = verify_catalogue(
        PackageFixture::envelope_of(kCatalogueType, *build(payload), {key}), fixture.registry(),
        kAudience, kNow);
    CHECK(reason_of(catalogue) == (key == &publisher ? "ok" : "role"));
    if (catalogue) CHECK(catalogue->payload == payload);
  }
}

TEST_CASE("a registry is trusted when the pinned root keys it names have signed it") {
  const PackageFixture fixture;
  const std::vector<PublicKey> roots{fixture.root.public_key()};
  const auto registry = open_registry(signed_registry(fixture, {&fixture.root}), roots);
  REQUIRE(registry);
  CHECK(registry->content().keys == fixture.registry_content.keys);
  CHECK(reason_of(open_registry(signed_registry(fixture, {&fixture.seal}), roots)) == "signature");
  CHECK(reason_of(open_registry(signed_registry(fixture, {&fixture.root}),
                                {fixture.seal.public_key()})) == "signers");
  CHECK(reason_of(open_registry(signed_registry(fixture, {&fixture.root}), roots, 2)) ==
        "signers");
  CHECK(reason_of(open_registry(signed_registry(fixture, {&fixture.root}), {}, 0)) == "signers");
  CHECK(reason_of(open_registry(fixture.sealed(), roots)) == "type");
}

TEST_CASE("a threshold of root keys counts each key once, whatever roles it claims") {
  PackageFixture fixture;
  fixture.registry_content.head.signers = {{"root", PackageFixture::keyid(fixture.root)},
                                           {"root2", PackageFixture::keyid(fixture.root)}};
  CHECK(reason_of(open_registry(signed_registry(fixture, {&fixture.root}),
                                {fixture.root.public_key()}, 2)) == "signers");
  const PrivateKey second = fresh_key();
  fixture.registry_content.head.signers[1].keyid = PackageFixture::keyid(second);
  const std::vector<PublicKey> roots{fixture.root.public_key(), second.public_key()};
  CHECK(reason_of(open_registry(signed_registry(fixture, {&fixture.root, &second}), roots, 2)) ==
        "ok");
  CHECK(reason_of(open_registry(signed_registry(fixture, {&fixture.root}), roots, 1)) ==
        "signature");
}
