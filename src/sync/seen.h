#pragma once
// The newest checkpoint of a log that this store has seen, which only ever grows.

#include <optional>
#include <string>
#include <string_view>

#include "log/checkpoint.h"
#include "store/log_table.h"

namespace girs::sync {

store::CheckpointRow row_of(const log::Checkpoint& checkpoint, std::string note);

/// Another root for a size that was signed before: two notes that cannot both be true.
bool contradicts(const store::CheckpointRow& one, const store::CheckpointRow& other);

/// Remembers `row` unless as much was seen before, by another process too; gives what was seen.
Result<std::optional<store::CheckpointRow>> advance_seen(store::Connection& connection,
                                                         std::string_view origin,
                                                         const store::CheckpointRow& row);

}  // namespace girs::sync
