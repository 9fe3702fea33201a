#include "sync/seen.h"

namespace girs::sync {

store::CheckpointRow row_of(const log::Checkpoint& checkpoint, std::string note) {
  return {static_cast<std::int64_t>(checkpoint.size),
          Bytes(checkpoint.root.begin(), checkpoint.root.end()), std::move(note)};
}

bool contradicts(const store::CheckpointRow& one, const store::CheckpointRow& other) {
  return one.size == other.size && one.root != other.root;
}

Result<std::optional<store::CheckpointRow>> advance_seen(store::Connection& connection,
                                                         std::string_view origin,
                                                         const store::CheckpointRow& row) {
  GIRS_TRY(auto seen, store::checkpoint_seen(connection, origin));
  if (!seen || seen->size < row.size)
    GIRS_CHECK(store::set_checkpoint_seen(connection, origin, row));
  return seen;
}

}  // namespace girs::sync
