// Timestamped Ed25519 cosignatures.

#include "log/cosignature.h"

#include <cstdint>
#include <limits>

namespace girs::log {
namespace {

constexpr std::size_t kTimeBytes = 8;
constexpr std::size_t kSignatureBytes = 64;

std::string message_of(std::string_view body, std::uint64_t time) {
  return "cosignature/v1\ntime " + std::to_string(time) + '\n' + std::string(body);
}

Error invalid(const std::string& name) {
  return error(Code::kUntrusted, "The cosignature of " + name + " is not valid.",
               "Chữ ký xác nhận của " + name + " không hợp lệ.", {{"reason", "signature"}});
}

}  // namespace

Result<Cosignature> verify_cosignature(std::string_view body, const NoteSignature& line,
                                       const VerifierKey& key) {
  if (key.algorithm != NoteAlgorithm::kCosignature ||
      line.signature.size() != kTimeBytes + kSignatureBytes)
    return invalid(line.name);
  std::uint64_t time = 0;
  for (std::size_t i = 0; i < kTimeBytes; ++i) time = time << 8 | line.signature[i];
  if (time > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max()))
    return invalid(line.name);
  if (!key.key.verify(view(message_of(body, time)),
                      ByteView(line.signature).subspan(kTimeBytes)))
    return invalid(line.name);
  return Cosignature{line.name, Time{std::chrono::seconds{static_cast<std::int64_t>(time)}}};
}

Result<NoteSignature> cosign(std::string_view body, std::string_view name, Time time,
                             const Signer& signer) {
  const std::int64_t seconds = time.time_since_epoch().count();
  if (!is_note_name(name) || signer.scheme != Scheme::kEd25519 || seconds < 0)
    return error(Code::kInvalidArgument,
                 "A cosignature needs a named Ed25519 key and a time after 1970.");
  const auto unsigned_seconds = static_cast<std::uint64_t>(seconds);
  GIRS_TRY(const Bytes signature,
           sign_checked(signer, view(message_of(body, unsigned_seconds))));
  NoteSignature line{std::string(name),
                     note_key_id(name, NoteAlgorithm::kCosignature, signer.key.ed25519_raw())};
  for (std::size_t i = kTimeBytes; i-- > 0;)
    line.signature.push_back(static_cast<std::uint8_t>(unsigned_seconds >> (8 * i)));
  line.signature.insert(line.signature.end(), signature.begin(), signature.end());
  return line;
}

}  // namespace girs::log
