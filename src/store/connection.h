#pragma once
// One SQLite connection with cached statements. This module alone knows SQLite; others see
// rows as values. Not thread-safe: Store gives it out under its lock.

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "base/bytes.h"
#include "base/progress.h"
#include "base/result.h"

struct sqlite3;
struct sqlite3_stmt;

namespace girs::store {

class Connection;

/// A prepared statement on loan; gives itself back to the connection when it goes.
class Statement {
 public:
  Statement(sqlite3_stmt* statement, bool* in_use, const Connection& connection)
      : statement_(statement), in_use_(in_use), connection_(&connection) {}
  Statement(Statement&& other) noexcept;
  Statement& operator=(Statement&&) = delete;
  ~Statement();

  void bind(int index, std::int64_t value);
  void bind(int index, int value) { bind(index, static_cast<std::int64_t>(value)); }
  void bind(int index, std::string_view text);
  void bind(int index, const std::string& text) { bind(index, std::string_view(text)); }
  void bind(int index, const char* text) { bind(index, std::string_view(text)); }
  void bind(int index, ByteView blob);
  void bind(int index, const Bytes& blob) { bind(index, ByteView(blob)); }
  void bind(int index, std::nullopt_t);
  template <class T>
  void bind(int index, const std::optional<T>& value) {
    if (value) bind(index, *value); else bind(index, std::nullopt);
  }

  /// As bind(), without a copy: `value` must live as long as the statement.
  void lend(int index, std::string_view text);
  void lend(int index, const std::string& text) { lend(index, std::string_view(text)); }
  void lend(int index, ByteView blob);
  void lend(int index, const Bytes& blob) { lend(index, ByteView(blob)); }
  template <class T>
  void lend(int index, const std::optional<T>& value) {
    if (value) lend(index, *value); else bind(index, std::nullopt);
  }
  template <class T>
  void lend(int index, const T& value) { bind(index, value); }

  /// True when there is a row. kCancelled once the connection's token is set.
  Result<bool> step();
  std::int64_t integer(int column) const;
  std::string text(int column) const;
  Bytes blob(int column) const;
  bool is_null(int column) const;
  std::optional<std::string> optional_text(int column) const;
  std::optional<std::int64_t> optional_integer(int column) const;

 private:
  sqlite3_stmt* statement_;
  bool* in_use_;       // in the connection's cache; null for a statement of its own
  const Connection* connection_;
};

class Connection {
 public:
  /// Opens the file; nothing of its content is looked at yet. Work on it stops at the next row,
  /// and inside a long search, once `cancel` is set.
  static Result<std::unique_ptr<Connection>> open(
      const std::string& path, bool read_only, int busy_timeout_ms,
      std::shared_ptr<const CancelToken> cancel = nullptr);
  ~Connection();
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  Result<Statement> prepare(std::string_view sql);
  /// Runs `sql` with `values` bound in order and no row expected.
  template <class... Values>
  Status run(std::string_view sql, const Values&... values) {
    GIRS_TRY(auto statement, prepare(sql));
    int index = 0;
    (statement.lend(++index, values), ...);
    auto stepped = statement.step();
    if (!stepped) return std::move(stepped).error();
    return ok();
  }
  /// Calls `visit(statement)` for every row; `visit` returns Status.
  template <class Visit, class... Values>
  Status each(std::string_view sql, Visit&& visit, const Values&... values) {
    GIRS_TRY(auto statement, prepare(sql));
    int index = 0;
    (statement.lend(++index, values), ...);
    for (;;) {
      GIRS_TRY(const bool row, statement.step());
      if (!row) return ok();
      GIRS_CHECK(visit(statement));
    }
  }
  /// Runs several statements without parameters (schema and pragmas).
  Status script(const char* sql);
  /// Runs `work` as one of many in a transaction: when it gives an error, what it wrote is undone
  /// and what came before it stays. An error that ended the transaction has undone everything.
  template <class Work>
  auto in_savepoint(Work&& work) -> decltype(work()) {
    GIRS_CHECK(run("SAVEPOINT one"));
    auto done = work();
    if (done) GIRS_CHECK(run("RELEASE one"));
    else if (in_transaction()) GIRS_CHECK(script("ROLLBACK TO one; RELEASE one"));
    return done;
  }
  bool in_transaction() const;
  /// Undoes the transaction, if there is one; needs no memory.
  void roll_back() noexcept;
  bool is_cancelled() const { return cancel_ && cancel_->is_set(); }
  std::int64_t last_row_id() const;
  /// Rows that the last INSERT, UPDATE or DELETE changed.
  std::int64_t changes() const;
  const std::string& path() const { return path_; }
  /// For this module's own files.
  sqlite3* handle() const { return database_; }

  Connection(sqlite3* database, std::string path) : database_(database), path_(std::move(path)) {}

 private:
  struct Cached {
    sqlite3_stmt* statement = nullptr;
    bool in_use = false;
  };
  sqlite3* database_;
  sqlite3_stmt* rollback_ = nullptr;   // prepared while there was memory
  std::shared_ptr<const CancelToken> cancel_ = nullptr;
  std::string path_;
  std::unordered_map<std::string, std::unique_ptr<Cached>> cache_;
};

/// The core's error for what SQLite says of the store at `path`.
Error sqlite_error(sqlite3* database, int result, const std::string& path);

}  // namespace girs::store
