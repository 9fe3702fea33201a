#pragma once
// A log with a key of its own and one witness, for the tests of checkpoints and receipts.

#include <string>

#include "crypto/private_key.h"
#include "log/checkpoint.h"
#include "log/leaf.h"
#include "log/receipt.h"
#include "support/grown_tree.h"

struct LogFixture {
  girs::PrivateKey log_key = *girs::PrivateKey::generate(girs::Scheme::kEd25519);
  girs::PrivateKey witness_key = *girs::PrivateKey::generate(girs::Scheme::kEd25519);
  std::string origin = "test.example/log";
  girs::Time witnessed = *girs::from_rfc3339("2026-03-16T08:00:00Z");
  GrownTree tree;

  girs::log::Policy policy(bool with_quorum = false) const {
    girs::log::Policy policy;
    policy.logs = {{origin, girs::NoteAlgorithm::kEd25519, log_key.public_key()}};
    policy.witnesses = {{"W", {"w.example", girs::NoteAlgorithm::kCosignature,
                               witness_key.public_key()}}};
    if (with_quorum) policy.quorum = "W";
    return policy;
  }

  girs::log::Checkpoint checkpoint() const {
    return {origin, tree.size(), tree.edge.root()};
  }
  std::string signed_checkpoint() const {
    return *girs::log::sign_checkpoint(checkpoint(), girs::signer_of(log_key));
  }
  std::string cosigned_checkpoint() const {
    auto note = *girs::log::Note::parse(signed_checkpoint());
    note.signatures.push_back(
        *girs::log::cosign(note.text, "w.example", witnessed, girs::signer_of(witness_key)));
    return note.to_text();
  }
  void add(const std::string& leaf) { tree.add(girs::log::leaf_hash(girs::view(leaf))); }
};
