// Verifier keys of C2SP signed notes.

#include "key/verifier_key.h"

#include <algorithm>
#include <iterator>
#include <optional>

#include "base/text.h"
#include "crypto/hash.h"

namespace girs {
namespace {

constexpr std::size_t kNameBytesMax = 255;

Error bad_key(std::string en, std::string vi) {
  return error(Code::kInvalidArgument, std::move(en), std::move(vi), {{"reason", "vkey"}});
}

/// Characters with Unicode's White_Space property beyond ASCII, which separate or look like
/// nothing (PropList.txt), as UTF-8.
constexpr std::string_view kUnicodeSpaces[] = {
    "\u0085", "\u00a0", "\u1680", "\u2000", "\u2001", "\u2002", "\u2003", "\u2004", "\u2005",
    "\u2006", "\u2007", "\u2008", "\u2009", "\u200a", "\u2028", "\u2029", "\u202f", "\u205f",
    "\u3000"};

std::optional<NoteAlgorithm> parse_algorithm(std::uint8_t byte) {
  if (byte == static_cast<std::uint8_t>(NoteAlgorithm::kEd25519)) return NoteAlgorithm::kEd25519;
  if (byte == static_cast<std::uint8_t>(NoteAlgorithm::kCosignature))
    return NoteAlgorithm::kCosignature;
  return std::nullopt;
}

}  // namespace

NoteKeyId note_key_id(std::string_view name, NoteAlgorithm algorithm, ByteView ed25519_raw) {
  const std::array<std::uint8_t, 2> separator{'\n', static_cast<std::uint8_t>(algorithm)};
  const Hash hash = sha256({view(name), ByteView(separator), ed25519_raw});
  NoteKeyId id{};
  std::copy_n(hash.begin(), id.size(), id.begin());
  return id;
}

bool is_note_name(std::string_view name) {
  if (name.empty() || name.size() > kNameBytesMax || first_invalid_utf8(name)) return false;
  if (std::ranges::any_of(name, [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return byte <= 0x20 || byte == 0x7f || c == '+';
      }))
    return false;
  return std::ranges::none_of(kUnicodeSpaces, [&](std::string_view space) {
    return name.find(space) != std::string_view::npos;
  });
}

Result<VerifierKey> VerifierKey::parse(std::string_view text) {
  const std::size_t after_name = text.find('+');
  const std::size_t after_id =
      after_name == std::string_view::npos ? after_name : text.find('+', after_name + 1);
  if (after_id == std::string_view::npos)
    return bad_key("A verifier key reads NAME+ID+KEY.", "Khóa xác minh có dạng TÊN+MÃ+KHÓA.");
  const std::string_view name = text.substr(0, after_name);
  const auto id = from_hex(text.substr(after_name + 1, after_id - after_name - 1));
  const auto material = from_base64(text.substr(after_id + 1));
  if (!is_note_name(name))
    return bad_key("The name of a verifier key has no spaces, control characters or \"+\".",
                   "Tên của khóa xác minh không được có khoảng trắng, ký tự điều khiển hay "
                   "dấu \"+\".");
  if (!id || id->size() != NoteKeyId{}.size() || !material || material->empty())
    return bad_key("The verifier key of " + std::string(name) + " is not NAME+ID+KEY with an id "
                   "of 8 lower-case hex digits and a key in base64.",
                   "Khóa xác minh của " + std::string(name) + " không đúng dạng TÊN+MÃ+KHÓA.");
  const auto algorithm = parse_algorithm(material->front());
  if (!algorithm)
    return bad_key("The verifier key of " + std::string(name) + " is of a type not known here.",
                   "Khóa xác minh của " + std::string(name) + " thuộc loại chưa hỗ trợ.");
  GIRS_TRY(PublicKey key, PublicKey::from_ed25519(ByteView(*material).subspan(1)));
  VerifierKey parsed{std::string(name), *algorithm, std::move(key)};
  if (!std::ranges::equal(parsed.id(), *id))
    return bad_key("The id of the verifier key of " + std::string(name) + " does not fit it.",
                   "Mã của khóa xác minh " + std::string(name) + " không khớp với khóa.");
  return parsed;
}

std::string VerifierKey::text() const {
  Bytes material{static_cast<std::uint8_t>(algorithm)};
  std::ranges::copy(key.ed25519_raw(), std::back_inserter(material));
  return name + '+' + to_hex(ByteView(id())) + '+' + to_base64(material);
}

}  // namespace girs
