#pragma once
// Verifier keys of logs and witnesses in their text form (C2SP signed-note, "vkey"):
// name "+" hex of the 4-byte key id "+" base64 of (type byte, Ed25519 key).

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"
#include "crypto/signature.h"

namespace girs {

enum class NoteAlgorithm : std::uint8_t {
  kEd25519 = 0x01,      // a log signs its checkpoints
  kCosignature = 0x04,  // a witness cosigns them with a time (C2SP tlog-cosignature)
};

using NoteKeyId = std::array<std::uint8_t, 4>;

/// First four bytes of SHA-256(name LF type key).
NoteKeyId note_key_id(std::string_view name, NoteAlgorithm algorithm, ByteView ed25519_raw);

/// Not empty, valid UTF-8, without spaces, control characters or "+".
bool is_note_name(std::string_view name);

struct VerifierKey {
  std::string name;
  NoteAlgorithm algorithm = NoteAlgorithm::kEd25519;
  PublicKey key;

  /// kInvalidArgument for another form, an unknown type, or an id that does not fit.
  static Result<VerifierKey> parse(std::string_view text);
  std::string text() const;
  NoteKeyId id() const { return note_key_id(name, algorithm, key.ed25519_raw()); }
  bool operator==(const VerifierKey&) const = default;
};

}  // namespace girs
