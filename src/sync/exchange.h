#pragma once
// What the parts of a round share: one exchange and what its answer means.

#include <string>

#include "json/value.h"
#include "log/leaf.h"
#include "log/policy.h"
#include "package/submission.h"
#include "sync/round.h"

namespace girs::sync {

/// The session of one round.
struct Session {
  store::Store& store;
  Transport& transport;
  const RoundOptions& options;
  RoundSummary& summary;
  std::optional<Registry> registry = {};
  log::Policy policy = {};
};

/// kIo for a server that is busy or broken (408, 425, 429, 5xx): try again later.
Result<Response> exchange(Session& session, const Request& request);

/// Why an answer of 4xx refuses: the code and the sentence of its problem document (RFC 9457).
Refused refusal_of(const Response& response, std::string pid);

/// Fetches the registry and puts it into the store when it is newer; fills session.registry and
/// session.policy.
Status refresh_registry(Session& session);
/// Delivers the queued packages, oldest first.
Status push(Session& session);
/// Follows the log from where the last round ended.
Status pull(Session& session);

/// Takes what one event of the log brings, if it concerns this unit and is not there yet.
/// `envelope` may be null.
Status take_event(Session& session, std::int64_t index, const log::Leaf& leaf,
                  const json::Value* envelope);

/// The reason of an error that says that a log contradicts what it has signed before.
inline constexpr std::string_view kForkReason = "fork";
/// Checks that the log holds `leaf` at `index`, as check_receipt does.
Status check_inclusion(Session& session, const log::Leaf& leaf, std::int64_t index,
                       std::string_view receipt);
/// Checks a receipt of `report` and that its checkpoint does not contradict the one last seen:
/// both signed notes are kept as evidence when it does.
Result<Place> check_receipt(Session& session, const package::Submission& submission, std::string_view receipt);

}  // namespace girs::sync
