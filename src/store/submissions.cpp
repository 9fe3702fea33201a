#include "store/submissions.h"

#include "store/store.h"

#include "base/text.h"
#include "store/submission_parts.h"

namespace girs::store {
namespace {

std::string selecting(std::string_view envelope = "s.envelope") {
  return "SELECT s.pid, s.env, s.origin, s.idx, s.logged_at, s.series, s.rev, s.prev, "
         "s.regime, s.unit, s.period, s.scope, s.kind, s.created_at, " + std::string(envelope) +
         ", s.receipt, " + kStatusOfS + " FROM submission s ";
}

SubmissionRow read_row(Statement& row) {
  SubmissionRow found;
  found.pid = row.text(0);
  found.env = row.text(1);
  found.origin = row.text(2);
  found.index = row.integer(3);
  found.logged_at = row.integer(4);
  found.series = row.text(5);
  found.rev = static_cast<int>(row.integer(6));
  found.prev = row.optional_text(7);
  found.regime = row.text(8);
  found.unit = row.text(9);
  found.period = row.text(10);
  found.scope = row.text(11);
  found.kind = row.text(12);
  found.created_at = row.text(13);
  found.envelope = row.blob(14);
  found.receipt = row.optional_text(15);
  found.status = row.text(16);
  return found;
}

template <class... Values>
Result<std::vector<SubmissionRow>> all_of(Connection& connection, std::string_view sql,
                                          const Values&... values) {
  std::vector<SubmissionRow> rows;
  GIRS_CHECK(connection.each(
      sql,
      [&](Statement& row) {
        rows.push_back(read_row(row));
        return ok();
      },
      values...));
  return rows;
}

template <class... Values>
Result<std::vector<SubmissionRow>> select(Connection& connection, std::string_view condition,
                                          const Values&... values) {
  return all_of(connection, selecting() + std::string(condition), values...);
}

std::optional<SubmissionRow> first(std::vector<SubmissionRow> rows) {
  if (rows.empty()) return std::nullopt;
  return std::move(rows.front());
}

DecisionRow read_decision(Statement& row) {
  return {row.text(0),    row.text(1), row.text(2), row.integer(3), row.integer(4),
          row.text(5),    row.text(6), row.text(7), row.blob(8)};
}

constexpr std::string_view kSelectDecision =
    "SELECT pid, of_pid, origin, idx, logged_at, status, codes, text, envelope FROM decision ";

}  // namespace

Error unreadable(std::string_view pid) {
  return error(Code::kCorrupt, "What the store keeps beside package " + std::string(pid) + " is damaged.",
               "Dữ liệu kho lưu kèm gói " + std::string(pid) + " bị hỏng.", {{"pid", std::string(pid)}});
}

std::string joined_codes(const std::vector<std::string>& codes) { return join(codes, " "); }

Status insert_submission(Connection& connection, const SubmissionRow& row,
                         const std::vector<SignerRow>& signer_rows,
                         const std::vector<FigureRow>& figure_rows) {
  if (!is_a_set(signer_rows) || !is_a_set(figure_rows))
    return error(Code::kConflict, "A signer or a form stands twice in package " + row.pid + ".",
                 "Gói " + row.pid + " có người ký hoặc biểu mẫu bị lặp.", {{"pid", row.pid}});
  return connection.run(
      "INSERT INTO submission(pid, env, origin, idx, logged_at, series, rev, prev, regime, unit, "
      "period, scope, kind, created_at, signers, figures, envelope, receipt) "
      "VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
      row.pid, row.env, row.origin, row.index, row.logged_at, row.series, row.rev, row.prev,
      row.regime, row.unit, row.period, row.scope, row.kind, row.created_at, packed(signer_rows),
      packed(figure_rows), row.envelope, row.receipt);
}

Result<std::optional<SubmissionRow>> submission(Connection& connection, std::string_view pid) {
  GIRS_TRY(auto rows, select(connection, "WHERE s.pid = ?", pid));
  return first(std::move(rows));
}

Result<std::optional<SubmissionRow>> submission_at(Connection& connection, std::string_view origin,
                                                   std::int64_t index) {
  GIRS_TRY(auto rows, select(connection, "WHERE s.origin = ? AND s.idx = ?", origin, index));
  return first(std::move(rows));
}

Result<std::optional<SubmissionRow>> series_head(Connection& connection, std::string_view series) {
  GIRS_TRY(auto rows, select(connection, "WHERE s.series = ? ORDER BY s.rev DESC LIMIT 1", series));
  return first(std::move(rows));
}

Result<std::vector<SubmissionRow>> heads(Connection& connection, std::string_view regime,
                                         std::string_view period) {
  return all_of(connection,
                selecting("x''") + "WHERE s.regime = ? AND s.period = ? AND s.rev = "
                "(SELECT max(t.rev) FROM submission t WHERE t.series = s.series) "
                "ORDER BY s.unit, s.scope",
                regime, period);
}

Result<std::optional<SubmissionRow>> series_head_at(Connection& connection, std::string_view series,
                                                    std::int64_t logged_until) {
  GIRS_TRY(auto rows, all_of(connection,
                             selecting("x''") + "WHERE s.series = ? AND s.logged_at <= ? "
                             "ORDER BY s.rev DESC LIMIT 1",
                             series, logged_until));
  auto head = first(std::move(rows));
  if (!head || logged_until == INT64_MAX) return head;
  GIRS_TRY(const auto decided, decisions(connection, head->pid));
  head->status = "received";
  for (const auto& one : decided)
    if (one.logged_at <= logged_until) head->status = one.status;
  return head;
}

Status each_submission(Connection& connection,
                       const std::function<Status(const SubmissionRow&)>& visit) {
  return connection.each(selecting() + "ORDER BY s.origin, s.idx",
                         [&](Statement& row) { return visit(read_row(row)); });
}

Status each_newest_submission(Connection& connection, std::int64_t limit,
                              const std::function<Status(const SubmissionRow&)>& visit) {
  return connection.each(selecting() + "ORDER BY s.rowid DESC LIMIT ?",
                         [&](Statement& row) { return visit(read_row(row)); }, limit);
}

Result<std::vector<SignerRow>> signers(Connection& connection, std::string_view pid) {
  std::vector<SignerRow> rows;
  GIRS_CHECK(connection.each(
      "SELECT signers FROM submission WHERE pid = ?",
      [&](Statement& row) -> Status {
        auto read = unpacked_signers(row.text(0));
        if (!read) return unreadable(pid);
        rows = *std::move(read);
        return ok();
      },
      pid));
  return rows;
}

Result<std::vector<FigureRow>> figures(Connection& connection, std::string_view pid) {
  std::vector<FigureRow> rows;
  GIRS_CHECK(connection.each(
      "SELECT figures FROM submission WHERE pid = ?",
      [&](Statement& row) -> Status {
        auto read = unpacked_figures(row.blob(0));
        if (!read) return unreadable(pid);
        rows = *std::move(read);
        return ok();
      },
      pid));
  return rows;
}

Result<std::optional<SeriesHead>> head_of_series(Connection& connection, std::string_view series) {
  std::optional<SeriesHead> head;
  GIRS_CHECK(connection.each(
      "SELECT rev, pid FROM submission WHERE series = ? ORDER BY rev DESC LIMIT 1",
      [&](Statement& row) {
        head = SeriesHead{static_cast<int>(row.integer(0)), row.text(1)};
        return ok();
      },
      series));
  return head;
}

Status insert_decision(Connection& connection, const DecisionRow& row) {
  return connection.run(
      "INSERT INTO decision(pid, of_pid, of_id, origin, idx, logged_at, status, codes, text, envelope) "
      "VALUES(?1,?2,(SELECT id FROM submission WHERE pid = ?2),?3,?4,?5,?6,?7,?8,?9)",
      row.pid, row.of, row.origin, row.index, row.logged_at, row.status, row.codes, row.text,
      row.envelope);
}

Result<std::vector<DecisionRow>> decisions(Connection& connection, std::string_view of_pid) {
  std::vector<DecisionRow> rows;
  GIRS_CHECK(connection.each(
      // Two ways to the same rows: by the package if it is here, else by its pid.
      std::string(kSelectDecision) +
          "WHERE of_id = (SELECT id FROM submission WHERE pid = ?1) OR "
          "(of_id IS NULL AND of_pid = ?1) ORDER BY logged_at, rowid",
      [&](Statement& row) {
        rows.push_back(read_decision(row));
        return ok();
      },
      of_pid));
  return rows;
}

Result<std::vector<std::string>> misplaced_decisions(Connection& connection) {
  std::vector<std::string> pids;
  GIRS_CHECK(connection.each(
      "SELECT pid FROM decision WHERE of_id IS NOT "
      "(SELECT s.id FROM submission s WHERE s.pid = of_pid) ORDER BY pid",
      [&](Statement& row) {
        pids.push_back(row.text(0));
        return ok();
      }));
  return pids;
}

Result<std::optional<DecisionRow>> decision(Connection& connection, std::string_view pid) {
  std::optional<DecisionRow> found;
  GIRS_CHECK(connection.each(
      std::string(kSelectDecision) + "WHERE pid = ?",
      [&](Statement& row) {
        found = read_decision(row);
        return ok();
      },
      pid));
  return found;
}

Status each_decision(Connection& connection, const std::function<Status(const DecisionRow&)>& visit) {
  return connection.each(std::string(kSelectDecision) + "ORDER BY origin, idx",
                         [&](Statement& row) { return visit(read_decision(row)); });
}

Status put_registry(Connection& connection, std::int64_t version, ByteView envelope) {
  return connection.run("INSERT INTO registry(version, envelope) VALUES(?, ?)", version, envelope);
}

namespace {

template <class... Values>
Result<std::optional<RegistryRow>> newest_of(Connection& connection, std::string_view sql,
                                             const Values&... values) {
  std::optional<RegistryRow> newest;
  GIRS_CHECK(connection.each(
      sql,
      [&](Statement& row) {
        newest = RegistryRow{row.integer(0), row.blob(1)};
        return ok();
      },
      values...));
  return newest;
}

/// Whether `audience` is another authority than the one that the store itself is of.
Result<bool> is_other(Connection& connection, std::string_view audience) {
  GIRS_TRY(const auto own, setting(connection, "audience"));
  return own && *own != audience;
}

}  // namespace

Result<std::optional<RegistryRow>> newest_registry(Connection& connection) {
  return newest_of(connection, "SELECT version, envelope FROM registry ORDER BY version DESC LIMIT 1");
}

Status put_registry(Connection& connection, std::string_view audience, std::int64_t version,
                    ByteView envelope) {
  GIRS_TRY(const bool other, is_other(connection, audience));
  if (!other) return put_registry(connection, version, envelope);
  return connection.run("INSERT INTO registry_other(audience, version, envelope) VALUES(?, ?, ?)",
                        audience, version, envelope);
}

Result<std::optional<RegistryRow>> newest_registry(Connection& connection, std::string_view audience) {
  GIRS_TRY(const bool other, is_other(connection, audience));
  if (!other) return newest_registry(connection);
  return newest_of(connection,
                   "SELECT version, envelope FROM registry_other WHERE audience = ? "
                   "ORDER BY version DESC LIMIT 1",
                   audience);
}

Result<std::int64_t> newest_registry_version(Connection& connection) {
  std::int64_t version = 0;
  GIRS_CHECK(connection.each("SELECT max(version) FROM registry", [&](Statement& row) {
    version = row.integer(0);
    return ok();
  }));
  return version;
}

}  // namespace girs::store
