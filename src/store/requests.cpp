#include "store/requests.h"

namespace girs::store {
namespace {

Status read_units(Connection& connection, RequestRow& row) {
  return connection.each(
      "SELECT unit FROM request_unit WHERE pid = ? ORDER BY unit",
      [&](Statement& unit) {
        row.units.push_back(unit.text(0));
        return ok();
      },
      row.pid);
}

}  // namespace

Status insert_request(Connection& connection, const RequestRow& row) {
  GIRS_CHECK(connection.run(
      "INSERT INTO request(pid, origin, idx, logged_at, regime, period, due, text, envelope) "
      "VALUES(?,?,?,?,?,?,?,?,?)",
      row.pid, row.origin, row.index, row.logged_at, row.regime, row.period, row.due, row.text,
      row.envelope));
  for (const auto& unit : row.units)
    GIRS_CHECK(connection.run("INSERT INTO request_unit(pid, unit) VALUES(?,?)", row.pid, unit));
  return ok();
}

Result<std::optional<RequestRow>> request(Connection& connection, std::string_view pid) {
  std::optional<RequestRow> found;
  GIRS_CHECK(connection.each(
      "SELECT pid, origin, idx, logged_at, regime, period, due, text, envelope FROM request "
      "WHERE pid = ?",
      [&](Statement& row) {
        found = {row.text(0), row.text(1), row.integer(2), row.integer(3), row.text(4),
                 row.text(5), row.text(6), row.text(7),    row.blob(8)};
        return ok();
      },
      pid));
  if (found) GIRS_CHECK(read_units(connection, *found));
  return found;
}

Result<std::vector<RequestRow>> requests(Connection& connection, std::string_view unit,
                                         std::int64_t until) {
  std::vector<std::string> pids;
  GIRS_CHECK(connection.each(
      // Without a bound every row, also one whose time somebody made a text, which no number equals.
      "SELECT pid FROM request WHERE (?2 = 9223372036854775807 OR logged_at <= ?2) AND (?1 = '' OR EXISTS (SELECT 1 FROM "
      "request_unit u WHERE u.pid = request.pid AND u.unit = ?1)) ORDER BY origin, idx",
      [&](Statement& row) {
        pids.push_back(row.text(0));
        return ok();
      },
      unit, until));
  std::vector<RequestRow> rows;
  for (const auto& pid : pids) {
    GIRS_TRY(auto row, request(connection, pid));
    if (row) rows.push_back(*std::move(row));
  }
  return rows;
}

}  // namespace girs::store
