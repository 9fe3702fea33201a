#pragma once
// Decisions on packages: made, signed, logged.

#include <string>
#include <string_view>
#include <vector>

#include "central/log_end.h"
#include "key/signer.h"
#include "package/decision_payload.h"
#include "package/envelope.h"
#include "store/submissions.h"

namespace girs::central {

/// A decision and the envelope that it is signed in.
struct Decision {
  package::DecisionPayload payload;
  package::Envelope envelope;
};

/// What `decider` decides of the package `of`; not signed yet.
Result<Decision> draft_decision(const std::string& origin, Time now, std::string_view of,
                                package::DecisionKind kind, const std::vector<std::string>& codes,
                                std::string_view text, const PublicKey& decider);
/// The same as a signed envelope.
Result<package::Envelope> signed_decision(const std::string& origin, Time now, std::string_view of,
                                          package::DecisionKind kind,
                                          const std::vector<std::string>& codes,
                                          std::string_view text, const Signer& decider);

/// The package that a decision is on.
struct Decided {
  std::string pid;
  std::string unit;
  std::string regime;
  std::string period;
};

/// Logs a signed decision in the caller's transaction.
Status log_decision(store::Connection& connection, LogEnd& end, const package::Envelope& envelope,
                    const package::DecisionPayload& payload, const Decided& of,
                    const std::string& origin, Time now);

}  // namespace girs::central
