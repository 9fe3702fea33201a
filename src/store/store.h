#pragma once
// The store: one SQLite file. Work on it happens inside read() or write(), which hand out a
// connection; the tables have a file each (definitions.h, reports.h, ...).
//
// Threads: any; writers queue up on one lock and readers on another, so that nobody who only looks
// waits for a disk that writes (SQLite's WAL shows them what was committed last). Processes: several may open one file; a writer
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
  std::shared_ptr<const CancelToken> cancel = nullptr;   // once set, work fails with kCancelled
};

class Store {
 public:
  /// Opens the store at `path`, creating it unless read_only. kNotFound: read-only and no file;
  /// kCorrupt: not a store; kUnsupported: from a newer library.
  static Result<std::unique_ptr<Store>> open(const std::string& path, Options options);

  /// Runs `work(connection)` over what was committed last; it must not write. kClosed after
  /// close().
  template <class Work>
  auto read(Work&& work) -> decltype(work(std::declval<Connection&>())) {
    Desk& desk = options_.read_only ? writer_ : reader_;
    const std::lock_guard lock(desk.mutex);
    if (!desk.connection) return closed();
    if (auto begun = desk.connection->run("BEGIN"); !begun) return std::move(begun).error();
    const Rollback snapshot{desk.connection.get()};
    return work(*desk.connection);
  }

  /// Runs `work(connection)` in one transaction: committed when it succeeds, else undone.
  template <class Work>
  auto write(Work&& work) -> decltype(work(std::declval<Connection&>())) {
    const std::lock_guard lock(writer_.mutex);
    auto* connection = writer_.connection.get();
    if (!connection) return closed();
    if (auto begun = connection->run("BEGIN IMMEDIATE"); !begun) return std::move(begun).error();
    return commit_after(*connection, work);
  }

  /// As write(), for what may as well be done another time: where somebody writes just now, in
  /// this process or another, nothing is done and nobody waits. `work` returns Status; false: it
  /// was not called.
  template <class Work>
  Result<bool> write_if_free(Work&& work) {
    const std::unique_lock lock(writer_.mutex, std::try_to_lock);
    if (!lock) return false;
    auto* connection = writer_.connection.get();
    if (!connection) return closed();
    GIRS_TRY(const bool begun, begin_at_once(*connection));
    if (!begun) return false;
    GIRS_CHECK(commit_after(*connection, work));
    return true;
  }

  /// Waits for running work and closes the file; idempotent.
  Status close();
  Time now() const { return options_.clock(); }
  const std::string& path() const { return path_; }

  /// `reader` is null for a read-only store: its one connection does for both.
  Store(std::unique_ptr<Connection> writer, std::unique_ptr<Connection> reader, std::string path,
        Options options)
      : path_(std::move(path)), options_(std::move(options)) {
    writer_.connection = std::move(writer);
    reader_.connection = std::move(reader);
  }

 private:
  struct Desk {
    std::mutex mutex = {};
    std::unique_ptr<Connection> connection = {};
  };
  struct Rollback {  // also when an exception (no memory) passes through
    Connection* connection;
    ~Rollback() {
      if (connection) connection->roll_back();
    }
  };
  Error closed() const;
  /// Takes SQLite's lock for writing; false: another process has it.
  Result<bool> begin_at_once(Connection& connection) const;

  /// The rest of a write whose transaction has begun.
  template <class Work>
  static auto commit_after(Connection& connection, Work& work) -> decltype(work(connection)) {
    Rollback undo{&connection};
    auto result = work(connection);
    if (!result) return result;
    if (auto done = connection.run("COMMIT"); !done) return std::move(done).error();
    undo.connection = nullptr;
    return result;
  }

  Desk writer_, reader_;
  std::string path_;
  Options options_;
};

/// Settings of a store: "unit", "audience", "log-key", "registry-root", cursors.
Result<std::optional<std::string>> setting(Connection& connection, std::string_view key);
Status set_setting(Connection& connection, std::string_view key, std::string_view value);

/// Calls `visit` with the value of every setting whose key begins with `prefix`.
Status each_setting(Connection& connection, std::string_view prefix,
                    const std::function<Status(const std::string& value)>& visit);

}  // namespace girs::store
