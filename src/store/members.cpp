#include "store/members.h"

namespace girs::store {
namespace {

constexpr const char* kEvidence =
    "SELECT pid, aggregate, unit, origin, idx, logged_at, envelope, receipt, fetched_at "
    "FROM member_evidence";

MemberEvidenceRow evidence_of(Statement& row) {
  return {row.text(0), row.text(1), row.text(2), row.text(3), row.integer(4),
          row.integer(5), row.blob(6), row.text(7), row.integer(8)};
}

}  // namespace

Status insert_member_evidence(Connection& connection, const MemberEvidenceRow& row) {
  return connection.run(
      "INSERT INTO member_evidence(pid, aggregate, unit, origin, idx, logged_at, envelope, receipt, "
      "fetched_at) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT(pid) DO NOTHING",
      row.pid, row.aggregate, row.unit, row.origin, row.index, row.logged_at, row.envelope,
      row.receipt, row.fetched_at);
}

Result<std::optional<MemberEvidenceRow>> member_evidence(Connection& connection, std::string_view pid) {
  std::optional<MemberEvidenceRow> found;
  GIRS_CHECK(connection.each(
      std::string(kEvidence) + " WHERE pid = ?",
      [&](Statement& row) {
        found = evidence_of(row);
        return ok();
      },
      pid));
  return found;
}

Status each_member_evidence(Connection& connection,
                            const std::function<Status(const MemberEvidenceRow&)>& visit) {
  return connection.each(std::string(kEvidence) + " ORDER BY origin, idx",
                         [&](Statement& row) { return visit(evidence_of(row)); });
}

Status insert_member_fault(Connection& connection, const MemberFaultRow& row) {
  return connection.run(
      "INSERT INTO member_fault(at, origin, aggregate, unit, reason, message_en, message_vi, theirs, "
      "contradicting) SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9 WHERE NOT EXISTS (SELECT 1 FROM "
      "member_fault WHERE origin = ?2 AND aggregate = ?3 AND unit = ?4 AND reason = ?5 "
      "AND theirs = ?8 AND contradicting = ?9)",
      row.at, row.origin, row.aggregate, row.unit, row.reason, row.message_en, row.message_vi,
      row.theirs, row.contradicting);
}

Result<std::vector<MemberFaultRow>> member_faults(Connection& connection, std::string_view aggregate) {
  std::vector<MemberFaultRow> found;
  GIRS_CHECK(connection.each(
      "SELECT at, origin, aggregate, unit, reason, message_en, message_vi, theirs, contradicting "
      "FROM member_fault WHERE ?1 = '' OR aggregate = ?1 ORDER BY id",
      [&](Statement& row) {
        found.push_back({row.integer(0), row.text(1), row.text(2), row.text(3), row.text(4),
                         row.text(5), row.text(6), row.text(7), row.text(8)});
        return ok();
      },
      aggregate));
  return found;
}

Result<std::optional<ForkRow>> newest_fork(Connection& connection, std::string_view origin) {
  std::optional<ForkRow> found;
  GIRS_CHECK(connection.each(
      "SELECT known_note, contradicting_note FROM fork_evidence WHERE origin = ? ORDER BY rowid DESC LIMIT 1",
      [&](Statement& row) {
        found = ForkRow{row.text(0), row.text(1)};
        return ok();
      },
      origin));
  return found;
}

}  // namespace girs::store
