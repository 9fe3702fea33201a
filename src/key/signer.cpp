// Signing through the seam, with what comes back checked.

#include "key/signer.h"

namespace girs {

Signer signer_of(const PrivateKey& key) {
  Signer signer{key.public_key().scheme(), key.public_key(),
                [&key](ByteView tbs) { return key.sign(tbs); }};
  if (signer.scheme == Scheme::kEd25519) {
    signer.checked = false;
    signer.hold = [&key] { return key.hold(); };
  }
  return signer;
}

Result<Bytes> sign_checked(const Signer& signer, ByteView message) {
  if (!signer.sign || signer.scheme != signer.key.scheme())
    return error(Code::kInvalidArgument,
                 "A signer needs a function and the scheme of its own key.");
  GIRS_TRY(Bytes signature, signer.sign(message));
  if (signer.checked && !signer.key.verify(message, signature))
    return error(Code::kUntrusted,
                 "The signature that came back is not one of the key " + signer.key.keyid() +
                     "; check which token or key file is in use.",
                 "Chữ ký nhận được không phải của khóa " + signer.key.keyid() +
                     "; hãy kiểm tra thiết bị hoặc tệp khóa đang dùng.",
                 {{"reason", "bad-signature"}, {"keyid", signer.key.keyid()}});
  return signature;
}

}  // namespace girs
