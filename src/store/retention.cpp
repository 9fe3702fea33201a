#include "store/retention.h"

#include "store/schema.h"

namespace girs::store {
namespace {

template <class... Values>
Result<Dated> dated(Connection& connection, std::string_view sql, const Values&... values) {
  Dated found;
  GIRS_CHECK(connection.each(
      sql,
      [&](Statement& row) {
        found = {row.integer(0), row.optional_integer(1)};
        return ok();
      },
      values...));
  return found;
}

}  // namespace

Result<Dated> reads_before(Connection& connection, std::int64_t time) {
  return dated(connection, "SELECT count(*), min(at) FROM read_audit WHERE at < ?", time);
}

Result<Dated> packages_kept(Connection& connection) {
  return dated(connection,
               "SELECT count(*), max(logged_at) FROM (SELECT logged_at FROM submission "
               "UNION ALL SELECT logged_at FROM series_package)");
}

Result<std::vector<Attachment>> attachments_before(Connection& connection, std::int64_t time) {
  std::vector<Attachment> found;
  GIRS_CHECK(connection.each(
      "SELECT digest, stored_at FROM blob WHERE stored_at < ? AND digest NOT IN "
      "(SELECT digest FROM report_attachment) AND "
      // A definition that contradicts the store's own waits there for a person (sync/catalogue.cpp).
      "instr(content, CAST('\"schema\":\"girs.' AS BLOB)) = 0 ORDER BY stored_at, digest",
      [&](Statement& row) {
        found.push_back({row.text(0), row.integer(1)});
        return ok();
      },
      time));
  return found;
}

Result<std::int64_t> each_package_after(Connection& connection, std::int64_t row,
                                        const std::function<Status(const Bytes&)>& visit) {
  std::int64_t last = row;
  GIRS_CHECK(connection.each(
      "SELECT rowid, envelope FROM submission WHERE rowid > ? ORDER BY rowid",
      [&](Statement& package) {
        last = package.integer(0);
        return visit(package.blob(1));
      },
      row));
  return last;
}

Status remove_attachments(Connection& connection, const std::vector<Attachment>& which) {
  return without_guard(connection, {"blob"}, [&]() -> Status {
    for (const auto& one : which)
      GIRS_CHECK(connection.run("DELETE FROM blob WHERE digest = ?", one.digest));
    return ok();
  });
}

}  // namespace girs::store
