#include "store/schema.h"

#include <iterator>
#include <span>
#include <string>

#include "store/decision_of.h"
#include "store/figure_journal.h"
#include "store/log_watch.h"
#include "store/submission_parts.h"

namespace girs::store {
namespace {

constexpr std::int64_t kApplicationId = 0x47495253;  // "GIRS"

// What the unit itself works on: settings, catalogue, drafts and their history, outbox.
constexpr const char* kWorkTables = R"sql(
CREATE TABLE setting(key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE definition(
  kind TEXT NOT NULL, code TEXT NOT NULL, version INTEGER NOT NULL, digest TEXT NOT NULL,
  body TEXT NOT NULL, loaded_at INTEGER NOT NULL, PRIMARY KEY(kind, code, version)) STRICT;
CREATE TABLE report(
  id INTEGER PRIMARY KEY, regime TEXT NOT NULL, unit TEXT NOT NULL, period TEXT NOT NULL,
  scope TEXT NOT NULL CHECK(scope IN ('own','aggregate')), rev INTEGER NOT NULL CHECK(rev >= 1),
  kind TEXT NOT NULL, state TEXT NOT NULL, edit INTEGER NOT NULL, salt TEXT NOT NULL,
  pid TEXT, prev TEXT, reason_code TEXT, reason_text TEXT, on_behalf TEXT,
  otherwise_channel TEXT, otherwise_time TEXT, authorization TEXT,
  created_at INTEGER NOT NULL,
  UNIQUE(regime, unit, period, scope, rev)) STRICT;
CREATE TABLE report_sheet(
  report INTEGER NOT NULL REFERENCES report(id) ON DELETE CASCADE, form TEXT NOT NULL,
  cells BLOB NOT NULL, PRIMARY KEY(report, form)) STRICT;
CREATE TABLE report_explanation(
  report INTEGER NOT NULL REFERENCES report(id) ON DELETE CASCADE, form TEXT NOT NULL,
  row TEXT NOT NULL, rule TEXT NOT NULL, text TEXT NOT NULL,
  PRIMARY KEY(report, form, row, rule)) STRICT;
CREATE TABLE report_member(
  report INTEGER NOT NULL REFERENCES report(id) ON DELETE CASCADE, unit TEXT NOT NULL,
  pid TEXT, origin TEXT, idx INTEGER, excluded_code TEXT, excluded_text TEXT,
  PRIMARY KEY(report, unit),
  CHECK((pid IS NULL) = (excluded_code IS NOT NULL))) STRICT;
CREATE TABLE report_history(
  id INTEGER PRIMARY KEY, report INTEGER NOT NULL REFERENCES report(id), at INTEGER NOT NULL,
  actor TEXT NOT NULL, action TEXT NOT NULL, detail TEXT NOT NULL) STRICT;
CREATE TABLE outbox(
  pid TEXT PRIMARY KEY, report INTEGER REFERENCES report(id), series TEXT NOT NULL,
  rev INTEGER NOT NULL, envelope BLOB NOT NULL, state TEXT NOT NULL, attempts INTEGER NOT NULL,
  queued_at INTEGER NOT NULL, note TEXT NOT NULL DEFAULT '', receipt TEXT) STRICT;
CREATE INDEX outbox_state ON outbox(state, queued_at);
)sql";

// What was received and can be proved: packages, decisions, figures, the log, key registries.
constexpr const char* kEvidenceTables = R"sql(
CREATE TABLE submission(
  pid TEXT PRIMARY KEY, env TEXT NOT NULL, origin TEXT NOT NULL, idx INTEGER NOT NULL,
  logged_at INTEGER NOT NULL, series TEXT NOT NULL, rev INTEGER NOT NULL, prev TEXT,
  regime TEXT NOT NULL, unit TEXT NOT NULL, period TEXT NOT NULL, scope TEXT NOT NULL,
  kind TEXT NOT NULL, created_at TEXT NOT NULL, envelope BLOB NOT NULL, receipt TEXT,
  UNIQUE(series, rev), UNIQUE(origin, idx)) STRICT;
CREATE INDEX submission_by_period ON submission(regime, period, unit, scope, rev);
CREATE TABLE submission_signer(
  pid TEXT NOT NULL REFERENCES submission(pid), role TEXT NOT NULL, keyid TEXT NOT NULL,
  person TEXT NOT NULL, PRIMARY KEY(pid, role, keyid)) STRICT;
CREATE TABLE figure(
  pid TEXT NOT NULL REFERENCES submission(pid), form TEXT NOT NULL, version INTEGER NOT NULL,
  cells BLOB NOT NULL, PRIMARY KEY(pid, form)) STRICT;
CREATE TABLE decision(
  pid TEXT PRIMARY KEY, of_pid TEXT NOT NULL, origin TEXT NOT NULL, idx INTEGER NOT NULL,
  logged_at INTEGER NOT NULL, status TEXT NOT NULL, codes TEXT NOT NULL, text TEXT NOT NULL,
  envelope BLOB NOT NULL, UNIQUE(origin, idx)) STRICT;
CREATE INDEX decision_of ON decision(of_pid, idx);
CREATE TABLE registry(version INTEGER PRIMARY KEY, envelope BLOB NOT NULL) STRICT;
CREATE TABLE log_leaf(
  idx INTEGER PRIMARY KEY, leaf BLOB NOT NULL CHECK(length(leaf) <= 65535),
  hash BLOB NOT NULL CHECK(length(hash) = 32)) STRICT;
CREATE TABLE log_node(
  level INTEGER NOT NULL, idx INTEGER NOT NULL, hash BLOB NOT NULL CHECK(length(hash) = 32),
  PRIMARY KEY(level, idx)) STRICT, WITHOUT ROWID;
CREATE TABLE log_checkpoint(
  size INTEGER PRIMARY KEY, root BLOB NOT NULL CHECK(length(root) = 32),
  note TEXT NOT NULL) STRICT;
CREATE TABLE checkpoint_seen(
  origin TEXT PRIMARY KEY, size INTEGER NOT NULL, root BLOB NOT NULL, note TEXT NOT NULL) STRICT;
CREATE TABLE fork_evidence(
  origin TEXT NOT NULL, at INTEGER NOT NULL, known_note TEXT NOT NULL,
  contradicting_note TEXT NOT NULL) STRICT;
)sql";

// Format 2: what changes an obligation, and requests by an authority.
constexpr const char* kObligationTables = R"sql(
CREATE TABLE obligation_change(
  id INTEGER PRIMARY KEY, regime TEXT NOT NULL, unit TEXT NOT NULL, period TEXT NOT NULL,
  scope TEXT NOT NULL CHECK(scope IN ('own','aggregate')), at INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK(kind IN ('extended','excluded','restored')), due TEXT,
  reason TEXT NOT NULL CHECK(reason <> ''), author TEXT NOT NULL CHECK(author <> ''),
  CHECK((kind = 'extended') = (due IS NOT NULL))) STRICT;
CREATE INDEX obligation_change_by_period ON obligation_change(regime, period, unit, scope, id);
CREATE TABLE request(
  pid TEXT PRIMARY KEY, origin TEXT NOT NULL, idx INTEGER NOT NULL, logged_at INTEGER NOT NULL,
  regime TEXT NOT NULL, period TEXT NOT NULL, due TEXT NOT NULL, text TEXT NOT NULL,
  envelope BLOB NOT NULL, UNIQUE(origin, idx)) STRICT;
CREATE TABLE request_unit(
  pid TEXT NOT NULL REFERENCES request(pid), unit TEXT NOT NULL,
  PRIMARY KEY(pid, unit)) STRICT, WITHOUT ROWID;
CREATE INDEX request_of_unit ON request_unit(unit, pid);
)sql";

