#pragma once
// The Merkle log's rows (FORMATS.md 2.7): leaves, perfect subtrees from level 1 up, and the
// checkpoints that were signed. What they mean is the log module's business.

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/bytes.h"
#include "store/connection.h"

namespace girs::store {

struct LeafRow { std::int64_t index = 0; Bytes leaf; Bytes hash; };
struct CheckpointRow { std::int64_t size = 0; Bytes root; std::string note; };
struct NodeRow { int level = 0; std::int64_t index = 0; Bytes hash; };

Result<std::int64_t> log_size(Connection& connection);
Status insert_leaf(Connection& connection, const LeafRow& row);
Result<std::optional<LeafRow>> leaf(Connection& connection, std::int64_t index);
/// Leaves from `first` on, at most `limit` of them.
Result<std::vector<LeafRow>> leaves(Connection& connection, std::int64_t first, std::int64_t limit);
/// Level 0 is a leaf's hash; nothing when the node is not there.
Result<std::optional<Bytes>> node(Connection& connection, int level, std::int64_t index);
Status insert_node(Connection& connection, const NodeRow& row);
Status each_node(Connection& connection, const std::function<Status(const NodeRow&)>& visit);

Status insert_checkpoint(Connection& connection, const CheckpointRow& row);
Result<std::optional<CheckpointRow>> checkpoint(Connection& connection, std::int64_t size);
Result<std::optional<CheckpointRow>> newest_checkpoint(Connection& connection);
Result<std::vector<CheckpointRow>> checkpoints(Connection& connection);

/// The newest checkpoint of another authority's log that this store has verified.
Result<std::optional<CheckpointRow>> checkpoint_seen(Connection& connection, std::string_view origin);
Status set_checkpoint_seen(Connection& connection, std::string_view origin, const CheckpointRow& row);
/// Whether such evidence against the log of `origin` is kept.
Result<bool> has_fork_evidence(Connection& connection, std::string_view origin);
/// Keeps two signed notes that contradict each other.
Status add_fork_evidence(Connection& connection, std::string_view origin, std::int64_t at,
                         std::string_view known_note, std::string_view contradicting_note);

}  // namespace girs::store
