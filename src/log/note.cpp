// C2SP signed notes.

#include "log/note.h"

#include <algorithm>
#include <optional>

#include "base/text.h"
#include "log/cosignature.h"

namespace girs::log {
namespace {

constexpr std::string_view kLineStart = "\u2014 ";  // em dash, space

Error malformed(std::string en) {
  return error(Code::kInvalidArgument, std::move(en),
               "Bản ghi ký số (signed note) không đúng định dạng.", {{"reason", "format"}});
}

Error untrusted(std::string en, std::string vi) {
  return error(Code::kUntrusted, std::move(en), std::move(vi), {{"reason", "signature"}});
}

std::optional<NoteSignature> parse_line(std::string_view line) {
  if (!line.starts_with(kLineStart)) return std::nullopt;
  line.remove_prefix(kLineStart.size());
  const std::size_t space = line.find(' ');
  if (space == std::string_view::npos) return std::nullopt;
  const std::string_view name = line.substr(0, space);
  const auto bytes = from_base64(line.substr(space + 1));
  NoteSignature signature{std::string(name)};
  if (!is_note_name(name) || !bytes || bytes->size() <= signature.id.size()) return std::nullopt;
  std::copy_n(bytes->begin(), signature.id.size(), signature.id.begin());
  signature.signature.assign(bytes->begin() + static_cast<std::ptrdiff_t>(signature.id.size()),
                             bytes->end());
  return signature;
}

Status check_characters(std::string_view bytes) {
  if (bytes.size() > kNoteSizeMax) return malformed("A signed note has at most 64 KiB.");
  if (first_invalid_utf8(bytes)) return malformed("A signed note is UTF-8 text.");
  if (std::ranges::any_of(bytes, [](char c) {
        return static_cast<unsigned char>(c) < 0x20 && c != '\n';
      }))
    return malformed("A signed note has no control characters but line feeds.");
  return ok();
}

}  // namespace

Result<Note> Note::parse(std::string_view bytes) {
  GIRS_CHECK(check_characters(bytes));
  const std::size_t blank = bytes.rfind("\n\n");
  if (blank == std::string_view::npos || !bytes.ends_with('\n'))
    return malformed("A signed note is a text, a blank line, and signature lines.");
  Note note{std::string(bytes.substr(0, blank + 1))};
  std::string_view rest = bytes.substr(blank + 2);
  if (rest.empty()) return malformed("A signed note has at least one signature line.");
  while (!rest.empty()) {
    if (note.signatures.size() == kNoteSignaturesMax)
      return malformed("A signed note has at most 100 signature lines.");
    const std::size_t end = rest.find('\n');  // there is one: the note ends in a line feed
    auto signature = parse_line(rest.substr(0, end));
    if (!signature)
      return malformed("A signature line reads: em dash, space, name, space, base64.");
    note.signatures.push_back(*std::move(signature));
    rest.remove_prefix(end + 1);
  }
  return note;
}

std::string Note::to_text() const {
  std::string out = text + '\n';
  for (const NoteSignature& line : signatures) {
    Bytes bytes(line.id.begin(), line.id.end());
    bytes.insert(bytes.end(), line.signature.begin(), line.signature.end());
    out.append(kLineStart).append(line.name).append(" ").append(to_base64(bytes)).append("\n");
  }
  return out;
}

bool is_signed_by(std::string_view text, const NoteSignature& line, const VerifierKey& key) {
  if (key.algorithm == NoteAlgorithm::kCosignature)
    return static_cast<bool>(verify_cosignature(text, line, key));
  return key.key.verify(view(text), line.signature);
}

Result<std::vector<NoteSignature>> verify_note(const Note& note,
                                               const std::vector<VerifierKey>& keys) {
  std::vector<NoteSignature> valid;
  for (const NoteSignature& line : note.signatures) {
    const VerifierKey* known = nullptr;
    for (const VerifierKey& key : keys) {
      if (key.name != line.name || key.id() != line.id) continue;
      if (known && *known != key)
        return untrusted("Two known keys share the name " + line.name + " and the same id.",
                         "Hai khóa tin cậy trùng tên " + line.name + " và trùng mã.");
      known = &key;
    }
    if (!known) continue;
    if (!is_signed_by(note.text, line, *known))
      return untrusted("The signature of " + line.name + " on the note is not valid.",
                       "Chữ ký của " + line.name + " trên bản ghi không hợp lệ.");
    valid.push_back(line);
  }
  if (valid.empty())
    return untrusted("The note is signed by none of the known keys.",
                     "Bản ghi không có chữ ký của khóa tin cậy nào.");
  return valid;
}

Result<NoteSignature> sign_note(std::string_view text, std::string_view name,
                                const Signer& signer) {
  GIRS_CHECK(check_characters(text));
  if (!text.ends_with('\n')) return malformed("The text of a note ends in a line feed.");
  if (!is_note_name(name) || signer.scheme != Scheme::kEd25519)
    return error(Code::kInvalidArgument,
                 "A note is signed by a named Ed25519 key, the name without spaces or \"+\".");
  GIRS_TRY(Bytes signature, sign_checked(signer, view(text)));
  return NoteSignature{std::string(name),
                       note_key_id(name, NoteAlgorithm::kEd25519, signer.key.ed25519_raw()),
                       std::move(signature)};
}

}  // namespace girs::log