// Format 3: who is sending a package and when it is tried again; attachments by their digest.
constexpr const char* kExchangeTables = R"sql(
ALTER TABLE outbox ADD COLUMN lease_until INTEGER NOT NULL DEFAULT 0;
ALTER TABLE outbox ADD COLUMN next_at INTEGER NOT NULL DEFAULT 0;
ALTER TABLE outbox ADD COLUMN distrusts INTEGER NOT NULL DEFAULT 0;
CREATE TABLE blob(
  digest TEXT PRIMARY KEY, stored_at INTEGER NOT NULL, content BLOB NOT NULL) STRICT;
)sql";

// Format 4: what each edit of a draft changed, and the files that go with a report.
constexpr const char* kEditTables = R"sql(
CREATE TABLE report_edit(
  history INTEGER PRIMARY KEY REFERENCES report_history(id),
  report INTEGER NOT NULL REFERENCES report(id), edit INTEGER NOT NULL, form TEXT NOT NULL,
  changes TEXT NOT NULL, undoes INTEGER REFERENCES report_edit(history)) STRICT;
CREATE INDEX report_edit_of ON report_edit(report, edit);
CREATE TABLE report_attachment(
  report INTEGER NOT NULL REFERENCES report(id) ON DELETE CASCADE, name TEXT NOT NULL,
  digest TEXT NOT NULL, media_type TEXT NOT NULL, size INTEGER NOT NULL,
  PRIMARY KEY(report, name)) STRICT;
)sql";

