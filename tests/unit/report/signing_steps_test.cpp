// A report signed in steps: the package goes from one signer to the next, as text, and back.

#include <doctest/doctest.h>

#include "package/signing.h"
#include "report/seal.h"
#include "support/world.h"

using namespace girs;
using namespace girs::testing;

namespace {

/// An approved quarter, its package on the way, and everybody who signs it.
struct Office {
  World world{{"31825"}};
  Site site = world.site("commune");
  std::vector<report::SigningParty> staff = world.parties("31825");
  Registry registry = must(package::open_registry(must(package::Envelope::parse(world.registry_envelope())),
                                                  {world.root().public_key()}));

  Office() {
    world.enter(site, "31825");
    must(report::approve(site.workspace(), World::key("31825"), "chairman"));
  }
  std::vector<ClaimedSigner> named() const {
    std::vector<ClaimedSigner> signers;
    for (const auto& party : staff) signers.push_back({party.role, party.signer->key.keyid(), party.authority});
    return signers;
  }
  Result<package::Submission> prepare() {
    return report::prepare(site.workspace(), World::key("31825"), kOrigin, named(), &registry);
  }
  Result<std::string> submit(const package::Submission& submission) {
    return report::submit_signed(site.workspace(), World::key("31825"), submission, registry, "chairman");
  }
  std::size_t queued() {
    return must(site.store->read([](store::Connection& c) { return store::outbox(c); })).size();
  }
};

/// The package as it arrives at the next machine.
package::Submission carried(const package::Submission& submission) {
  return must(package::Submission::parse(submission.text(), package::Envelope::kAwaited));
}

std::string reason(const Error& error) {
  const auto* found = detail_of(error.details, "reason");
  return found ? *found : "";
}

}  // namespace

TEST_CASE("three people sign on three machines, in any order, and the centre takes the package") {
  Office office;
  auto package = must(office.prepare());
  CHECK(!package::Submission::parse(package.text()));  // nobody has signed yet: no package of the exchange
  for (const std::size_t next : {2u, 0u, 1u}) {
    package = carried(package);
    must(package::sign_as_named(package.envelope, *office.staff[next].signer));
  }
  const auto pid = must(office.submit(carried(package)));
  CHECK(pid == package.envelope.pid());
  CHECK(office.queued() == 1);
  CHECK(must(office.world.centre().admit(pid, World::body(office.site, pid))).fresh);
}

TEST_CASE("nobody signs twice, and nobody whom the package does not name") {
  Office office;
  auto package = must(office.prepare());
  must(package::sign_as_named(package.envelope, *office.staff[0].signer));
  CHECK(package::sign_as_named(package.envelope, *office.staff[0].signer).error().code == Code::kConflict);
  const auto stranger = must(PrivateKey::generate(Scheme::kEcdsaP256));
  const auto refused = package::sign_as_named(package.envelope, signer_of(stranger));
  CHECK(refused.error().code == Code::kUntrusted);
  CHECK(reason(refused.error()) == "signers");
}

TEST_CASE("a package that somebody has not signed yet is not queued") {
  Office office;
  auto package = must(office.prepare());
  CHECK(reason(office.submit(package).error()) == "signature");
  for (std::size_t i = 0; i < 2; ++i) must(package::sign_as_named(package.envelope, *office.staff[i].signer));
  const auto refused = office.submit(package);
  CHECK(reason(refused.error()) == "signature");
  CHECK(*detail_of(refused.error().details, "keyid") == office.staff[2].signer->key.keyid());
  CHECK(office.queued() == 0);
}

