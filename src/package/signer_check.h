#pragma once
// Whether the signers that a document names have signed it and may (FORMATS.md 2.2, "Accept
// iff"): the part of verification that is the same for every kind of document.

#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "key/registry.h"
#include "package/envelope.h"
#include "package/verify.h"

namespace girs::package {

/// kUntrusted with detail "reason" (see verify.h).
Error untrusted(std::string_view reason, std::string en, std::string vi, Details details = {});
/// `error`, which reading a payload gave, as the reason why it is not trusted.
Error as_untrusted(Error error, std::string_view reason);

/// What the signers are about to be judged for.
struct SignerCheck {
  const Envelope& envelope;
  const SignedBytes& bytes;   // of the envelope
  const PayloadHead& head;
  const Registry& registry;
  std::string_view unit;    // empty: about no single one
  std::string_view regime;  // likewise
  Time at;
  const std::vector<Envelope>& batches;
};

/// Every named signer, each key once, has a valid signature and a role that the registry grants.
Result<std::vector<VerifiedSigner>> check_signers(const SignerCheck& check);

}  // namespace girs::package
