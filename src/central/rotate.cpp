#include "central/rotate.h"

#include <filesystem>

#include "central/log_book.h"
#include "central/log_end.h"
#include "log/checkpoint.h"
#include "store/backup.h"
#include "store/rotation.h"

namespace girs::central {
namespace {

/// The last checkpoint must cover the whole log: nothing is left behind without a proof.
Status check_last(store::Connection& connection, const std::string& note) {
  GIRS_TRY(const auto last, log::Checkpoint::of_note(note));
  GIRS_TRY(const auto size, store::log_size(connection));
  if (static_cast<std::int64_t>(last.size) == size) return ok();
  return error(Code::kConflict, "The log has grown since its checkpoint was taken: stop the server, then rotate.",
               "Nhật ký đã dài thêm sau điểm chốt: hãy dừng máy chủ rồi mới chuyển sang nhật ký mới.");
}

Status begin_anew(store::Store& fresh, const std::string& old_origin, const std::string& origin,
                  const std::string& last_note) {
  return fresh.write([&](store::Connection& connection) -> Status {
    GIRS_CHECK(check_last(connection, last_note));
    GIRS_CHECK(store::end_log(connection, old_origin, [&](std::int64_t index) {
      return receipt_of(connection, index, last_note);
    }));
    GIRS_CHECK(store::change_audience(connection, origin));
    // The anchor and the note of the registry that was logged are the old log's.
    GIRS_CHECK(connection.run("DELETE FROM setting WHERE key IN ('anchor', 'registry-logged', 'log-key', 'catalogue-published')"));
    GIRS_CHECK(append_leaf(connection, log::GenesisEntry{origin, last_note}, fresh.now()));
    return ok();
  });
}

}  // namespace

Status rotate(store::Store& store, const std::string& path, const std::string& old_origin,
              const std::string& origin, const std::string& last_note) {
  if (old_origin == origin)
    return error(Code::kConflict, "The new log needs a name of its own, not " + origin + ".",
                 "Nhật ký mới phải có tên riêng, không phải " + origin + ".");
  GIRS_CHECK(store::backup(store, path, {}));
  GIRS_TRY(const auto fresh, store::Store::open(path, {false, 5000, [&store] { return store.now(); }}));
  auto begun = begin_anew(*fresh, old_origin, origin, last_note);
  GIRS_CHECK(fresh->close());
  if (begun) return ok();
  std::error_code ignored;
  for (const char* end : {"", "-wal", "-shm"}) std::filesystem::remove(path + end, ignored);
  return begun;
}

}  // namespace girs::central
