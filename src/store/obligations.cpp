#include "store/obligations.h"

namespace girs::store {

Status add_obligation_change(Connection& connection, const ObligationChangeRow& row) {
  return connection.run(
      "INSERT INTO obligation_change(regime, unit, period, scope, at, kind, due, reason, author) "
      "VALUES(?,?,?,?,?,?,?,?,?)",
      row.regime, row.unit, row.period, row.scope, row.at, row.kind, row.due, row.reason, row.author);
}

Result<std::vector<ObligationChangeRow>> obligation_changes(Connection& connection,
                                                            std::string_view regime,
                                                            std::string_view period,
                                                            std::int64_t until) {
  std::vector<ObligationChangeRow> rows;
  GIRS_CHECK(connection.each(
      "SELECT regime, unit, period, scope, at, kind, due, reason, author FROM obligation_change "
      "WHERE (?1 = '' OR regime = ?1) AND (?2 = '' OR period = ?2) AND at <= ?3 ORDER BY id",
      [&](Statement& row) {
        rows.push_back({row.text(0), row.text(1), row.text(2), row.text(3), row.integer(4), row.text(5),
                        row.optional_text(6), row.text(7), row.text(8)});
        return ok();
      },
      regime, period, until));
  return rows;
}

}  // namespace girs::store
