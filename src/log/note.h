#pragma once
// C2SP signed notes: a text with signature lines under it. Read strictly (FORMATS.md 2.5).

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.h"
#include "base/result.h"
#include "key/signer.h"
#include "key/verifier_key.h"

namespace girs::log {

inline constexpr std::size_t kNoteSizeMax = 64u << 10;
inline constexpr std::size_t kNoteSignaturesMax = 100;

struct NoteSignature {
  std::string name;
  NoteKeyId id{};
  Bytes signature;  // without the key id
  bool operator==(const NoteSignature&) const = default;
};

struct Note {
  std::string text;  // ends in LF; the signatures are over it
  std::vector<NoteSignature> signatures = {};

  /// Splits at the last blank line. Refuses invalid UTF-8, control characters but LF, more than
  /// 100 signature lines or 64 KiB, and lines of another form.
  static Result<Note> parse(std::string_view bytes);
  std::string to_text() const;
  bool operator==(const Note&) const = default;
};

/// The signatures of `note` that belong to one of `keys` (name and id fit) and are valid. One
/// that belongs and is not valid spoils the note (kUntrusted), and so does none at all. Of type
/// 0x01 keys only; cosignatures are read by log/cosignature.h.
Result<std::vector<NoteSignature>> verify_note(const Note& note,
                                               const std::vector<VerifierKey>& keys);

/// A signature line of the Ed25519 key of `signer` under `name`.
Result<NoteSignature> sign_note(std::string_view text, std::string_view name,
                                const Signer& signer);

}  // namespace girs::log
