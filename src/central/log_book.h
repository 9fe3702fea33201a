#pragma once
// The authority's own log, kept in its store: leaves are added in a transaction (log_end.h), and only
// after its commit a checkpoint is signed (FORMATS.md 2.7: commit, then sign, then release; a
// signature must never exist for a tree that can vanish).

#include <cstdint>
#include <string>

#include "key/signer.h"
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

/// A committed log: its leaves and the root over them.
struct Head {
  std::int64_t size = 0;
  Hash root{};
};

/// Refuses (kCorrupt) a log of `size` leaves where more were signed before: that is a store restored
/// from an old backup.
Status check_not_older(store::Connection& connection, std::int64_t size);
/// Signs a log that is committed, or a longer one when another thread or process has signed it
/// meanwhile; the checkpoint is the caller's to keep.
Result<store::CheckpointRow> signed_head(store::Store& store, const std::string& origin,
                                         const Signer& log_key, Head head);
/// Signs the log as it is committed and keeps the checkpoint.
Result<std::string> sign_log(store::Store& store, const std::string& origin, const Signer& log_key);

/// The receipt of a leaf under a signed checkpoint (a tlog-proof text), out of these nodes.
Result<std::string> receipt_of(const log::NodeStore& nodes, Bytes leaf, std::int64_t index,
                               std::uint64_t size, const std::string& note);
/// The receipt of leaf `index` under the signed checkpoint `note`.
Result<std::string> receipt_of(store::Connection& connection, std::int64_t index,
                               const std::string& note);

/// The receipt of leaf `index` under the newest signed checkpoint, without signing anything;
/// kNotFound when no checkpoint covers the leaf yet.
Result<std::string> signed_receipt_of(store::Connection& connection, std::int64_t index);

}  // namespace girs::central
