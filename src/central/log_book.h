#pragma once
// The authority's own log, kept in its store: append leaves in a transaction, and only after its
// commit sign a checkpoint (FORMATS.md 2.7: commit, then sign, then release; a signature must
// never exist for a tree that can vanish).

#include <cstdint>
#include <string>

#include "base/clock.h"
#include "key/signer.h"
#include "log/leaf.h"
#include "log/tree.h"
#include "store/log_table.h"
#include "store/store.h"

namespace girs::central {

/// The hash of a row; nothing unless it has 32 bytes.
std::optional<Hash> hash_of(const std::optional<Bytes>& bytes);

/// Node hashes of the log in SQL; a leaf's own hash lies in its row.
class SqlNodes final : public log::NodeStore {
 public:
  explicit SqlNodes(store::Connection& connection) : connection_(connection) {}
  Result<std::optional<Hash>> read(unsigned level, std::uint64_t index) const override;
  Status write(unsigned level, std::uint64_t index, const Hash& hash) override;

 private:
  store::Connection& connection_;
};

/// Where a leaf ended up.
struct Appended {
  std::int64_t index = 0;
  Time time{};
};

/// The end of the log, as one transaction sees it: read once, it takes all leaves of a group of
/// packages. Who undoes leaves goes on with a copy from before them, also after an error.
class LogEnd {
 public:
  static Result<LogEnd> of(store::Connection& connection);

  /// Appends `entry` as the next leaf. Its time is never earlier than that of the leaf before it,
  /// whatever the clock says.
  Result<Appended> append(store::Connection& connection, const log::Entry& entry, Time now);

 private:
  LogEnd(log::GrowingTree tree, Time newest) : tree_(std::move(tree)), newest_(newest) {}
  log::GrowingTree tree_;
  Time newest_;   // of the last leaf
};

/// The same for one leaf alone.
Result<Appended> append_leaf(store::Connection& connection, const log::Entry& entry, Time now);

/// Signs the log as committed; the checkpoint is the caller's to keep. Refuses (kCorrupt) when the
/// store holds fewer leaves than were signed before: that is a store restored from an old backup.
Result<store::CheckpointRow> signed_head(store::Store& store, const std::string& origin,
                                         const Signer& log_key);
/// The same, and keeps it.
Result<std::string> sign_log(store::Store& store, const std::string& origin, const Signer& log_key);

/// The receipt of leaf `index` under the signed checkpoint `note` (a tlog-proof text).
Result<std::string> receipt_of(store::Connection& connection, std::int64_t index,
                               const std::string& note);

/// The receipt of leaf `index` under the newest signed checkpoint, without signing anything;
/// kNotFound when no checkpoint covers the leaf yet.
Result<std::string> signed_receipt_of(store::Connection& connection, std::int64_t index);

}  // namespace girs::central
