#include "store/reports.h"

namespace girs::store {
namespace {

constexpr std::string_view kSelect =
    "SELECT id, regime, unit, period, scope, rev, kind, state, edit, salt, pid, prev, reason_code, "
    "reason_text, on_behalf, otherwise_channel, otherwise_time, authorization, "
    "created_at FROM report ";

ReportRow read_row(Statement& row) {
  ReportRow report;
  report.id = row.integer(0);
  report.key = {row.text(1), row.text(2), row.text(3), row.text(4)};
  report.rev = static_cast<int>(row.integer(5));
  report.kind = row.text(6);
  report.state = row.text(7);
  report.edit = row.integer(8);
  report.salt = row.text(9);
  report.pid = row.optional_text(10);
  report.prev = row.optional_text(11);
  report.reason_code = row.optional_text(12);
  report.reason_text = row.optional_text(13);
  report.on_behalf = row.optional_text(14);
  report.otherwise_channel = row.optional_text(15);
  report.otherwise_time = row.optional_text(16);
  report.authorization = row.optional_text(17);
  report.created_at = row.integer(18);
  return report;
}

}  // namespace

Result<std::int64_t> insert_report(Connection& connection, const ReportRow& row) {
  GIRS_CHECK(connection.run(
      "INSERT INTO report(regime, unit, period, scope, rev, kind, state, edit, salt, pid, prev, "
      "reason_code, reason_text, on_behalf, otherwise_channel, otherwise_time, authorization, "
      "created_at) VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
      row.key.regime, row.key.unit, row.key.period, row.key.scope, row.rev, row.kind, row.state,
      row.edit, row.salt, row.pid, row.prev, row.reason_code, row.reason_text, row.on_behalf,
      row.otherwise_channel, row.otherwise_time, row.authorization, row.created_at));
  return connection.last_row_id();
}

Result<std::optional<ReportRow>> find_report(Connection& connection, const ReportKey& key, int rev) {
  static const std::string kSql = std::string(kSelect) +
      "WHERE regime = ? AND unit = ? AND period = ? AND scope = ? AND (?5 = 0 OR rev = ?5) "
      "ORDER BY rev DESC LIMIT 1";
  std::optional<ReportRow> found;
  GIRS_CHECK(connection.each(
      kSql,
      [&](Statement& row) {
        found = read_row(row);
        return ok();
      },
      key.regime, key.unit, key.period, key.scope, rev));
  return found;
}

Result<std::vector<ReportRow>> list_reports(Connection& connection) {
  static const std::string kSql =
      std::string(kSelect) + "ORDER BY regime, period, unit, scope, rev";
  std::vector<ReportRow> rows;
  GIRS_CHECK(connection.each(kSql, [&](Statement& row) {
    rows.push_back(read_row(row));
    return ok();
  }));
  return rows;
}

Status update_report(Connection& connection, const ReportRow& row) {
  GIRS_CHECK(connection.run(
      "UPDATE report SET kind = ?, state = ?, edit = edit + 1, pid = ?, prev = ?, reason_code = ?, "
      "reason_text = ?, on_behalf = ?, otherwise_channel = ?, otherwise_time = ?, authorization = ? "
      "WHERE id = ? AND edit = ?",
      row.kind, row.state, row.pid, row.prev, row.reason_code, row.reason_text, row.on_behalf,
      row.otherwise_channel, row.otherwise_time, row.authorization, row.id,
      row.edit));
  if (connection.changes() == 1) return ok();
  return error(Code::kConflict, "Somebody else changed the report in the meantime; load it again.",
               "Báo cáo đã được người khác sửa trong lúc này; hãy mở lại.",
               {{"unit", row.key.unit}, {"period", row.key.period}});
}

Result<std::vector<SheetRow>> sheets(Connection& connection, std::int64_t report) {
  std::vector<SheetRow> rows;
  GIRS_CHECK(connection.each(
      "SELECT form, cells FROM report_sheet WHERE report = ? ORDER BY form",
      [&](Statement& row) {
        rows.push_back({row.text(0), row.blob(1)});
        return ok();
      },
      report));
  return rows;
}

Status put_sheet(Connection& connection, std::int64_t report, const SheetRow& sheet) {
  return connection.run(
      "INSERT INTO report_sheet(report, form, cells) VALUES(?,?,?) "
      "ON CONFLICT(report, form) DO UPDATE SET cells = excluded.cells",
      report, sheet.form, sheet.cells);
}

Result<std::vector<ExplanationRow>> explanations(Connection& connection, std::int64_t report) {
  std::vector<ExplanationRow> rows;
  GIRS_CHECK(connection.each(
      "SELECT form, row, rule, text FROM report_explanation WHERE report = ? ORDER BY form, row, rule",
      [&](Statement& row) {
        rows.push_back({row.text(0), row.text(1), row.text(2), row.text(3)});
        return ok();
      },
      report));
  return rows;
}

Status put_explanation(Connection& connection, std::int64_t report, const ExplanationRow& row) {
  return connection.run(
      "INSERT INTO report_explanation(report, form, row, rule, text) VALUES(?,?,?,?,?) "
      "ON CONFLICT(report, form, row, rule) DO UPDATE SET text = excluded.text",
      report, row.form, row.row, row.rule, row.text);
}

Result<std::vector<MemberRow>> members(Connection& connection, std::int64_t report) {
  std::vector<MemberRow> rows;
  GIRS_CHECK(connection.each(
      "SELECT unit, pid, origin, idx, excluded_code, excluded_text FROM report_member "
      "WHERE report = ? ORDER BY unit",
      [&](Statement& row) {
        rows.push_back({row.text(0), row.optional_text(1), row.optional_text(2),
                        row.optional_integer(3), row.optional_text(4), row.optional_text(5)});
        return ok();
      },
      report));
  return rows;
}

Status put_members(Connection& connection, std::int64_t report, const std::vector<MemberRow>& rows) {
  GIRS_CHECK(connection.run("DELETE FROM report_member WHERE report = ?", report));
  for (const auto& row : rows)
    GIRS_CHECK(connection.run(
        "INSERT INTO report_member(report, unit, pid, origin, idx, excluded_code, excluded_text) "
        "VALUES(?,?,?,?,?,?,?)",
        report, row.unit, row.pid, row.origin, row.index, row.excluded_code, row.excluded_text));
  return ok();
}

Result<std::vector<HistoryRow>> history(Connection& connection, std::int64_t report) {
  std::vector<HistoryRow> rows;
  GIRS_CHECK(connection.each(
      "SELECT at, actor, action, detail, id FROM report_history WHERE report = ? ORDER BY id",
      [&](Statement& row) {
        rows.push_back({row.integer(0), row.text(1), row.text(2), row.text(3), row.integer(4)});
        return ok();
      },
      report));
  return rows;
}

Status add_history(Connection& connection, std::int64_t report, const HistoryRow& row) {
  return connection.run(
      "INSERT INTO report_history(report, at, actor, action, detail) VALUES(?,?,?,?,?)", report,
      row.at, row.actor, row.action, row.detail);
}

}  // namespace girs::store
