#pragma once
// A checkpoint (C2SP tlog-checkpoint): what the log's root was at a size, signed by the log.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "crypto/hash.h"
#include "key/signer.h"
#include "log/cosignature.h"
#include "log/note.h"
#include "log/policy.h"

namespace girs::log {

struct Checkpoint {
  std::string origin;
  std::uint64_t size = 0;
  Hash root{};

  /// origin LF size LF base64(root) LF; extension lines are refused.
  static Result<Checkpoint> parse(std::string_view body);
  /// What a signed note says, whoever has signed it: for notes that were verified before.
  static Result<Checkpoint> of_note(std::string_view note);
  std::string body() const;
  bool operator==(const Checkpoint&) const = default;
};

/// The signed note; the key's name is the origin. kInvalidArgument unless the signer is Ed25519.
Result<std::string> sign_checkpoint(const Checkpoint& checkpoint, const Signer& signer);

/// A checkpoint that a trusted log key has signed.
struct OpenedCheckpoint {
  Checkpoint checkpoint;
  std::vector<Cosignature> cosignatures;  // valid ones of the policy's witnesses
  bool quorum_met = false;                // true also when the policy asks for none
};

/// Checks a signed checkpoint: signed by a log key of `policy` whose name is the origin; any
/// signature of a known key that fails spoils the note. A quorum that is not met is told, not
/// an error.
Result<OpenedCheckpoint> open_checkpoint(std::string_view note, const Policy& policy);

}  // namespace girs::log
