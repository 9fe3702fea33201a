#pragma once
// Signed requests (RFC 9421) as the exchange has them: label "girs", Ed25519, tag
// "girs-sync-v1", at most 300 seconds old. They tell a server which machine speaks, before it
// reads a package whose own signatures say which people do.
//
// What is covered: "@method" "@authority" "@path" "@query", and with a body also
// "content-digest" "content-type", in this order.

#include <chrono>
#include <string>
#include <string_view>

#include "base/clock.h"
#include "base/result.h"
#include "key/signer.h"
#include "sync/transport.h"

namespace girs::http {

inline constexpr std::chrono::seconds kSignatureLifeMax{300};

/// Adds Signature-Input and Signature to `fields`. `request` has its final headers; its body is
/// not looked at. kUnsupported for a key that is not Ed25519.
Status sign_request(const sync::Request& request, std::string_view authority,
                    const Signer& signer, Time now, sync::Headers& fields);

/// What a request's signature says, before anybody has checked it.
struct RequestSignature {
  std::string keyid;
  std::string nonce;
  Time created{};
  Time expires{};
  std::string base;  // the bytes that are signed
  Bytes signature;
};

/// Whether the request has a Signature-Input with our label.
bool is_signed(const sync::Request& request);

/// Reads the signature of `request`, as it was received with this Host. kUntrusted (detail
/// "reason" = "request-signature") for one that is not made as above, covers too little, or
/// lives longer than 300 seconds.
Result<RequestSignature> read_request_signature(const sync::Request& request);

}  // namespace girs::http
