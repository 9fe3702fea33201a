// Attacks against a centre and against a verifier that no module's own tests name.

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "central/overview.h"
#include "log/receipt.h"
#include "package/submission.h"
#include "store/log_table.h"
#include "support/package_fixture.h"
#include "support/world.h"

using namespace girs;
using namespace girs::testing;

namespace {

/// The order of P-256 (FIPS 186-4, D.1.2.3), big-endian.
constexpr const char* kOrder = "ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551";

/// n - s for an s of 32 bytes.
Bytes negated(Bytes s) {
  const auto order = *from_hex(kOrder);
  int borrow = 0;
  for (std::size_t i = 32; i-- > 0;) {
    const int difference = order[i] - s[i] - borrow;
    borrow = difference < 0 ? 1 : 0;
    s[i] = static_cast<std::uint8_t>(difference + 256 * borrow);
  }
  return s;
}

/// The integers r and s of a DER signature, 32 bytes each, and back.
Bytes integer_at(const Bytes& der, std::size_t& at) {
  const std::size_t size = der[at + 1];
  Bytes value(der.begin() + static_cast<std::ptrdiff_t>(at + 2),
              der.begin() + static_cast<std::ptrdiff_t>(at + 2 + size));
  at += 2 + size;
  while (value.size() > 32) value.erase(value.begin());
  while (value.size() < 32) value.insert(value.begin(), 0);
  return value;
}

void add_integer(Bytes& der, Bytes value) {
  while (value.size() > 1 && value[0] == 0 && value[1] < 0x80) value.erase(value.begin());
  if (value[0] >= 0x80) value.insert(value.begin(), 0);
  der.push_back(2);
  der.push_back(static_cast<std::uint8_t>(value.size()));
  der.insert(der.end(), value.begin(), value.end());
}

/// The other valid signature of the same r: (r, n - s).
Bytes with_negated_s(const Bytes& der) {
  std::size_t at = 2;
  const auto r = integer_at(der, at);
  const auto s = integer_at(der, at);
  Bytes inside;
  add_integer(inside, r);
  add_integer(inside, negated(s));
  Bytes made{0x30, static_cast<std::uint8_t>(inside.size())};
  made.insert(made.end(), inside.begin(), inside.end());
  return made;
}

std::string reason(const Error& error) {
  const auto* reason = detail_of(error.details, "reason");
  return reason ? *reason : "?";
}

/// What a sender knows of the package that it sent.
log::ReceiptClaim claim_of(const package::Envelope& envelope) {
  const auto payload = must(package::parse_report(text_of(envelope.payload)));
  log::ReceiptClaim claim;
  claim.pid = envelope.pid();
  claim.env = envelope.env_digest();
  claim.unit = payload.unit;
  claim.regime = payload.regime.code;
  claim.period = payload.period;
  claim.rev = payload.rev;
  claim.prev = payload.prev;
  claim.audience = payload.head.audience;
  return claim;
}

std::int64_t leaves(World& world) {
  return must(world.centre_site().store->read([](store::Connection& c) { return store::log_size(c); }));
}

}  // namespace

TEST_CASE("a signature that is rolled again or has its s negated makes no second submission") {
  World world({"31825"});
  const auto site = world.site("commune");
  const auto pid = world.submit(site, "31825");
  const auto body = World::body(site, pid);
  must(world.centre().admit(pid, body));
  const auto logged = leaves(world);

  const auto sent = must(package::Submission::parse(body));
  std::vector<package::Submission> others;
  auto rolled = sent;   // signed once more by the same people: ECDSA gives other bytes
  rolled.envelope.signatures.clear();
  for (const auto& party : world.parties("31825")) must(rolled.envelope.sign(*party.signer));
  others.push_back(rolled);
  for (std::size_t i = 0; i < sent.envelope.signatures.size(); ++i) {
    auto mirrored = sent;
    auto& sig = mirrored.envelope.signatures[i].sig;
    sig = with_negated_s(sig);
    REQUIRE(sig != sent.envelope.signatures[i].sig);
    others.push_back(mirrored);
  }
  for (const auto& other : others) {
    CHECK(other.envelope.pid() == pid);   // the identity is of what is signed
    CHECK(other.envelope.env_digest() != sent.envelope.env_digest());
    const auto refused = world.centre().admit(pid, other.text());
    REQUIRE_FALSE(refused);
    CHECK(reason(refused.error()) == "envelope-differs");
  }
  CHECK(leaves(world) == logged);
}

