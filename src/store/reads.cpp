#include "store/reads.h"

namespace girs::store {

Status insert_read(Connection& connection, const ReadRow& row) {
  return connection.run(
      "INSERT INTO read_audit(at, keyid, unit, person, call, about, rule, items) "
      "VALUES(?, ?, ?, ?, ?, ?, ?, ?)",
      row.at, row.keyid, row.unit, row.person, row.call, row.about, row.rule, row.items);
}

Status each_read(Connection& connection, std::int64_t since, std::int64_t limit,
                 std::string_view unit, const std::function<Status(const ReadRow&)>& visit) {
  return connection.each(
      "SELECT id, at, keyid, unit, person, call, about, rule, items FROM read_audit "
      "WHERE id > ?1 AND (?2 = '' OR unit = ?2) ORDER BY id LIMIT ?3",
      [&](Statement& row) {
        return visit({row.integer(0), row.integer(1), row.text(2), row.text(3), row.text(4),
                      row.text(5), row.text(6), row.text(7), row.integer(8)});
      },
      since, unit, limit);
}

Result<std::int64_t> forget_reads_before(Connection& connection, std::int64_t time) {
  GIRS_CHECK(connection.run("DELETE FROM read_audit WHERE at < ?", time));
  return connection.changes();
}

}  // namespace girs::store
