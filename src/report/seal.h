#pragma once
// Sealing: an approved report becomes an immutable signed package in the outbox. Payload,
// signatures, the report's new state and the outbox row are one transaction: either the package
// is fully queued or nothing has happened.

#include <optional>
#include <string>
#include <vector>

#include "key/registry.h"
#include "key/signer.h"
#include "package/submission.h"
#include "report/draft.h"
#include "report/workspace.h"

namespace girs::report {

/// Somebody who signs, in which role and with which authority (KT., TL., TUQ.; NĐ 30/2020).
struct SigningParty {
  std::string role;                      // "preparer", "approver", "agency-seal"
  std::optional<std::string> authority;
  const Signer* signer = nullptr;
};

/// The package of an approved report as those named will sign it, one after the other and
/// anywhere (package/signing.h); the store stays as it is. Errors as of seal().
Result<package::Submission> prepare(const Workspace& workspace, const store::ReportKey& key,
                                    std::string_view audience,
                                    const std::vector<ClaimedSigner>& signers,
                                    const Registry* registry);

/// Queues a package of prepare() that everybody has signed, and gives its pid. kConflict when the
/// report is no longer what was signed (it must be prepared and signed anew), kUntrusted as
/// package::verify_report() says.
Result<std::string> submit_signed(const Workspace& workspace, const store::ReportKey& key,
                                  const package::Submission& submission, const Registry& registry,
                                  const Actor& actor);

/// The three roles are there, and the preparer's key is not the approver's.
Status check_roles(const std::vector<ClaimedSigner>& signers);
/// Whether `registry` lets each key sign for `unit` and `regime` now, and two persons do.
Status check_registered(const std::vector<ClaimedSigner>& signers, const Registry& registry,
                        std::string_view unit, std::string_view regime, std::string_view type,
                        Time now);

/// Seals, signs and queues the newest revision; gives its pid. Needs the state "approved", the
/// three roles, and a preparer who is not the approver (kInvalidArgument). `registry`, if the
/// store has one, is asked whether each key may sign in its role now (kUntrusted).
Result<std::string> seal(const Workspace& workspace, const store::ReportKey& key,
                         std::string_view audience, const std::vector<SigningParty>& parties,
                         const Registry* registry, const Actor& actor);

}  // namespace girs::report
