// What the centre holds besides packages and serves to whoever asks: attachments and definitions by
// their digest, the log's files.

#include "central/admission.h"
#include "central/centre.h"
#include "central/log_files.h"
#include "crypto/hash.h"
#include "store/blobs.h"

namespace girs::central {

Result<Bytes> Centre::log_file(std::string_view path) {
  GIRS_CHECK(checkpoint());  // signs what a crash left unsigned, so that followers see it
  return workspace_.store->read([&](store::Connection& connection) {
    return central::log_file(connection, path);
  });
}

Result<std::optional<Bytes>> Centre::blob(std::string_view digest) {
  return workspace_.store->read([&](store::Connection& connection) -> Result<std::optional<Bytes>> {
    GIRS_TRY(auto attachment, store::blob(connection, digest));
    if (attachment) return attachment;
    GIRS_TRY(const auto definition, store::definition_body(connection, digest));
    return definition ? std::optional(to_bytes(*definition)) : std::nullopt;
  });
}

Result<bool> Centre::put_blob(std::string_view digest, std::string_view content) {
  if (to_digest(sha256(content)) != digest)
    return refusal("digest", "The content is not the one that its address names.",
                   "Nội dung không khớp với địa chỉ gửi đến.");
  return workspace_.store->write([&](store::Connection& connection) -> Result<bool> {
    GIRS_TRY(const bool known, store::has_blob(connection, digest));
    if (!known)
      GIRS_CHECK(store::put_blob(connection, digest, view(content), workspace_.store->now()));
    return !known;
  });
}

}  // namespace girs::central
