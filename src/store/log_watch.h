#pragma once
// How far this store has read another authority's log without finding anything, and the reports met
// on the way: so that the next watch reads what is new. What it means is the log module's business;
// losing these rows costs a reading from the first leaf.

#include <optional>
#include <string_view>

#include "base/bytes.h"
#include "store/connection.h"

namespace girs::store {

struct LogWatchRow {
  std::int64_t size = 0;
  Bytes edge;                // hashes of the tree's perfect subtrees, one behind the other
  std::int64_t last_time = 0;
  std::int64_t key_version = 0;
  std::int64_t catalogue_version = 0;
};
struct WatchedReportRow {
  Bytes pid;
  std::int64_t index = 0;
  Bytes about;
  std::int64_t rev = 1;
  bool has_successor = false;
};

/// From format 6 to 7.
Status add_log_watch(Connection& connection);

Result<std::optional<LogWatchRow>> log_watch(Connection& connection, std::string_view origin);
Status set_log_watch(Connection& connection, std::string_view origin, const LogWatchRow& row);
/// Forgets the log of `origin` and its reports.
Status forget_log_watch(Connection& connection, std::string_view origin);

Result<std::optional<WatchedReportRow>> watched_report(Connection& connection,
                                                       std::string_view origin, ByteView pid);
/// Adds a report, or takes the place of what was known of it.
Status put_watched_report(Connection& connection, std::string_view origin,
                          const WatchedReportRow& row);

}  // namespace girs::store
