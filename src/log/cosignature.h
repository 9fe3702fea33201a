#pragma once
// Cosignatures (C2SP tlog-cosignature, type 0x04): a witness says when it saw a checkpoint.

#include <string>
#include <string_view>

#include "base/clock.h"
#include "base/result.h"
#include "key/signer.h"
#include "log/note.h"

namespace girs::log {

struct Cosignature {
  std::string name;  // of the witness in the policy, or of its key
  Time time{};
  bool operator==(const Cosignature&) const = default;
};

/// Checks a cosignature line over the checkpoint text `body`; kUntrusted when it is not valid or
/// not of the form u64 time, 64 bytes.
Result<Cosignature> verify_cosignature(std::string_view body, const NoteSignature& line,
                                       const VerifierKey& key);
/// A cosignature line of an Ed25519 key; for tests and for witnesses to come.
Result<NoteSignature> cosign(std::string_view body, std::string_view name, Time time,
                             const Signer& signer);

}  // namespace girs::log
