#include "store/log_watch.h"

namespace girs::store {

Status add_log_watch(Connection& connection) {
  return connection.script(R"sql(
CREATE TABLE log_watch(
  origin TEXT PRIMARY KEY, size INTEGER NOT NULL, edge BLOB NOT NULL, last_time INTEGER NOT NULL,
  key_version INTEGER NOT NULL, catalogue_version INTEGER NOT NULL) STRICT;
CREATE TABLE log_watch_report(
  origin TEXT NOT NULL, pid BLOB NOT NULL, idx INTEGER NOT NULL, about BLOB NOT NULL,
  rev INTEGER NOT NULL, has_successor INTEGER NOT NULL, PRIMARY KEY(origin, pid))
  STRICT, WITHOUT ROWID;
PRAGMA user_version = 7)sql");
}

Result<std::optional<LogWatchRow>> log_watch(Connection& connection, std::string_view origin) {
  std::optional<LogWatchRow> found;
  GIRS_CHECK(connection.each(
      "SELECT size, edge, last_time, key_version, catalogue_version FROM log_watch WHERE origin = ?",
      [&](Statement& row) {
        found = {row.integer(0), row.blob(1), row.integer(2), row.integer(3), row.integer(4)};
        return ok();
      },
      origin));
  return found;
}

Status set_log_watch(Connection& connection, std::string_view origin, const LogWatchRow& row) {
  return connection.run(
      "INSERT OR REPLACE INTO log_watch(origin, size, edge, last_time, key_version, "
      "catalogue_version) VALUES(?,?,?,?,?,?)",
      origin, row.size, row.edge, row.last_time, row.key_version, row.catalogue_version);
}

Status forget_log_watch(Connection& connection, std::string_view origin) {
  GIRS_CHECK(connection.run("DELETE FROM log_watch_report WHERE origin = ?", origin));
  return connection.run("DELETE FROM log_watch WHERE origin = ?", origin);
}

Result<std::optional<WatchedReportRow>> watched_report(Connection& connection,
                                                       std::string_view origin, ByteView pid) {
  std::optional<WatchedReportRow> found;
  GIRS_CHECK(connection.each(
      "SELECT pid, idx, about, rev, has_successor FROM log_watch_report WHERE origin = ? AND pid = ?",
      [&](Statement& row) {
        found = {row.blob(0), row.integer(1), row.blob(2), row.integer(3), row.integer(4) != 0};
        return ok();
      },
      origin, pid));
  return found;
}

Status put_watched_report(Connection& connection, std::string_view origin,
                          const WatchedReportRow& row) {
  return connection.run(
      "INSERT OR REPLACE INTO log_watch_report(origin, pid, idx, about, rev, has_successor) "
      "VALUES(?,?,?,?,?,?)",
      origin, row.pid, row.index, row.about, row.rev, static_cast<std::int64_t>(row.has_successor));
}

}  // namespace girs::store