TEST_CASE("a receipt for one set of signatures is none for the same report signed again") {
  World world({"31825"});
  const auto site = world.site("commune");
  const auto pid = world.submit(site, "31825");
  const auto body = World::body(site, pid);
  const auto receipt = must(world.centre().admit(pid, body)).receipt;
  const auto sent = must(package::Submission::parse(body));
  auto rolled = sent.envelope;
  rolled.signatures.clear();
  for (const auto& party : world.parties("31825")) must(rolled.sign(*party.signer));
  const auto believed = [&](const package::Envelope& envelope) {
    return log::verify_receipt(receipt, claim_of(envelope), world.policy()).operator bool();
  };
  CHECK(believed(sent.envelope));
  CHECK_FALSE(believed(rolled));
}

TEST_CASE("an algorithm that a message names, none or a MAC with the public key, changes nothing") {
  const package::PackageFixture office;
  const auto registry = office.registry();
  const auto good = office.sealed();
  const auto spki = office.approver.public_key().spki();
  // HMAC-SHA256 over the signed bytes with the public key as its secret, by its definition (RFC 2104).
  Bytes inner(64, 0x36), outer(64, 0x5c);
  const auto key = sha256(ByteView(spki));   // longer than a block: hashed first
  for (std::size_t i = 0; i < key.size(); ++i) {
    inner[i] ^= key[i];
    outer[i] ^= key[i];
  }
  const auto message = good.tbs();
  inner.insert(inner.end(), message.begin(), message.end());
  const auto first = sha256(ByteView(inner));
  outer.insert(outer.end(), first.begin(), first.end());
  const auto mac = sha256(ByteView(outer));

  const std::vector<std::pair<std::string, Bytes>> attempts{
      {"none", Bytes{0}}, {"HS256", Bytes(mac.begin(), mac.end())}, {"ed25519", Bytes(64, 0)}};
  for (const auto& attempt : attempts) {
    const auto& algorithm = attempt.first;
    const auto& forged = attempt.second;
    CAPTURE(algorithm);
    auto document = good.to_json();
    json::Value list = json::Array{};
    for (const auto& signature : good.signatures) {
      const bool is_approver = signature.keyid == office.approver.public_key().keyid();
      json::Value entry;
      entry.set("keyid", signature.keyid);
      entry.set("sig", to_base64(is_approver ? forged : signature.sig));
      for (const char* name : {"alg", "scheme", "algorithm"}) entry.set(name, algorithm);
      list.push(std::move(entry));
    }
    document.set("signatures", std::move(list));
    const auto read = package::Envelope::parse(*json::canonical(document));
    REQUIRE(read);
    CHECK(package::reason_of(package::verify_report(*read, registry, package::kAudience, package::kNow)) ==
          "signature");
  }
  // The scheme is the registry's: a valid signature stays one whatever the message says of it.
  auto document = good.to_json();
  document.set("alg", "none");
  CHECK(package::verify_report(*package::Envelope::parse(*json::canonical(document)), registry, package::kAudience,
                               package::kNow));
}

TEST_CASE("a report that claims an earlier time is judged by the time of the log") {
  World world({"31825"});
  const auto site = world.site("commune");
  const auto pid = world.submit(site, "31825");   // created on the due date, says the payload
  world.now = *from_rfc3339("2025-12-15T17:00:00Z");   // and sent when the day was over in Vietnam
  const auto receipt = must(world.centre().admit(pid, World::body(site, pid))).receipt;
  const auto view = must(central::overview(world.centre_site().workspace(), "KSTTHC", must(Period::parse("2025-Q4")),
                                           "31825", world.now));
  CHECK(view.late == 1);
  CHECK(view.on_time == 0);
  const auto submission = must(package::Submission::parse(World::body(site, pid)));
  const auto payload = must(package::parse_report(text_of(submission.envelope.payload)));
  const auto verified = must(log::verify_receipt(receipt, claim_of(submission.envelope), world.policy()));
  CHECK(verified.time_logged == world.now);
  CHECK(verified.time_logged > payload.head.created_at);
}

TEST_CASE("the same figures twice have different identities, and the log tells nothing of them") {
  World world({"31825"});
  const auto one = world.site("one"), two = world.site("two");
  const auto first = world.submit(one, "31825", 4711);
  const auto second = world.submit(two, "31825", 4711);
  CHECK(first != second);   // or a public hash would tell whoever tries all figures of a small form
  must(world.centre().admit(first, World::body(one, first)));
  const auto rows = must(world.centre_site().store->read([](store::Connection& c) { return store::leaves(c, 0, 100); }));
  for (const auto& row : rows) {
    CHECK(text_of(row.leaf).find("4711") == std::string_view::npos);
    CHECK(text_of(row.leaf).find("salt") == std::string_view::npos);
  }
}
