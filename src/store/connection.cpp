#include "store/connection.h"

#include <sqlite3.h>

#include <new>
#include <utility>

namespace girs::store {

namespace {

constexpr int kInstructionsBetweenLooks = 4096;   // of SQLite's machine: some tens of microseconds

int is_set(void* cancel) { return static_cast<const CancelToken*>(cancel)->is_set() ? 1 : 0; }

/// A value that SQLite had no memory for must not go missing.
void must_have(int result) {
  if (result == SQLITE_NOMEM) throw std::bad_alloc();
}

/// What a column holds; null stands for "no memory" as well as for nothing.
template <class Data>
Data held(Data data, sqlite3_stmt* statement) {
  if (!data) must_have(sqlite3_errcode(sqlite3_db_handle(statement)) & 0xff);
  return data;
}

}  // namespace

Error sqlite_error(sqlite3* database, int result, const std::string& path) {
  must_have(result & 0xff);
  const std::string reason = database ? sqlite3_errmsg(database) : sqlite3_errstr(result);
  const Details details{{"path", path}};
  switch (result & 0xff) {
    case SQLITE_INTERRUPT:
      return cancelled();
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return error(Code::kBusy, "The store " + path + " is being written by somebody else; try again.",
                   "Kho " + path + " đang được nơi khác ghi; hãy thử lại.", details);
    case SQLITE_FULL:
      return error(Code::kIo, "The disk is full: nothing was written to the store " + path + ".",
                   "Đĩa đã đầy: chưa ghi gì vào kho " + path + ".", details);
    case SQLITE_NOTADB:
      return error(Code::kCorrupt, "The file " + path + " is not a store.",
                   "Tệp " + path + " không phải là kho dữ liệu.", details);
    case SQLITE_CORRUPT:
      return error(Code::kCorrupt, "The store " + path + " is damaged: " + reason + ".",
                   "Kho " + path + " bị hỏng: " + reason + ".", details);
    case SQLITE_CONSTRAINT:
      return error(Code::kConflict, "The store " + path + " refuses the change: " + reason + ".",
                   "Kho " + path + " từ chối thay đổi: " + reason + ".", details);
    case SQLITE_CANTOPEN:
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_IOERR:
      return error(Code::kIo, "The store " + path + " cannot be used: " + reason + ".",
                   "Không dùng được kho " + path + ": " + reason + ".", details);
    default:
      return error(Code::kInternal, "SQLite says of " + path + ": " + reason + ".", {}, details);
  }
}

Statement::Statement(Statement&& other) noexcept
    : statement_(std::exchange(other.statement_, nullptr)),
      in_use_(other.in_use_),
      connection_(other.connection_) {}

Statement::~Statement() {
  if (!statement_) return;
  if (in_use_) {
    sqlite3_reset(statement_);
    sqlite3_clear_bindings(statement_);
    *in_use_ = false;
  } else {
    sqlite3_finalize(statement_);
  }
}

void Statement::bind(int index, std::int64_t value) { sqlite3_bind_int64(statement_, index, value); }
void Statement::bind(int index, std::nullopt_t) { sqlite3_bind_null(statement_, index); }
namespace {

using Ownership = sqlite3_destructor_type;

void bind_text(sqlite3_stmt* statement, int index, std::string_view text, Ownership ownership) {
  must_have(sqlite3_bind_text64(statement, index, text.data() ? text.data() : "", text.size(),
                                ownership, SQLITE_UTF8));
}
void bind_blob(sqlite3_stmt* statement, int index, ByteView blob, Ownership ownership) {
  must_have(sqlite3_bind_blob64(statement, index,
                                blob.empty() ? "" : static_cast<const void*>(blob.data()),
                                blob.size(), ownership));
}

}  // namespace

void Statement::bind(int index, std::string_view text) {
  bind_text(statement_, index, text, SQLITE_TRANSIENT);
}
void Statement::bind(int index, ByteView blob) {
  bind_blob(statement_, index, blob, SQLITE_TRANSIENT);
}
void Statement::lend(int index, std::string_view text) {
  bind_text(statement_, index, text, SQLITE_STATIC);
}
void Statement::lend(int index, ByteView blob) {
  bind_blob(statement_, index, blob, SQLITE_STATIC);
}

Result<bool> Statement::step() {
  if (connection_->is_cancelled()) return cancelled();
  const int result = sqlite3_step(statement_);
  if (result == SQLITE_ROW) return true;
  if (result == SQLITE_DONE) return false;
  return sqlite_error(sqlite3_db_handle(statement_), result, connection_->path());
}

std::int64_t Statement::integer(int column) const { return sqlite3_column_int64(statement_, column); }
bool Statement::is_null(int column) const {
  return sqlite3_column_type(statement_, column) == SQLITE_NULL;
}
std::string Statement::text(int column) const {
  const auto* text = held(sqlite3_column_text(statement_, column), statement_);
  const auto size = static_cast<std::size_t>(sqlite3_column_bytes(statement_, column));
  return text ? std::string(reinterpret_cast<const char*>(text), size) : std::string();
}
Bytes Statement::blob(int column) const {
  const auto* data = static_cast<const std::uint8_t*>(
      held(sqlite3_column_blob(statement_, column), statement_));
  const auto size = sqlite3_column_bytes(statement_, column);
  return data ? Bytes(data, data + size) : Bytes();
}
std::optional<std::string> Statement::optional_text(int column) const {
  if (is_null(column)) return std::nullopt;
  return text(column);
}
std::optional<std::int64_t> Statement::optional_integer(int column) const {
  if (is_null(column)) return std::nullopt;
  return integer(column);
}

Result<std::unique_ptr<Connection>> Connection::open(const std::string& path, bool read_only,
                                                     int busy_timeout_ms,
                                                     std::shared_ptr<const CancelToken> cancel) {
  auto connection = std::make_unique<Connection>(nullptr, path);   // closes what it is given below
  sqlite3*& database = connection->database_;
  const int flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE |
                    (read_only ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
  const int result = sqlite3_open_v2(path.c_str(), &database, flags, nullptr);
  if (!database) throw std::bad_alloc();
  if (result != SQLITE_OK) return sqlite_error(database, result, path);
  sqlite3_busy_timeout(database, busy_timeout_ms);
  // A store may come from anybody: its schema is not trusted to call functions with effects.
  sqlite3_db_config(database, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
  sqlite3_db_config(database, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
  const auto prepared = sqlite3_prepare_v3(database, "ROLLBACK", -1, SQLITE_PREPARE_PERSISTENT,
                                           &connection->rollback_, nullptr);
  if (prepared != SQLITE_OK) return sqlite_error(database, prepared, path);
  connection->cancel_ = std::move(cancel);
  if (connection->cancel_)
    sqlite3_progress_handler(database, kInstructionsBetweenLooks, is_set,
                             const_cast<CancelToken*>(connection->cancel_.get()));
  return connection;
}

Connection::~Connection() {
  sqlite3_finalize(rollback_);
  for (auto& [sql, cached] : cache_)
    if (cached) sqlite3_finalize(cached->statement);   // memory may have run out before it was made
  sqlite3_close_v2(database_);
}

Result<Statement> Connection::prepare(std::string_view sql) {
  // To undo a transaction may need memory after all; what was left of one goes before the next.
  if (sql.starts_with("BEGIN")) roll_back();
  auto& cached = cache_[std::string(sql)];
  if (!cached) cached = std::make_unique<Cached>();
  if (cached->statement && !cached->in_use) {
    cached->in_use = true;
    return Statement(cached->statement, &cached->in_use, *this);
  }
  sqlite3_stmt* statement = nullptr;
  const int result = sqlite3_prepare_v3(database_, sql.data(), static_cast<int>(sql.size()),
                                        SQLITE_PREPARE_PERSISTENT, &statement, nullptr);
  if (result != SQLITE_OK) return sqlite_error(database_, result, path_);
  if (cached->statement) return Statement(statement, nullptr, *this);  // the same SQL, nested
  cached->statement = statement;
  cached->in_use = true;
  return Statement(statement, &cached->in_use, *this);
}

Status Connection::script(const char* sql) {
  const int result = sqlite3_exec(database_, sql, nullptr, nullptr, nullptr);
  if (result != SQLITE_OK) return sqlite_error(database_, result, path_);
  return ok();
}

bool Connection::in_transaction() const { return !sqlite3_get_autocommit(database_); }

void Connection::roll_back() noexcept {
  if (!in_transaction()) return;
  // What is cancelled is undone all the same.
  sqlite3_progress_handler(database_, 0, nullptr, nullptr);
  sqlite3_step(rollback_);
  sqlite3_reset(rollback_);
  if (cancel_)
    sqlite3_progress_handler(database_, kInstructionsBetweenLooks, is_set,
                             const_cast<CancelToken*>(cancel_.get()));
}

std::int64_t Connection::last_row_id() const { return sqlite3_last_insert_rowid(database_); }
std::int64_t Connection::changes() const { return sqlite3_changes64(database_); }

}  // namespace girs::store
