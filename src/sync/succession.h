#pragma once
// From one log to the next, a new year: the first entry of the new one names the last checkpoint of
// the old one, and who has followed the old one knows whether that can be its end.

#include "log/leaf.h"
#include "log/receipt.h"
#include "store/store.h"
#include "sync/exchange.h"

namespace girs::sync {

/// Why the old log cannot have ended as `genesis` says, by the newest checkpoint of it that this
/// store has seen: both notes are then kept as evidence against the log of `genesis`, which is
/// followed no further; the old one is. Nothing when it can, or when this store has seen nothing of
/// the old log.
Result<std::optional<Message>> wrong_succession(store::Store& store, const log::GenesisEntry& genesis);

/// The last checkpoint of a log that another one follows.
struct EndedLog {
  log::Checkpoint checkpoint;
  std::string note;
};
/// The logs that the authority's own follows and that this store has followed too, the newest
/// first: by its first entry, proved by the log's tiles and remembered, and by those of the logs
/// before. Each is of the same roots and has signed its end.
Result<std::vector<EndedLog>> logs_before(Session& session);

/// Whether the authority may decide on what the log `origin` took: its own, or one that it follows.
/// kUntrusted, "reason" is other-log, when it may not.
Status require_own_log(Session& session, const std::string& origin);
/// What require_own_log() says of a decision of `authority` on what `origin` took.
Error other_log(const std::string& origin, const std::string& authority);

/// As open_receipt(); also a receipt of a log before by its last checkpoint, for which the
/// authority's own log stands.
Result<log::VerifiedReceipt> open_receipt_of_any_year(Session& session, std::string_view receipt);

}  // namespace girs::sync
