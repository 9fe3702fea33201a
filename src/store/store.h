#pragma once
// The store: one SQLite file behind one lock. Work on it happens inside read() or write(), which
// hand out the connection; the tables have a file each (definitions.h, reports.h, ...).
//
// Threads: any; calls queue up on the lock. Processes: several may open one file; a writer
// that cannot have SQLite's lock in time gets kBusy.

#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

#include "base/clock.h"
#include "base/result.h"
#include "store/connection.h"

namespace girs::store {

struct Options {
  bool read_only = false;
  int busy_timeout_ms = 5000;
  Clock clock = system_clock();
};

class Store {
 public:
  /// Opens the store at `path`, creating it unless read_only. kNotFound: read-only and no file;
  /// kCorrupt: not a store; kUnsupported: from a newer library.
  static Result<std::unique_ptr<Store>> open(const std::string& path, Options options);

  /// Runs `work(connection)` under the lock. kClosed after close().
  template <class Work>
  auto read(Work&& work) -> decltype(work(std::declval<Connection&>())) {
    const std::lock_guard lock(mutex_);
    if (!connection_) return closed();
    return work(*connection_);
  }

  /// Runs `work(connection)` in one transaction: committed when it succeeds, else undone.
  template <class Work>
  auto write(Work&& work) -> decltype(work(std::declval<Connection&>())) {
    const std::lock_guard lock(mutex_);
    if (!connection_) return closed();
    if (auto begun = connection_->script("BEGIN IMMEDIATE"); !begun) return std::move(begun).error();
    Rollback undo{connection_.get()};
    auto result = work(*connection_);
    if (!result) return result;
    if (auto done = connection_->script("COMMIT"); !done) return std::move(done).error();
    undo.connection = nullptr;
    return result;
  }

  /// Waits for running work and closes the file; idempotent.
  Status close();
  Time now() const { return options_.clock(); }
  const std::string& path() const { return path_; }

  Store(std::unique_ptr<Connection> connection, std::string path, Options options)
      : connection_(std::move(connection)), path_(std::move(path)), options_(std::move(options)) {}

 private:
  struct Rollback {  // also when an exception (no memory) passes through
    Connection* connection;
    ~Rollback() {
      if (connection) (void)connection->script("ROLLBACK");
    }
  };
  Error closed() const;

  std::mutex mutex_;
  std::unique_ptr<Connection> connection_;
  std::string path_;
  Options options_;
};

/// Settings of a store: "unit", "audience", "log-key", "registry-root", cursors.
Result<std::optional<std::string>> setting(Connection& connection, std::string_view key);
Status set_setting(Connection& connection, std::string_view key, std::string_view value);

}  // namespace girs::store
