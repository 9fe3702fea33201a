#pragma once
// Signing by those whom a document names, one after the other, on machines of their own: what
// travels between them is the package as it is, with the signatures that it has so far.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "key/payload_head.h"
#include "key/signer.h"
#include "package/submission.h"

namespace girs::package {

/// The members that every kind of document has, of whatever kind this one is; kCorrupt when its
/// payload is not canonical or lacks them. Says nothing of the rest.
Result<PayloadHead> head_of(const Envelope& envelope);

/// The signer that the document names with this key; nothing when it names none.
std::optional<ClaimedSigner> named_signer(const PayloadHead& head, std::string_view keyid);

/// Signs as one of those whom the document names. kUntrusted (detail "reason" = "signers") when
/// it does not name this key; else as Envelope::sign().
Status sign_as_named(Envelope& envelope, const Signer& signer);

/// One signature for all these packages, which then carry it as a batch: a slow token asks for
/// its PIN once at the end of a month. Each must name the key in `role`, be meant for the same
/// log, and must not be signed by the key already. Either all of them get it, or none: every
/// package to blame is a mistake with detail "row", counted from 0.
Status sign_as_batch(std::vector<Submission>& packages, std::string_view role,
                     const Signer& signer, Time now);

}  // namespace girs::package
