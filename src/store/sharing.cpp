#include "store/sharing.h"

namespace girs::store {

Status insert_sharing_rule(Connection& connection, const SharingRuleRow& row, std::int64_t now) {
  return connection.run(
      "INSERT INTO sharing_rule(code, recipient, valid_from, valid_to, body, loaded_at) VALUES(?, ?, ?, ?, ?, ?)",
      row.code, row.recipient, row.valid_from, row.valid_to, row.body, now);
}

Result<std::vector<SharingRuleRow>> sharing_rules(Connection& connection, std::string_view recipient) {
  std::vector<SharingRuleRow> rows;
  GIRS_CHECK(connection.each(
      "SELECT code, recipient, valid_from, valid_to, body FROM sharing_rule r WHERE (?1 = '' OR recipient = ?1) "
      "AND id = (SELECT max(id) FROM sharing_rule WHERE code = r.code) ORDER BY code",
      [&](Statement& row) {
        rows.push_back({row.text(0), row.text(1), row.text(2), row.optional_text(3), row.text(4)});
        return ok();
      },
      recipient));
  return rows;
}

Status insert_request_seen(Connection& connection, std::string_view pid, std::string_view unit,
                           std::int64_t at, std::string_view keyid) {
  return connection.run(
      "INSERT INTO request_seen(pid, unit, at, keyid) VALUES(?, ?, ?, ?) ON CONFLICT(pid, unit) DO NOTHING",
      pid, unit, at, keyid);
}

Result<std::vector<SeenRow>> request_seen(Connection& connection, std::string_view pid) {
  std::vector<SeenRow> rows;
  GIRS_CHECK(connection.each(
      "SELECT unit, at FROM request_seen WHERE pid = ? ORDER BY unit",
      [&](Statement& row) {
        rows.push_back({row.text(0), row.integer(1)});
        return ok();
      },
      pid));
  return rows;
}

}  // namespace girs::store
