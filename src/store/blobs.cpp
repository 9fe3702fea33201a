#include "store/blobs.h"

namespace girs::store {

Status put_blob(Connection& connection, std::string_view digest, ByteView content, Time now) {
  return connection.run("INSERT OR IGNORE INTO blob(digest, stored_at, content) VALUES(?,?,?)",
                        digest, static_cast<std::int64_t>(now.time_since_epoch().count()), content);
}

Status restore_blob(Connection& connection, std::string_view digest, ByteView content, Time now) {
  // REPLACE fires no trigger of deletion, so that the guard against slips stays where it is.
  return connection.run(
      "INSERT OR REPLACE INTO blob(digest, stored_at, content) SELECT ?1, ?2, ?3 "
      "WHERE NOT EXISTS (SELECT 1 FROM blob WHERE digest = ?1 AND content = ?3)",
      digest, static_cast<std::int64_t>(now.time_since_epoch().count()), content);
}

Result<std::optional<Bytes>> blob(Connection& connection, std::string_view digest) {
  std::optional<Bytes> found;
  GIRS_CHECK(connection.each(
      "SELECT content FROM blob WHERE digest = ?",
      [&](Statement& row) {
        found = row.blob(0);
        return ok();
      },
      digest));
  return found;
}

Result<bool> has_blob(Connection& connection, std::string_view digest) {
  bool found = false;
  GIRS_CHECK(connection.each(
      "SELECT 1 FROM blob WHERE digest = ?",
      [&](Statement&) {
        found = true;
        return ok();
      },
      digest));
  return found;
}

Status each_blob(Connection& connection,
                 const std::function<Status(const std::string& digest, const Bytes& content)>& visit) {
  return connection.each("SELECT digest, content FROM blob ORDER BY digest",
                         [&](Statement& row) { return visit(row.text(0), row.blob(1)); });
}

}  // namespace girs::store