TEST_CASE("a report that changes after it was prepared must be signed anew") {
  Office office;
  auto package = must(office.prepare());
  for (const auto& party : office.staff) must(package::sign_as_named(package.envelope, *party.signer));
  const auto& at = office.site.workspace();
  must(report::send_back(at, World::key("31825"), "sai số liệu", "chairman"));
  CHECK(office.submit(package).error().code == Code::kConflict);
  office.world.import(office.site, "31825", 101);
  must(report::approve(at, World::key("31825"), "chairman"));
  CHECK(office.submit(package).error().code == Code::kConflict);
  CHECK(office.queued() == 0);
  auto again = must(office.prepare());
  CHECK(again.envelope.pid() != package.envelope.pid());
  again.envelope.signatures = package.envelope.signatures;  // the old signatures are of other figures
  CHECK(reason(office.submit(again).error()) == "signature");
}

TEST_CASE("a package with other figures than the report's is not queued for it, however well signed") {
  Office office;
  auto payload = must(package::parse_report(text_of(must(office.prepare()).envelope.payload)));
  payload.outline["I"] = "thêm";
  package::Submission other{{std::string(package::kReportType), to_bytes(must(package::build(payload)))}};
  for (const auto& party : office.staff) must(package::sign_as_named(other.envelope, *party.signer));
  CHECK(office.submit(other).error().code == Code::kConflict);
  CHECK(office.queued() == 0);
}

TEST_CASE("one signature of the seal stands for a month's packages") {
  Office office;
  auto first = must(office.prepare());
  auto second = first;  // another one of the same month
  auto payload = must(package::parse_report(text_of(first.envelope.payload)));
  payload.outline["I"] = "gói thứ hai";
  second.envelope.payload = to_bytes(must(package::build(payload)));
  std::size_t signed_with_pin = 0;
  Signer token = *office.staff[2].signer;
  token.sign = [&, inner = token.sign](ByteView bytes) {
    ++signed_with_pin;
    return inner(bytes);
  };
  std::vector<package::Submission> month{first, second};
  must(package::sign_as_batch(month, "agency-seal", token, office.world.now));
  CHECK(signed_with_pin == 1);
  for (auto& package : month)
    for (std::size_t i = 0; i < 2; ++i) must(package::sign_as_named(package.envelope, *office.staff[i].signer));
  const auto pid = must(office.submit(carried(month[0])));
  CHECK(must(office.world.centre().admit(pid, World::body(office.site, pid))).fresh);

  // The batch does not list another package, and a role cannot be changed by it.
  auto stranger = month[1];
  payload.outline["I"] = "gói thứ ba";
  stranger.envelope.payload = to_bytes(must(package::build(payload)));
  stranger.envelope.signatures.clear();
  for (std::size_t i = 0; i < 2; ++i) must(package::sign_as_named(stranger.envelope, *office.staff[i].signer));
  CHECK(reason(package::verify_report(stranger.envelope, office.registry, kOrigin, office.world.now, stranger.batches).error()) ==
        "signature");
}

TEST_CASE("a batch is all or nothing, and says which packages are to blame") {
  Office office;
  const auto good = must(office.prepare());
  auto signed_already = good;
  must(package::sign_as_named(signed_already.envelope, *office.staff[2].signer));
  package::Submission garbage{{std::string(package::kReportType), to_bytes("{}")}};
  std::vector<package::Submission> month{good, garbage, good, signed_already};
  const auto refused = package::sign_as_batch(month, "agency-seal", *office.staff[2].signer, office.world.now);
  REQUIRE(!refused);
  std::string rows;
  for (const auto& mistake : refused.error().mistakes) rows += *detail_of(mistake.details, "row") + " ";
  CHECK(rows == "1 2 3 ");
  for (const auto& package : month) CHECK(package.batches.empty());
  std::vector<package::Submission> none;
  CHECK(!package::sign_as_batch(none, "agency-seal", *office.staff[2].signer, office.world.now));
  std::vector<package::Submission> wrong_role{good};
  CHECK(!package::sign_as_batch(wrong_role, "approver", *office.staff[2].signer, office.world.now));
  std::vector<package::Submission> many(501, good);
  CHECK(!package::sign_as_batch(many, "agency-seal", *office.staff[2].signer, office.world.now));
}
