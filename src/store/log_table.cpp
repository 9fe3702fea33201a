#include "store/log_table.h"

namespace girs::store {
namespace {

CheckpointRow read_checkpoint(Statement& row) { return {row.integer(0), row.blob(1), row.text(2)}; }

template <class... Values>
Result<std::optional<CheckpointRow>> one_checkpoint(Connection& connection, std::string_view sql,
                                                    const Values&... values) {
  std::optional<CheckpointRow> found;
  GIRS_CHECK(connection.each(
      sql,
      [&](Statement& row) {
        found = read_checkpoint(row);
        return ok();
      },
      values...));
  return found;
}

}  // namespace

Result<std::int64_t> log_size(Connection& connection) {
  std::int64_t size = 0;
  GIRS_CHECK(connection.each("SELECT coalesce(max(idx) + 1, 0) FROM log_leaf", [&](Statement& row) {
    size = row.integer(0);
    return ok();
  }));
  return size;
}

Status insert_leaf(Connection& connection, const LeafRow& row) {
  return connection.run("INSERT INTO log_leaf(idx, leaf, hash) VALUES(?,?,?)", row.index, row.leaf,
                        row.hash);
}

Result<std::optional<LeafRow>> leaf(Connection& connection, std::int64_t index) {
  GIRS_TRY(auto rows, leaves(connection, index, 1));
  if (rows.empty() || rows.front().index != index) return std::optional<LeafRow>();
  return std::optional<LeafRow>(std::move(rows.front()));
}

Result<std::vector<LeafRow>> leaves(Connection& connection, std::int64_t first, std::int64_t limit) {
  std::vector<LeafRow> rows;
  GIRS_CHECK(connection.each(
      "SELECT idx, leaf, hash FROM log_leaf WHERE idx >= ? ORDER BY idx LIMIT ?",
      [&](Statement& row) {
        rows.push_back({row.integer(0), row.blob(1), row.blob(2)});
        return ok();
      },
      first, limit));
  return rows;
}

Result<std::optional<Bytes>> node(Connection& connection, int level, std::int64_t index) {
  std::optional<Bytes> hash;
  const auto take = [&](Statement& row) {
    hash = row.blob(0);
    return ok();
  };
  if (level == 0)
    GIRS_CHECK(connection.each("SELECT hash FROM log_leaf WHERE idx = ?", take, index));
  else
    GIRS_CHECK(connection.each("SELECT hash FROM log_node WHERE level = ? AND idx = ?", take, level,
                               index));
  return hash;
}

Status insert_node(Connection& connection, const NodeRow& row) {
  return connection.run("INSERT INTO log_node(level, idx, hash) VALUES(?,?,?)", row.level, row.index,
                        row.hash);
}

Status each_node(Connection& connection, const std::function<Status(const NodeRow&)>& visit) {
  return connection.each("SELECT level, idx, hash FROM log_node ORDER BY level, idx",
                         [&](Statement& row) {
                           return visit({static_cast<int>(row.integer(0)), row.integer(1), row.blob(2)});
                         });
}

Status insert_checkpoint(Connection& connection, const CheckpointRow& row) {
  return connection.run("INSERT OR IGNORE INTO log_checkpoint(size, root, note) VALUES(?,?,?)",
                        row.size, row.root, row.note);
}

Result<std::optional<CheckpointRow>> checkpoint(Connection& connection, std::int64_t size) {
  return one_checkpoint(connection, "SELECT size, root, note FROM log_checkpoint WHERE size = ?", size);
}

Result<std::optional<CheckpointRow>> newest_checkpoint(Connection& connection) {
  return one_checkpoint(connection,
                        "SELECT size, root, note FROM log_checkpoint ORDER BY size DESC LIMIT 1");
}

Result<std::vector<CheckpointRow>> checkpoints(Connection& connection) {
  std::vector<CheckpointRow> rows;
  GIRS_CHECK(connection.each("SELECT size, root, note FROM log_checkpoint ORDER BY size",
                             [&](Statement& row) {
                               rows.push_back(read_checkpoint(row));
                               return ok();
                             }));
  return rows;
}

Result<std::optional<CheckpointRow>> checkpoint_seen(Connection& connection, std::string_view origin) {
  return one_checkpoint(connection, "SELECT size, root, note FROM checkpoint_seen WHERE origin = ?",
                        origin);
}

Status set_checkpoint_seen(Connection& connection, std::string_view origin, const CheckpointRow& row) {
  return connection.run(
      "INSERT INTO checkpoint_seen(origin, size, root, note) VALUES(?,?,?,?) "
      "ON CONFLICT(origin) DO UPDATE SET size = excluded.size, root = excluded.root, "
      "note = excluded.note",
      origin, row.size, row.root, row.note);
}

Result<bool> has_fork_evidence(Connection& connection, std::string_view origin) {
  bool found = false;
  GIRS_CHECK(connection.each(
      "SELECT 1 FROM fork_evidence WHERE origin = ? LIMIT 1",
      [&](Statement&) {
        found = true;
        return ok();
      },
      origin));
  return found;
}

Status add_fork_evidence(Connection& connection, std::string_view origin, std::int64_t at,
                         std::string_view known_note, std::string_view contradicting_note) {
  return connection.run(
      "INSERT INTO fork_evidence(origin, at, known_note, contradicting_note) VALUES(?,?,?,?)", origin,
      at, known_note, contradicting_note);
}

}  // namespace girs::store