// Format 5: values of indicators, as vintages and as signed packages.
constexpr const char* kSeriesTables = R"sql(
CREATE TABLE series_vintage(
  id INTEGER PRIMARY KEY, indicator TEXT NOT NULL, unit TEXT NOT NULL, breakdown TEXT NOT NULL,
  vintage TEXT NOT NULL, published_at INTEGER NOT NULL, received_at INTEGER NOT NULL,
  source TEXT NOT NULL, pid TEXT, figures BLOB NOT NULL) STRICT;
CREATE INDEX series_vintage_of ON series_vintage(indicator, breakdown, published_at, received_at);
CREATE TABLE series_package(
  pid TEXT PRIMARY KEY, env TEXT NOT NULL, origin TEXT NOT NULL, idx INTEGER NOT NULL,
  logged_at INTEGER NOT NULL, series TEXT NOT NULL, rev INTEGER NOT NULL, prev TEXT,
  indicator TEXT NOT NULL, unit TEXT NOT NULL, breakdown TEXT NOT NULL, vintage TEXT NOT NULL,
  signers TEXT NOT NULL, envelope BLOB NOT NULL, receipt TEXT,
  UNIQUE(series, rev), UNIQUE(origin, idx)) STRICT;
)sql";

// Format 6: what a centre in service keeps: who read figures, who has seen a request, rules of
// sharing, evidence from centres below, and registries of other authorities.
constexpr const char* kServiceTables = R"sql(
CREATE TABLE read_audit(
  id INTEGER PRIMARY KEY, at INTEGER NOT NULL, keyid TEXT NOT NULL, unit TEXT NOT NULL,
  person TEXT NOT NULL, call TEXT NOT NULL, about TEXT NOT NULL, rule TEXT NOT NULL,
  items INTEGER NOT NULL) STRICT;
CREATE INDEX read_audit_at ON read_audit(at);
CREATE TABLE request_seen(
  pid TEXT NOT NULL REFERENCES request(pid), unit TEXT NOT NULL, at INTEGER NOT NULL,
  keyid TEXT NOT NULL, PRIMARY KEY(pid, unit)) STRICT, WITHOUT ROWID;
CREATE TABLE sharing_rule(
  id INTEGER PRIMARY KEY, code TEXT NOT NULL, recipient TEXT NOT NULL, valid_from TEXT NOT NULL,
  valid_to TEXT, body TEXT NOT NULL, loaded_at INTEGER NOT NULL) STRICT;
CREATE INDEX sharing_rule_of ON sharing_rule(recipient, code, id);
CREATE TABLE member_evidence(
  pid TEXT PRIMARY KEY, aggregate TEXT NOT NULL, unit TEXT NOT NULL, origin TEXT NOT NULL,
  idx INTEGER NOT NULL, logged_at INTEGER NOT NULL, envelope BLOB NOT NULL, receipt TEXT NOT NULL,
  fetched_at INTEGER NOT NULL) STRICT;
CREATE INDEX member_evidence_of ON member_evidence(aggregate, unit);
CREATE TABLE member_fault(
  id INTEGER PRIMARY KEY, at INTEGER NOT NULL, origin TEXT NOT NULL, aggregate TEXT NOT NULL,
  unit TEXT NOT NULL, reason TEXT NOT NULL, message_en TEXT NOT NULL, message_vi TEXT NOT NULL,
  theirs TEXT NOT NULL, contradicting TEXT NOT NULL) STRICT;
CREATE TABLE registry_other(
  audience TEXT NOT NULL, version INTEGER NOT NULL, envelope BLOB NOT NULL,
  PRIMARY KEY(audience, version)) STRICT;
)sql";

// A guard rail against slips, not security: what was signed, logged or written into a history
// is never changed (fsck and the receipts are what finds tampering).
constexpr const char* kAppendOnly[] = {"report_history", "submission", "submission_signer",
                                       "figure", "decision", "registry", "log_leaf", "log_node",
                                       "log_checkpoint", "fork_evidence"};
