#pragma once
// From one log to the next, a new year: the first entry of the new one names the last checkpoint of
// the old one, and who has followed the old one knows whether that can be its end.

#include "log/leaf.h"
#include "store/store.h"

namespace girs::sync {

/// Why the old log cannot have ended as `genesis` says, by the newest checkpoint of it that this
/// store has seen: both notes are then kept as evidence against the log of `genesis`, which is
/// followed no further; the old one is. Nothing when it can, or when this store has seen nothing of
/// the old log.
Result<std::optional<Message>> wrong_succession(store::Store& store, const log::GenesisEntry& genesis);

}  // namespace girs::sync
