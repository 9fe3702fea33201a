#include "store/outbox.h"

#include <algorithm>

namespace girs::store {
namespace {

constexpr std::string_view kSelect =
    "SELECT pid, report, series, rev, envelope, state, attempts, queued_at, note, receipt, "
    "lease_until, next_at, distrusts FROM outbox ";

// What is still to go out, "sending" included: its sender may be gone.
constexpr std::string_view kUnsent = "state IN ('queued','sending','awaiting-receipt')";

// Whether a package waits for its time, at ?1. A moment further away was written by a clock that has
// been set back since.
constexpr std::string_view kWaits = "(next_at > ?1 AND next_at <= ?1 + 86400)";
static_assert(kLongestWaitSeconds == 86'400);

// As they were queued, whatever the clock said then: it may have been set back.
constexpr std::string_view kInOrder = " ORDER BY rowid";

OutboxRow read_row(Statement& row) {
  return {row.text(0),    row.optional_integer(1), row.text(2),    static_cast<int>(row.integer(3)),
          row.blob(4),    row.text(5),             row.integer(6), row.integer(7),
          row.text(8),    row.optional_text(9),    row.integer(10), row.integer(11), row.integer(12)};
}

}  // namespace

Status enqueue(Connection& connection, const OutboxRow& row) {
  return connection.run(
      "INSERT INTO outbox(pid, report, series, rev, envelope, state, attempts, queued_at, note) "
      "VALUES(?,?,?,?,?,?,?,?,?)",
      row.pid, row.report, row.series, row.rev, row.envelope, row.state, row.attempts, row.queued_at,
      row.note);
}

std::string note_of(const Message& message, std::string_view reason) {
  const std::string before = reason.empty() ? std::string() : std::string(reason) + ": ";
  return before + message.in("vi") + '\n' + before + message.en;
}

bool is_own_reason(std::string_view reason) {
  return reason == kAttachmentMissing || reason == kAttachmentDamaged;
}

bool is_set_aside(const OutboxRow& row) { return row.state == "dead-letter" || row.state == "conflict"; }

bool lacks_attachment(const OutboxRow& row) {
  const std::string_view reason = std::string_view(row.note).substr(0, row.note.find(": "));
  return row.state == "dead-letter" && is_own_reason(reason);
}

Message read_note(std::string_view note) {
  const auto end = note.find('\n');
  const std::string vi(note.substr(0, end));
  return {end == std::string_view::npos ? vi : std::string(note.substr(end + 1)), vi};
}

Result<std::vector<OutboxRow>> outbox(Connection& connection, std::string_view state) {
  static const std::string kSql =
      std::string(kSelect) + "WHERE ?1 = '' OR state = ?1" + std::string(kInOrder);
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

Result<std::optional<OutboxRevision>> newest_standing(Connection& connection,
                                                      std::string_view series) {
  std::optional<OutboxRevision> newest;
  GIRS_CHECK(connection.each(
      "SELECT pid, rev FROM outbox WHERE series = ? AND "
      "state NOT IN ('conflict','dead-letter') ORDER BY rev DESC LIMIT 1",
      [&](Statement& row) {
        newest = {row.text(0), static_cast<int>(row.integer(1))};
        return ok();
      },
      series));
  return newest;
}

Result<std::optional<OutboxRow>> lease_next(Connection& connection, std::int64_t now,
                                            std::int64_t lease_until, bool patient,
                                            const std::vector<std::string>& done) {
  static const std::string kSql =
      std::string(kSelect) + "AS one WHERE " + std::string(kUnsent) +
      " AND (state <> 'sending' OR lease_until <= ?1 OR lease_until > ?3) AND NOT (?2 AND " + std::string(kWaits) + ")"
      " AND NOT EXISTS (SELECT 1 FROM outbox AS earlier WHERE earlier.series = one.series"
      " AND earlier.rev < one.rev AND earlier.state IN ('queued','sending','awaiting-receipt'))" +
      std::string(kInOrder);
  std::optional<OutboxRow> found;
  {
    GIRS_TRY(auto rows, connection.prepare(kSql));
    rows.bind(1, now);
    rows.bind(2, patient ? 1 : 0);
    rows.bind(3, lease_until);
    while (!found) {
      GIRS_TRY(const bool more, rows.step());
      if (!more) return found;
      if (std::ranges::find(done, rows.text(0)) == done.end()) found = read_row(rows);
    }
  }
  const auto seconds = std::to_string(lease_until - now);
  const auto note = note_of({"A round sends it now; if that was cut off, another one may take it " + seconds + " s later.",
                             "Một lượt trao đổi đang gửi; nếu bị ngắt, lượt khác được gửi lại sau " + seconds + " giây."});
  GIRS_CHECK(connection.run("UPDATE outbox SET state = 'sending', lease_until = ?, note = ? WHERE pid = ?", lease_until,
                            note, found->pid));
  return found;
}

Status postpone(Connection& connection, std::string_view pid, std::string_view state,
                std::string_view note, std::int64_t next_at, bool distrusted) {
  return connection.run(
      "UPDATE outbox SET state = ?, note = ?, attempts = attempts + 1, lease_until = 0, next_at = ?, "
      "distrusts = CASE WHEN ? THEN distrusts + 1 ELSE distrusts END WHERE pid = ?",
      state, note, next_at, distrusted ? 1 : 0, pid);
}

Result<Unsent> unsent(Connection& connection, std::int64_t now) {
  static const std::string kSql =
      "SELECT count(*), coalesce(sum" + std::string(kWaits) + ", 0), coalesce(min(CASE WHEN " + std::string(kWaits) +
      " THEN next_at END), 0) FROM outbox WHERE " + std::string(kUnsent);
  Unsent found;
  GIRS_CHECK(connection.each(
      kSql,
      [&](Statement& row) {
        found = {row.integer(0), row.integer(1), row.integer(2)};
        return ok();
      },
      now));
  return found;
}

namespace {

/// What counts of a unit's figures follows from what became of its package.
Status note_figures(Connection& connection, std::string_view pid) {
  return connection.run(
      "INSERT INTO figure_change(regime, period, unit) SELECT r.regime, r.period, r.unit "
      "FROM outbox o JOIN report r ON r.id = o.report WHERE o.pid = ?",
      pid);
}

}  // namespace

Status set_outbox_state(Connection& connection, std::string_view pid, std::string_view state,
                        std::string_view note) {
  GIRS_CHECK(note_figures(connection, pid));
  return connection.run(
      "UPDATE outbox SET state = ?, note = ?, attempts = attempts + (lease_until > 0), lease_until = 0, "
      "next_at = 0 WHERE pid = ?",
      state, note, pid);
}

Status requeue(Connection& connection, std::string_view pid) {
  GIRS_CHECK(note_figures(connection, pid));
  return connection.run(
      "UPDATE outbox SET state = 'queued', note = '', attempts = 0, lease_until = 0, next_at = 0, distrusts = 0 "
      "WHERE pid = ?",
      pid);
}

Status set_outbox_receipt(Connection& connection, std::string_view pid, std::string_view receipt,
                          std::string_view state) {
  return connection.run(
      "UPDATE outbox SET state = ?, note = '', attempts = attempts + 1, receipt = ?, lease_until = 0, "
      "next_at = 0, distrusts = 0 WHERE pid = ?",
      state, receipt, pid);
}

Status each_outbox_receipt(Connection& connection,
                           const std::function<Status(const std::string& pid, const std::string& receipt)>& visit) {
  return connection.each("SELECT pid, receipt FROM outbox WHERE receipt IS NOT NULL",
                         [&](Statement& row) { return visit(row.text(0), row.text(1)); });
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
