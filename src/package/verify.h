#pragma once
// Whether a signed document is to be accepted (FORMATS.md 2.2, "Accept iff"), at the log's time,
// against one registry and for one audience. What is returned was verified as these very bytes;
// nobody needs to parse again.
//
// Errors: kUntrusted; detail "reason" is one of type, shape, audience, signature, unsupported,
// same-person, role, key-unknown, key-not-yet-valid, key-expired, key-revoked, schema.

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

namespace girs::package {

/// A signer whose signature is valid and whose role the registry grants.
struct VerifiedSigner {
  ClaimedSigner claimed;
  Subject subject;
};

struct VerifiedReport {
  ReportPayload payload;
  std::string pid;
  std::string env;
  std::string series;
  std::vector<VerifiedSigner> signers;  // in the payload's order
};

/// A report. `batches` are envelopes of type kBatchType that came with it; those that do not
/// help are ignored.
Result<VerifiedReport> verify_report(const Envelope& envelope, const Registry& registry,
                                     std::string_view audience, Time at,
                                     const std::vector<Envelope>& batches = {});

struct VerifiedDecision {
  DecisionPayload payload;
  std::string pid;
  std::string env;
  std::vector<VerifiedSigner> signers;
};

/// A decision on a report of `unit` and `regime`; its signers must have the role kDecider there.
Result<VerifiedDecision> verify_decision(const Envelope& envelope, const Registry& registry,
                                         std::string_view audience, Time at,
                                         std::string_view unit, std::string_view regime);

struct VerifiedCatalogue {
  CataloguePayload payload;
  std::string pid;
  std::string env;
  std::vector<VerifiedSigner> signers;
};

/// A catalogue list; its signers must have the role kPublisher for every unit and regime.
Result<VerifiedCatalogue> verify_catalogue(const Envelope& envelope, const Registry& registry,
                                           std::string_view audience, Time at);

/// A signed registry, checked against the root keys that the host has pinned: every signer it
/// names has signed, and at least `threshold` of them are different root keys.
Result<Registry> open_registry(const Envelope& envelope, const std::vector<PublicKey>& roots,
                               std::size_t threshold = 1);

}  // namespace girs::package
