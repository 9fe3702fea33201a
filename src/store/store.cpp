#include "store/store.h"

#include <filesystem>

#include <sqlite3.h>

#include "store/schema.h"

namespace girs::store {

Result<std::unique_ptr<Store>> Store::open(const std::string& path, Options options) {
  std::error_code failure;
  if (options.read_only && !std::filesystem::exists(path, failure))
    return error(Code::kNotFound, "There is no store at " + path + ".", "Không có kho tại " + path + ".",
                 {{"path", path}});
  GIRS_TRY(auto connection, Connection::open(path, options.read_only, options.busy_timeout_ms,
                                                  options.cancel));
  GIRS_CHECK(migrate(*connection, options.read_only));
  std::unique_ptr<Connection> reader;
  if (!options.read_only) {
    GIRS_TRY(reader, Connection::open(path, false, options.busy_timeout_ms, options.cancel));
    // As much memory as the writer has: fsck comes back to indexes for each package.
    GIRS_CHECK(reader->script("PRAGMA query_only = ON; PRAGMA cell_size_check = ON; "
                              "PRAGMA cache_size = -32768; PRAGMA temp_store = MEMORY;"));
  }
  return std::make_unique<Store>(std::move(connection), std::move(reader), path,
                                 std::move(options));
}

Status Store::close() {
  for (Desk* desk : {&reader_, &writer_}) {
    const std::lock_guard lock(desk->mutex);
    desk->connection.reset();
  }
  return ok();
}

Error Store::closed() const {
  return error(Code::kClosed, "The store " + path_ + " has been closed.", "Kho " + path_ + " đã đóng.",
               {{"path", path_}});
}

Result<bool> Store::begin_at_once(Connection& connection) const {
  struct NoWait {   // also when an exception (no memory) passes through
    sqlite3* database;
    int afterwards_ms;
    NoWait(sqlite3* of, int ms) : database(of), afterwards_ms(ms) {
      sqlite3_busy_timeout(database, 0);
    }
    ~NoWait() { sqlite3_busy_timeout(database, afterwards_ms); }
  };
  const auto begun = [&] {
    const NoWait at_once(connection.handle(), options_.busy_timeout_ms);
    return connection.run("BEGIN IMMEDIATE");
  }();
  if (begun) return true;
  if (begun.error().code == Code::kBusy) return false;
  return begun.error();
}

Result<std::optional<std::string>> setting(Connection& connection, std::string_view key) {
  std::optional<std::string> value;
  GIRS_CHECK(connection.each(
      "SELECT value FROM setting WHERE key = ?",
      [&](Statement& row) {
        value = row.text(0);
        return ok();
      },
      key));
  return value;
}

Status each_setting(Connection& connection, std::string_view prefix,
                    const std::function<Status(const std::string& value)>& visit) {
  return connection.each(
      "SELECT value FROM setting WHERE substr(key, 1, length(?1)) = ?1 ORDER BY key",
      [&](Statement& row) { return visit(row.text(0)); }, prefix);
}

Status set_setting(Connection& connection, std::string_view key, std::string_view value) {
  return connection.run(
      "INSERT INTO setting(key, value) VALUES(?, ?) "
      "ON CONFLICT(key) DO UPDATE SET value = excluded.value",
      key, value);
}

}  // namespace girs::store