constexpr const char* kAppendOnlySince2[] = {"obligation_change", "request", "request_unit"};
constexpr const char* kAppendOnlySince3[] = {"blob"};
constexpr const char* kAppendOnlySince4[] = {"report_edit"};
constexpr const char* kAppendOnlySince5[] = {"series_vintage", "series_package"};
constexpr const char* kAppendOnlySince6[] = {"request_seen", "sharing_rule", "member_evidence",
                                             "member_fault", "registry_other"};

Status make_append_only(Connection& connection, std::span<const char* const> tables) {
  for (const std::string table : tables) {
    for (const std::string change : {"UPDATE", "DELETE"}) {
      const std::string sql = "CREATE TRIGGER " + table + "_no_" + change + " BEFORE " + change +
                              " ON " + table + " BEGIN SELECT RAISE(ABORT, '" + table +
                              " is append-only'); END;";
      GIRS_CHECK(connection.script(sql.c_str()));
    }
  }
  return ok();
}

/// From format 1 to 2.
Status add_obligations(Connection& connection) {
  GIRS_CHECK(connection.script(kObligationTables));
  GIRS_CHECK(make_append_only(connection, kAppendOnlySince2));
  return connection.script("PRAGMA user_version = 2");
}

/// From format 2 to 3.
Status add_exchange(Connection& connection) {
  GIRS_CHECK(connection.script(kExchangeTables));
  GIRS_CHECK(make_append_only(connection, kAppendOnlySince3));
  return connection.script("PRAGMA user_version = 3");
}

/// From format 3 to 4.
Status add_edits(Connection& connection) {
  GIRS_CHECK(connection.script(kEditTables));
  GIRS_CHECK(make_append_only(connection, kAppendOnlySince4));
  return connection.script("PRAGMA user_version = 4");
}

/// From format 4 to 5.
Status add_series(Connection& connection) {
  GIRS_CHECK(connection.script(kSeriesTables));
  GIRS_CHECK(make_append_only(connection, kAppendOnlySince5));
  return connection.script("PRAGMA user_version = 5");
}

/// From format 5 to 6. Rows of read_audit may only go when their time of keeping is over.
Status add_service(Connection& connection) {
  GIRS_CHECK(connection.script(kServiceTables));
  GIRS_CHECK(make_append_only(connection, kAppendOnlySince6));
  GIRS_CHECK(connection.script(
      "CREATE TRIGGER read_audit_no_UPDATE BEFORE UPDATE ON read_audit "
      "BEGIN SELECT RAISE(ABORT, 'read_audit is append-only'); END;"));
  return connection.script("PRAGMA user_version = 6");
}

/// From format 8 to 9. A table that is renamed may not be missed by a trigger meanwhile.
Status unite_submissions(Connection& connection) {
  GIRS_CHECK(drop_figure_triggers(connection));
  GIRS_CHECK(move_parts_into_submission(connection));
  constexpr const char* kMoved[] = {"submission"};
  GIRS_CHECK(make_append_only(connection, kMoved));
  GIRS_CHECK(make_figure_triggers(connection, Journal::kNewestAlone));
  return connection.script("PRAGMA user_version = 9");
}

/// From format 9 to 10.
Status lighten_packages(Connection& connection) {
  GIRS_CHECK(add_decided_rows(connection));
  GIRS_CHECK(append_journal(connection));
  // One unit's reports are found by their series: an index in order of unit would have each package
  // touch another page.
  GIRS_CHECK(connection.script("DROP INDEX submission_by_period; "
                               "CREATE INDEX submission_of_period ON submission(regime, period)"));
  return connection.script("PRAGMA user_version = 10");
}

/// The step that leads from format n to n + 1 is number n - 1.
constexpr Status (*kUpgrades[])(Connection&) = {add_obligations, add_exchange, add_edits,
                                                add_series, add_service, add_log_watch,
                                                add_columns, unite_submissions,
                                                lighten_packages};
static_assert(std::size(kUpgrades) == kFormat - 1);

Status upgrade_from(Connection& connection, std::int64_t format, int target) {
  for (; format < target; ++format) GIRS_CHECK(kUpgrades[format - 1](connection));
  return ok();
}

