#include "store/outbox.h"

namespace girs::store {
namespace {

constexpr std::string_view kSelect =
    "SELECT pid, report, series, rev, envelope, state, attempts, queued_at, note, receipt FROM outbox ";

OutboxRow read_row(Statement& row) {
  return {row.text(0),    row.optional_integer(1), row.text(2),    static_cast<int>(row.integer(3)),
          row.blob(4),    row.text(5),             row.integer(6), row.integer(7),
          row.text(8),    row.optional_text(9)};
}

}  // namespace

Status enqueue(Connection& connection, const OutboxRow& row) {
  return connection.run(
      "INSERT INTO outbox(pid, report, series, rev, envelope, state, attempts, queued_at, note) "
      "VALUES(?,?,?,?,?,?,?,?,?)",
      row.pid, row.report, row.series, row.rev, row.envelope, row.state, row.attempts, row.queued_at,
      row.note);
}

Result<std::vector<OutboxRow>> outbox(Connection& connection, std::string_view state) {
  static const std::string kSql =
      std::string(kSelect) + "WHERE ?1 = '' OR state = ?1 ORDER BY queued_at, rowid";
  std::vector<OutboxRow> rows;
  GIRS_CHECK(connection.each(
      kSql,
      [&](Statement& row) {
        rows.push_back(read_row(row));
        return ok();
      },
      state));
  return rows;
}

Result<std::optional<OutboxRow>> outbox_row(Connection& connection, std::string_view pid) {
  static const std::string kSql = std::string(kSelect) + "WHERE pid = ?";
  std::optional<OutboxRow> found;
  GIRS_CHECK(connection.each(
      kSql,
      [&](Statement& row) {
        found = read_row(row);
        return ok();
      },
      pid));
  return found;
}

Status set_outbox_state(Connection& connection, std::string_view pid, std::string_view state,
                        std::string_view note) {
  return connection.run(
      "UPDATE outbox SET state = ?, note = ?, attempts = attempts + 1 WHERE pid = ?", state, note, pid);
}

Status set_outbox_receipt(Connection& connection, std::string_view pid, std::string_view receipt) {
  return connection.run(
      "UPDATE outbox SET state = 'receipted', note = '', attempts = attempts + 1, receipt = ? "
      "WHERE pid = ?",
      receipt, pid);
}

Result<std::vector<std::pair<std::string, std::int64_t>>> outbox_counts(Connection& connection) {
  std::vector<std::pair<std::string, std::int64_t>> counts;
  GIRS_CHECK(connection.each("SELECT state, count(*) FROM outbox GROUP BY state ORDER BY state",
                             [&](Statement& row) {
                               counts.emplace_back(row.text(0), row.integer(1));
                               return ok();
                             }));
  return counts;
}

}  // namespace girs::store
