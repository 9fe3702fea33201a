// Checkpoints of a log.

#include "log/checkpoint.h"

#include <algorithm>
#include <set>

#include "base/text.h"
#include "log/decimal_text.h"

namespace girs::log {
namespace {

Error malformed(std::string en) {
  return error(Code::kInvalidArgument, std::move(en),
               "Điểm kiểm (checkpoint) của nhật ký không đúng định dạng.", {{"reason", "format"}});
}

/// The policy's witnesses that cosigned; a cosignature of a known witness that fails spoils all.
Status read_cosignatures(const Note& note, const Policy& policy, OpenedCheckpoint& opened) {
  std::set<std::string> agreed;
  for (const PolicyWitness& witness : policy.witnesses) {
    for (const NoteSignature& line : note.signatures) {
      if (line.name != witness.key.name || line.id != witness.key.id()) continue;
      GIRS_TRY(Cosignature cosignature, verify_cosignature(note.text, line, witness.key));
      if (!agreed.insert(witness.name).second) continue;
      cosignature.name = witness.name;
      opened.cosignatures.push_back(std::move(cosignature));
    }
  }
  opened.quorum_met = policy.is_met_by(agreed);
  return ok();
}

}  // namespace

Result<Checkpoint> Checkpoint::parse(std::string_view body) {
  const auto lines = split(body, '\n');
  if (lines.size() != 4 || !lines[3].empty() || lines[0].empty())
    return malformed("A checkpoint has three lines: origin, size and root.");
  const auto size = parse_decimal(lines[1]);
  const auto root = from_base64(lines[2]);
  if (!size || !root || root->size() != Hash{}.size())
    return malformed("A checkpoint's size is decimal and its root 32 bytes in base64.");
  Checkpoint checkpoint{std::string(lines[0]), *size};
  std::ranges::copy(*root, checkpoint.root.begin());
  return checkpoint;
}

Result<Checkpoint> Checkpoint::of_note(std::string_view note) {
  return parse(note.substr(0, note.rfind("\n\n") + 1));  // without signatures: of nothing, refused
}

std::string Checkpoint::body() const {
  return origin + '\n' + std::to_string(size) + '\n' + to_base64(root) + '\n';
}

Result<std::string> sign_checkpoint(const Checkpoint& checkpoint, const Signer& signer) {
  const std::string body = checkpoint.body();
  GIRS_TRY(NoteSignature signature, sign_note(body, checkpoint.origin, signer));
  return Note{body, {std::move(signature)}}.to_text();
}

Result<OpenedCheckpoint> open_checkpoint(std::string_view note_text, const Policy& policy) {
  GIRS_TRY(const Note note, Note::parse(note_text));
  GIRS_TRY(const auto signatures, verify_note(note, policy.logs));
  OpenedCheckpoint opened;
  GIRS_TRY(opened.checkpoint, Checkpoint::parse(note.text));
  // Another trusted log must not speak for this one.
  if (std::ranges::none_of(signatures, [&](const NoteSignature& line) {
        return line.name == opened.checkpoint.origin;
      }))
    return error(Code::kUntrusted,
                 "The checkpoint of " + opened.checkpoint.origin + " is not signed by its log.",
                 "Điểm kiểm của " + opened.checkpoint.origin +
                     " không có chữ ký của chính nhật ký đó.",
                 {{"reason", "signature"}});
  GIRS_CHECK(read_cosignatures(note, policy, opened));
  return opened;
}

}  // namespace girs::log
