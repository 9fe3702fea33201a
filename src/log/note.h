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
  Bytes signature = {};  // without the key id
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

/// Whether `line` is a valid signature by `key` over `text`, in the form of the key's type
/// (0x01: of the text itself; 0x04: a cosignature, see log/cosignature.h). Name and id are the
/// caller's business.
bool is_signed_by(std::string_view text, const NoteSignature& line, const VerifierKey& key);

/// The signatures of `note` that belong to one of `keys` (name and id fit), in the note's order.
/// One that belongs and is not valid spoils the note (kUntrusted), and so does none at all.
Result<std::vector<NoteSignature>> verify_note(const Note& note,
                                               const std::vector<VerifierKey>& keys);

/// A signature line of the Ed25519 key of `signer` under `name`.
Result<NoteSignature> sign_note(std::string_view text, std::string_view name,
                                const Signer& signer);

}  // namespace girs::log