Result<std::int64_t> pragma(Connection& connection, std::string_view sql) {
  std::int64_t value = 0;
  GIRS_CHECK(connection.each(sql, [&](Statement& row) {
    value = row.integer(0);
    return ok();
  }));
  return value;
}

/// Runs `step` in one transaction.
template <class Step>
Status in_transaction(Connection& connection, const Step& step) {
  GIRS_CHECK(connection.script("BEGIN IMMEDIATE"));
  if (auto done = step(); !done) {
    connection.roll_back();
    return done;
  }
  return connection.script("COMMIT");
}

/// Brings an older store up to date; a read-only one stays as it is and is refused.
Status upgrade(Connection& connection, bool read_only) {
  if (read_only)
    return error(Code::kUnsupported,
                 "The store " + connection.path() +
                     " was written by an older version; open it once for writing to bring it up to date.",
                 "Kho " + connection.path() +
                     " do phiên bản cũ ghi; hãy mở một lần ở chế độ ghi để nâng cấp.",
                 {{"path", connection.path()}});
  return in_transaction(connection, [&]() -> Status {
    // Another process may have been first.
    GIRS_TRY(const auto format, pragma(connection, "PRAGMA user_version "));
    return upgrade_from(connection, format, kFormat);
  });
}

Error not_a_store(const std::string& path) {
  return error(Code::kCorrupt, "The file " + path + " is a database, but not a store of this library.",
               "Tệp " + path + " là cơ sở dữ liệu nhưng không phải kho của thư viện này.",
               {{"path", path}});
}

}  // namespace

Status create_format(Connection& connection, int format) {
  GIRS_CHECK(connection.script(kWorkTables));
  GIRS_CHECK(connection.script(kEvidenceTables));
  GIRS_CHECK(make_append_only(connection, kAppendOnly));
  const std::string stamp = "PRAGMA application_id = " + std::to_string(kApplicationId) +
                            "; PRAGMA user_version = 1";
  GIRS_CHECK(connection.script(stamp.c_str()));
  return upgrade_from(connection, 1, format);
}

Status without_guard(Connection& connection, std::initializer_list<const char*> tables,
                     const std::function<Status()>& work) {
  for (const std::string table : tables)
    for (const std::string change : {"UPDATE", "DELETE"})
      GIRS_CHECK(connection.script(("DROP TRIGGER " + table + "_no_" + change).c_str()));
  GIRS_CHECK(work());
  return make_append_only(connection, {tables.begin(), tables.end()});
}

Status migrate(Connection& connection, bool read_only) {
  GIRS_TRY(auto tables, pragma(connection, "SELECT count(*) FROM sqlite_schema"));
  if (tables == 0) {
    if (read_only) return not_a_store(connection.path());
    GIRS_CHECK(connection.script("PRAGMA journal_mode = WAL"));
    GIRS_CHECK(in_transaction(connection, [&]() -> Status {
      // Two processes may open a new store at once: the second finds the tables of the first.
      GIRS_TRY(tables, pragma(connection, "SELECT count(*) FROM sqlite_schema "));
      return tables == 0 ? create_format(connection, kFormat) : ok();
    }));
  }
  GIRS_TRY(const auto application, pragma(connection, "PRAGMA application_id"));
  GIRS_TRY(const auto format, pragma(connection, "PRAGMA user_version"));
  if (application != kApplicationId) return not_a_store(connection.path());
  if (format > kFormat)
    return error(Code::kUnsupported,
                 "The store " + connection.path() + " was written by a newer version (format " +
                     std::to_string(format) + "); this one knows format " + std::to_string(kFormat) + ".",
                 "Kho " + connection.path() + " do phiên bản mới hơn ghi (định dạng " +
                     std::to_string(format) + "); phiên bản này biết đến định dạng " +
                     std::to_string(kFormat) + ".",
                 {{"path", connection.path()}, {"format", std::to_string(format)}});
  if (format < kFormat) GIRS_CHECK(upgrade(connection, read_only));
  return connection.script(
      "PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA cell_size_check = ON;"
      // 32 MiB each: indexes by digest touch pages all over, so that a small cache reads them again
      // for each package, and a short WAL writes them to the file again and again.
      "PRAGMA cache_size = -32768; PRAGMA wal_autocheckpoint = 8192;"
      // What a savepoint may have to undo is kept in memory: else SQLite copies each page that a
      // package touches into a temporary file as well.
      "PRAGMA temp_store = MEMORY;");
}

}  // namespace girs::store
