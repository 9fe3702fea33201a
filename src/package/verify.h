#pragma once
// Whether a signed document is to be accepted (FORMATS.md 2.2, "Accept iff"), at the log's time,
// against one registry and for one audience. What is returned was verified as these very bytes;
// nobody needs to parse again.
//
// Errors: kUntrusted; detail "reason" is one of type, shape, schema, audience, signers (who must
// sign is not named, or a key is named twice), same-person, unsupported, signature, key-unknown,
// key-not-yet-valid, key-expired, key-revoked, role; detail "keyid" names the key, if one is to
// blame. Mistakes of shape come all at once.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "key/registry.h"
#include "package/catalogue_payload.h"
#include "package/decision_payload.h"
#include "package/envelope.h"
#include "package/report_payload.h"
#include "package/request_payload.h"

namespace girs::package {

/// A signer whose signature is valid and whose role the registry grants.
struct VerifiedSigner {
  ClaimedSigner claimed;
  Subject subject;
  std::optional<std::size_t> signature = {};  // its place in the envelope; none: it is in a batch
};

struct VerifiedReport {
  ReportPayload payload;
  std::string pid;
  std::string env;
  std::string series;
  std::vector<VerifiedSigner> signers;  // in the payload's order
};

/// A report. It must name a preparer and an approver, who are different persons in the registry;
/// a key counts once. Signatures beyond those of the named signers are ignored. `batches` are
/// envelopes of type kBatchType that came with it; those that do not help are ignored too.
Result<VerifiedReport> verify_report(const Envelope& envelope, const Registry& registry,
                                     std::string_view audience, Time at,
                                     const std::vector<Envelope>& batches = {});
/// The same for who has hashed the envelope already: `bytes` are its signed_bytes(), `env` its
/// env_digest().
Result<VerifiedReport> verify_report(const Envelope& envelope, const SignedBytes& bytes,
                                     std::string env, const Registry& registry,
                                     std::string_view audience, Time at,
                                     const std::vector<Envelope>& batches);

struct VerifiedDecision {
  DecisionPayload payload;
  std::string pid;
  std::string env;
  std::vector<VerifiedSigner> signers;
};

/// A decision on a report of `unit` and `regime`; a signer must have the role kDecider there.
Result<VerifiedDecision> verify_decision(const Envelope& envelope, const Registry& registry,
                                         std::string_view audience, Time at,
                                         std::string_view unit, std::string_view regime);

struct VerifiedRequest {
  RequestPayload payload;
  std::string pid;
  std::string env;
  std::vector<VerifiedSigner> signers;
};

/// A request to report; a signer must have the role kRequester, for its regime and for every unit
/// that it names.
Result<VerifiedRequest> verify_request(const Envelope& envelope, const Registry& registry,
                                       std::string_view audience, Time at);

struct VerifiedCatalogue {
  CataloguePayload payload;
  std::string pid;
  std::string env;
  std::vector<VerifiedSigner> signers;
};

/// A catalogue list; a signer must have the role kPublisher for every unit and regime ("*").
Result<VerifiedCatalogue> verify_catalogue(const Envelope& envelope, const Registry& registry,
                                           std::string_view audience, Time at);

/// The two-person rule: a host that pins more than one root key wants two of them.
inline constexpr std::size_t kTwoPersons = 0;

/// A signed registry, checked against the root keys that the host has pinned: every pinned key it
/// names as a signer has signed, and there are at least `threshold` of them. Names of keys that
/// are not pinned are ignored, so that a new root key can sign along before hosts know it.
Result<Registry> open_registry(const Envelope& envelope, const std::vector<PublicKey>& roots,
                               std::size_t threshold = kTwoPersons);

}  // namespace girs::package
