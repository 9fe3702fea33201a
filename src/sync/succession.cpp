#include "sync/succession.h"

#include "log/checkpoint.h"
#include "store/log_table.h"
#include "sync/seen.h"

namespace girs::sync {

Result<std::optional<Message>> wrong_succession(store::Store& store, const log::GenesisEntry& genesis) {
  if (!genesis.previous) return std::optional<Message>();
  const auto& note = *genesis.previous;
  const auto last = log::Checkpoint::parse(note.substr(0, note.rfind("\n\n") + 1));
  if (!last)
    return std::optional(Message{"The first entry does not hold the last checkpoint of the log before it.",
                                 "Mục đầu tiên không chứa điểm chốt cuối cùng của nhật ký trước."});
  return store.write([&](store::Connection& connection) -> Result<std::optional<Message>> {
    GIRS_TRY(const auto seen, store::checkpoint_seen(connection, last->origin));
    const auto end = row_of(*last, note);
    if (!seen || (seen->size <= end.size && !contradicts(*seen, end))) return std::optional<Message>();
    // It speaks against the log that says so: what another claims of the old one is no fault of it.
    GIRS_TRY(const bool is_kept, store::has_fork_evidence(connection, genesis.origin));
    if (!is_kept)
      GIRS_CHECK(store::add_fork_evidence(connection, genesis.origin, store.now().time_since_epoch().count(),
                                          seen->note, note));
    const auto was = std::to_string(seen->size), is = std::to_string(end.size);
    return std::optional(Message{"The log " + last->origin + " is said to have ended with " + is + " entries, but it signed another checkpoint of " + was + " entries before; both notes are kept as evidence.",
                                 "Nhật ký " + last->origin + " được nêu là kết thúc ở " + is + " mục, nhưng trước đó đã ký điểm chốt khác có " + was + " mục; đã lưu cả hai bản ký làm bằng chứng."});
  });
}

}  // namespace girs::sync
