#pragma once
// The receipt: a C2SP tlog-proof@v1 text with the leaf in `extra`, checked offline against the
// sender's own package and the keys it trusts (FORMATS.md 2.5).

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.h"
#include "base/clock.h"
#include "base/result.h"
#include "crypto/hash.h"
#include "log/checkpoint.h"
#include "log/leaf.h"
#include "log/policy.h"

namespace girs::log {

inline constexpr std::size_t kReceiptSizeMax = 256u << 10;

/// The parts of a tlog-proof. Nothing in it is authenticated before verify_receipt() has been
/// through it; `leaf` least of all.
struct Proof {
  Bytes leaf;                // "extra"
  std::uint64_t index = 0;
  std::vector<Hash> hashes;  // inclusion proof, at most 63
  std::string checkpoint;    // signed note

  static Result<Proof> parse(std::string_view text);
  std::string text() const;
  bool operator==(const Proof&) const = default;
};

/// What the sender knows of the package that the receipt must be for, recomputed from the
/// package itself (step 1 of FORMATS.md 2.5).
struct ReceiptClaim {
  std::string pid;
  std::string env;
  std::string unit;
  std::string regime;
  std::string period;
  std::int64_t rev = 1;
  std::optional<std::string> prev = {};
  std::string audience;                   // must be the log's origin
  std::optional<Time> created_at = {};    // the claimed time, handed through to the result
};

/// A receipt that holds.
struct VerifiedReceipt {
  Leaf leaf;
  std::uint64_t index = 0;
  Checkpoint checkpoint;
  std::optional<Time> time_claimed = {};    // by the sender
  Time time_logged{};                       // by the log
  std::optional<Time> time_witnessed = {};  // earliest cosignature
  std::vector<Cosignature> cosignatures = {};
  bool quorum_met = false;

  /// "receipted", or "receipted-unwitnessed" when the policy's quorum is not met yet.
  std::string_view state() const {
    return quorum_met ? "receipted" : "receipted-unwitnessed";
  }
};

/// Checks a receipt offline. kUntrusted with detail "reason" one of format, leaf, claim, proof,
/// checkpoint.
Result<VerifiedReceipt> verify_receipt(std::string_view text, const ReceiptClaim& claim,
                                       const Policy& policy);

/// Checks the receipt of any leaf (a decision, say): inclusion and checkpoint, no claim.
Result<VerifiedReceipt> verify_proof(std::string_view text, const Policy& policy);
/// The checkpoint of a proof; whatever is wrong with it is kUntrusted, "reason" is checkpoint.
Result<OpenedCheckpoint> open_checkpoint_of(const Proof& proof, const Policy& policy);
/// As verify_proof() of a proof whose checkpoint was opened before: many receipts share one.
Result<VerifiedReceipt> verify_proof(const Proof& proof, const OpenedCheckpoint& opened);
/// Whether a receipt whose proof holds is for the package of `claim`; "reason" is claim.
Status check_claim(const VerifiedReceipt& receipt, const ReceiptClaim& claim);

}  // namespace girs::log
