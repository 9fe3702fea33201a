#include "log/receipt.h"

#include <doctest/doctest.h>

#include "support/log_fixture.h"

using namespace girs;
using namespace girs::log;

namespace {

const std::string kPid(64, '1');
const std::string kEnv(64, '2');
const Time kLogged = *from_rfc3339("2026-03-16T07:00:00Z");

struct ReceiptFixture : LogFixture {
  std::string leaf =
      *Leaf{kLogged, SubmissionEntry{kPid, kEnv, "26734", "KSTTHC", "2026-Q1"}}.to_bytes();
  ReceiptClaim claim{kPid, kEnv, "26734", "KSTTHC", "2026-Q1", 1, std::nullopt,
                     "test.example/log", *from_rfc3339("2026-03-16T06:00:00Z")};

  ReceiptFixture() {
    for (int i = 0; i < 12; ++i) add("leaf " + std::to_string(i));
    add(leaf);
  }
  Proof proof(const std::string& checkpoint) const {
    return {to_bytes(leaf), 12, *inclusion_proof(tree.nodes, 12, tree.size()), checkpoint};
  }
};

std::string reason_of(const Result<VerifiedReceipt>& receipt) {
  return receipt ? "ok" : *detail_of(receipt.error().details, "reason");
}

}  // namespace

TEST_CASE("a receipt verifies offline and tells the three times") {
  const ReceiptFixture log;
  const auto receipt =
      verify_receipt(log.proof(log.cosigned_checkpoint()).text(), log.claim, log.policy(true));
  REQUIRE(receipt);
  CHECK(receipt->index == 12);
  CHECK(receipt->time_claimed == log.claim.created_at);
  CHECK(receipt->time_logged == kLogged);
  CHECK(receipt->time_witnessed == log.witnessed);
  CHECK(receipt->state() == "receipted");
  CHECK(receipt->checkpoint.size == 13);
}

TEST_CASE("without witnesses a receipt is complete only when the policy asks for none") {
  const ReceiptFixture log;
  const std::string text = log.proof(log.signed_checkpoint()).text();
  CHECK(verify_receipt(text, log.claim, log.policy())->state() == "receipted");
  const auto receipt = verify_receipt(text, log.claim, log.policy(true));
  REQUIRE(receipt);
  CHECK(receipt->state() == "receipted-unwitnessed");
  CHECK(!receipt->time_witnessed);
}

TEST_CASE("a receipt for another package, revision or log is refused") {
  const ReceiptFixture log;
  const std::string text = log.proof(log.signed_checkpoint()).text();
  const auto judged = [&](auto change) {
    ReceiptClaim claim = log.claim;
    change(claim);
    return reason_of(verify_receipt(text, claim, log.policy()));
  };
  CHECK(judged([](ReceiptClaim&) {}) == "ok");
  CHECK(judged([](ReceiptClaim& c) { c.pid = kEnv; }) == "claim");
  CHECK(judged([](ReceiptClaim& c) { c.env = kPid; }) == "claim");
  CHECK(judged([](ReceiptClaim& c) { c.unit = "x"; }) == "claim");
  CHECK(judged([](ReceiptClaim& c) { c.period = "2026-Q2"; }) == "claim");
  CHECK(judged([](ReceiptClaim& c) { c.rev = 2; }) == "claim");
  CHECK(judged([](ReceiptClaim& c) { c.prev = kPid; }) == "claim");
  CHECK(judged([](ReceiptClaim& c) { c.audience = "other.example/log"; }) == "claim");
}

TEST_CASE("a forged leaf, place, hash or checkpoint is refused") {
  const ReceiptFixture log;
  const auto judged = [&](auto change) {
    Proof proof = log.proof(log.signed_checkpoint());
    change(proof);
    return reason_of(verify_receipt(proof.text(), log.claim, log.policy()));
  };
  CHECK(judged([](Proof& p) { p.index = 11; }) == "proof");
  CHECK(judged([](Proof& p) { p.hashes.pop_back(); }) == "proof");
  CHECK(judged([](Proof& p) { p.hashes[0][0] ^= 1; }) == "proof");
  CHECK(judged([](Proof& p) { p.hashes.resize(64); }) == "format");
  CHECK(judged([](Proof& p) { p.leaf = to_bytes("{}"); }) == "leaf");
  CHECK(judged([](Proof& p) { p.leaf.clear(); }) == "leaf");
  CHECK(judged([](Proof& p) {
          const Time later = kLogged - std::chrono::hours{1};
          p.leaf = to_bytes(*Leaf{later, SubmissionEntry{kPid, kEnv, "26734", "KSTTHC", "2026-Q1"}}
                                 .to_bytes());
        }) == "proof");
  CHECK(judged([](Proof& p) { p.checkpoint.replace(p.checkpoint.find("13"), 2, "14"); }) ==
        "checkpoint");
  CHECK(judged([](Proof& p) { p.checkpoint = "nonsense\n"; }) == "checkpoint");
}

TEST_CASE("the text of a receipt reads back, and no byte of it changes unnoticed") {
  const ReceiptFixture log;
  const Proof proof = log.proof(log.signed_checkpoint());
  const std::string good = proof.text();
  REQUIRE(Proof::parse(good));
  CHECK(*Proof::parse(good) == proof);
  for (std::size_t i = 0; i < good.size(); ++i) {
    std::string changed = good;
    changed[i] = static_cast<char>(changed[i] ^ 0x01);
    CAPTURE(i);
    CHECK(!verify_receipt(changed, log.claim, log.policy()));
    CHECK(!verify_receipt(good.substr(0, i), log.claim, log.policy()));
  }
}

TEST_CASE("texts that are no receipts are refused within bounds") {
  for (const std::string& text : std::vector<std::string>{
           "", "c2sp.org/tlog-proof@v1", "c2sp.org/tlog-proof@v1\n", "c2sp.org/tlog-proof@v2\nindex 0\n\nx",
           "c2sp.org/tlog-proof@v1\nindex 00\n\nx", "c2sp.org/tlog-proof@v1\nindex -1\n\nx",
           "c2sp.org/tlog-proof@v1\nextra ***\nindex 0\n\nx", "c2sp.org/tlog-proof@v1\nindex 0\n\n",
           "c2sp.org/tlog-proof@v1\nindex 0\nAAAA\n\nx", std::string(300000, 'x')}) {
    CHECK(!Proof::parse(text));
  }
  const auto bare = Proof::parse("c2sp.org/tlog-proof@v1\nindex 0\n\nnote");
  REQUIRE(bare);
  CHECK(bare->leaf.empty());
  CHECK(bare->checkpoint == "note");
}
