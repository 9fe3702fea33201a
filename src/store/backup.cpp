#include "store/backup.h"

#include <filesystem>

#include <fcntl.h>
#include <sqlite3.h>
#include <unistd.h>

namespace girs::store {
namespace {

// 4 MiB, then the disk takes them: what piles up there would make writers wait. In between, progress
// and cancelling.
constexpr int kPagesAStep = 1024;

Status sync_file(const std::string& path) {
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  const bool done = file >= 0 && ::fsync(file) == 0;
  if (file >= 0) ::close(file);
  if (done) return ok();
  return error(Code::kIo, "The copy " + path + " could not be written to the disk.",
               "Không ghi được bản sao " + path + " xuống đĩa.", {{"path", path}});
}

/// Copies page by page inside the read transaction that `from` has begun: writers do not make it
/// begin anew, and they do not wait.
Status copy_pages(Connection& from, Connection& to, const ProgressFunction& progress) {
  sqlite3_backup* const copy = sqlite3_backup_init(to.handle(), "main", from.handle(), "main");
  if (!copy) return sqlite_error(to.handle(), sqlite3_errcode(to.handle()), to.path());
  int result = SQLITE_OK;
  Status told = ok();
  while (result == SQLITE_OK && told) {
    result = sqlite3_backup_step(copy, kPagesAStep);
    const std::int64_t total = sqlite3_backup_pagecount(copy);
    told = report_progress(progress, {"backup", total - sqlite3_backup_remaining(copy), total, "pages"});
    if (told && result == SQLITE_OK) told = sync_file(to.path());
  }
  sqlite3_backup_finish(copy);
  if (!told) return told;
  return result == SQLITE_DONE ? ok() : Status(sqlite_error(to.handle(), result, to.path()));
}

Result<Inventory> copy_to(const Store& store, const std::string& part, const ProgressFunction& progress) {
  GIRS_TRY(const auto from, Connection::open(store.path(), true, 5000));
  GIRS_CHECK(from->script("BEGIN"));
  GIRS_TRY(auto held, inventory(*from));
  GIRS_TRY(const auto to, Connection::open(part, false, 5000));
  GIRS_CHECK(to->script("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF"));
  GIRS_CHECK(copy_pages(*from, *to, progress));
  GIRS_TRY(const auto copied, inventory(*to));
  if (copied == held) return held;
  return error(Code::kCorrupt, "The copy " + part + " does not hold what the store holds.",
               "Bản sao " + part + " không có đủ dữ liệu của kho.", {{"path", part}});
}

}  // namespace

Result<Inventory> inventory(Connection& connection) {
  Inventory found;
  GIRS_CHECK(connection.each("PRAGMA user_version", [&](Statement& row) {
    found.format = row.integer(0);
    return ok();
  }));
  GIRS_CHECK(connection.each(
      "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name",
      [&](Statement& row) {
        found.rows.emplace_back(row.text(0), 0);
        return ok();
      }));
  for (auto& table : found.rows)
    GIRS_CHECK(connection.each("SELECT count(*) FROM \"" + table.first + '"', [&](Statement& row) {
      table.second = row.integer(0);
      return ok();
    }));
  GIRS_CHECK(connection.each("SELECT count(*) FROM log_leaf", [&](Statement& row) {
    found.log_size = row.integer(0);
    return ok();
  }));
  GIRS_CHECK(connection.each("SELECT note FROM log_checkpoint ORDER BY size DESC LIMIT 1", [&](Statement& row) {
    found.checkpoint = row.text(0);
    return ok();
  }));
  return found;
}

Result<Inventory> backup(Store& store, const std::string& path, const ProgressFunction& progress) {
  std::error_code failure;
  if (std::filesystem::exists(path, failure))
    return error(Code::kConflict, "There is a file " + path + " already; a backup overwrites nothing.",
                 "Đã có tệp " + path + "; bản sao lưu không ghi đè.", {{"path", path}});
  const std::string part = path + ".part";
  std::filesystem::remove(part, failure);
  auto held = copy_to(store, part, progress);
  if (held) {
    if (auto synced = sync_file(part); !synced) held = std::move(synced).error();
  }
  if (held) {
    std::filesystem::rename(part, path, failure);
    if (failure)
      held = error(Code::kIo, "The copy could not be named " + path + ".", "Không đổi được tên bản sao thành " + path + ".",
                   {{"path", path}});
  }
  if (!held) std::filesystem::remove(part, failure);
  return held;
}

}  // namespace girs::store
