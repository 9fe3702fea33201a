#include "store/edits.h"

namespace girs::store {

Status add_edit(Connection& connection, const EditRow& row) {
  return connection.run(
      "INSERT INTO report_edit(history, report, edit, form, changes, undoes) VALUES(?,?,?,?,?,?)",
      row.history, row.report, row.edit, row.form, row.changes, row.undoes);
}

Result<std::vector<EditRow>> edits(Connection& connection, std::int64_t report,
                                   std::int64_t after) {
  std::vector<EditRow> rows;
  GIRS_CHECK(connection.each(
      "SELECT e.history, e.edit, e.form, e.changes, e.undoes, h.at, h.actor, h.action FROM report_edit e "
      "JOIN report_history h ON h.id = e.history WHERE e.report = ? AND e.edit > ? "
      "ORDER BY e.history",
      [&](Statement& row) {
        rows.push_back({row.integer(0), report, row.integer(1), row.text(2), row.text(3),
                        row.optional_integer(4), row.integer(5), row.text(6), row.text(7)});
        return ok();
      },
      report, after));
  return rows;
}

Result<std::vector<AttachmentRow>> attachments(Connection& connection, std::int64_t report) {
  std::vector<AttachmentRow> rows;
  GIRS_CHECK(connection.each(
      "SELECT name, digest, media_type, size FROM report_attachment WHERE report = ? ORDER BY name",
      [&](Statement& row) {
        rows.push_back({row.text(0), row.text(1), row.text(2), row.integer(3)});
        return ok();
      },
      report));
  return rows;
}

Status put_attachment(Connection& connection, std::int64_t report, const AttachmentRow& row) {
  return connection.run(
      "INSERT INTO report_attachment(report, name, digest, media_type, size) VALUES(?,?,?,?,?) "
      "ON CONFLICT(report, name) DO UPDATE SET digest = excluded.digest, "
      "media_type = excluded.media_type, size = excluded.size",
      report, row.name, row.digest, row.media_type, row.size);
}

Result<bool> erase_attachment(Connection& connection, std::int64_t report, std::string_view name) {
  GIRS_CHECK(connection.run("DELETE FROM report_attachment WHERE report = ? AND name = ?", report,
                            name));
  return connection.changes() == 1;
}

Status copy_attachments(Connection& connection, std::int64_t from, std::int64_t to) {
  return connection.run(
      "INSERT INTO report_attachment(report, name, digest, media_type, size) "
      "SELECT ?, name, digest, media_type, size FROM report_attachment WHERE report = ?",
      to, from);
}

}  // namespace girs::store
