#include "log/checkpoint.h"

#include <doctest/doctest.h>

#include "support/log_fixture.h"

using namespace girs;
using namespace girs::log;

TEST_CASE("a checkpoint has exactly three lines") {
  // From C2SP tlog-checkpoint.
  const std::string body =
      "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n";
  const auto checkpoint = Checkpoint::parse(body);
  REQUIRE(checkpoint);
  CHECK(checkpoint->origin == "example.com/behind-the-sofa");
  CHECK(checkpoint->size == 20852163);
  CHECK(checkpoint->body() == body);
  for (const std::string& bad : std::vector<std::string>{
           body + "extension\n", "\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n",
           "o\n01\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n",
           "o\n-1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n",
           "o\n18446744073709551616\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n",
           "o\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I\n", "o\n1\nAAAA\n", "o\n1\n", "",
           body.substr(0, body.size() - 1)}) {
    CAPTURE(bad);
    CHECK(!Checkpoint::parse(bad));
  }
  CHECK(Checkpoint::parse("o\n18446744073709551615\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n"));
}

TEST_CASE("a signed checkpoint opens with the log's key, and with a cosignature and its time") {
  LogFixture log;
  log.add("leaf");
  const auto opened = open_checkpoint(log.signed_checkpoint(), log.policy());
  REQUIRE(opened);
  CHECK(opened->checkpoint == log.checkpoint());
  CHECK(opened->quorum_met);
  CHECK(opened->cosignatures.empty());
  CHECK(!open_checkpoint(log.signed_checkpoint(), log.policy(true))->quorum_met);
  const auto cosigned = open_checkpoint(log.cosigned_checkpoint(), log.policy(true));
  REQUIRE(cosigned);
  CHECK(cosigned->quorum_met);
  CHECK(cosigned->cosignatures == std::vector<Cosignature>{{"W", log.witnessed}});
}

TEST_CASE("the signature of another trusted log does not make a checkpoint") {
  LogFixture log;
  LogFixture other;
  other.origin = "other.example/log";
  Policy policy = log.policy();
  policy.logs.push_back(other.policy().logs.front());
  const std::string body = log.checkpoint().body();
  const Note note{body, {*sign_note(body, other.origin, signer_of(other.log_key))}};
  CHECK(open_checkpoint(note.to_text(), policy).error().code == Code::kUntrusted);
  CHECK(!open_checkpoint(log.signed_checkpoint(), other.policy()));
}

TEST_CASE("a cosignature of a known witness that fails spoils the checkpoint") {
  LogFixture log;
  log.add("leaf");
  Note note = *Note::parse(log.cosigned_checkpoint());
  note.signatures[1].signature[3] ^= 1;  // the time
  CHECK(!open_checkpoint(note.to_text(), log.policy()));
  note.signatures[1].signature.resize(64);
  CHECK(!open_checkpoint(note.to_text(), log.policy()));
  note.signatures[1].name = "unknown.example";  // not ours to judge
  CHECK(open_checkpoint(note.to_text(), log.policy()));
}

TEST_CASE("a witness key does not sign notes, and a log key does not cosign") {
  LogFixture log;
  const std::string body = log.checkpoint().body();
  const auto plain = *sign_note(body, "k", signer_of(log.log_key));
  const auto timed = *cosign(body, "k", log.witnessed, signer_of(log.log_key));
  const VerifierKey as_log{"k", NoteAlgorithm::kEd25519, log.log_key.public_key()};
  const VerifierKey as_witness{"k", NoteAlgorithm::kCosignature, log.log_key.public_key()};
  CHECK(girs::log::is_signed_by(body, plain, as_log));
  CHECK(girs::log::is_signed_by(body, timed, as_witness));
  CHECK(!girs::log::is_signed_by(body, timed, as_log));
  CHECK(!girs::log::is_signed_by(body, plain, as_witness));
  CHECK(plain.id != timed.id);
}
