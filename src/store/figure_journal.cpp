#include "store/figure_journal.h"

#include <iterator>
#include <string>
#include <string_view>

namespace girs::store {
namespace {

// Format 8: figures of whole periods by column, and the journal of what has changed since. Both
// follow from the reports. (A row was deleted and written anew, because "OR REPLACE" in a trigger
// gives way to what the statement outside says.)
constexpr const char* kColumnTables = R"sql(
CREATE TABLE figure_change(
  seq INTEGER PRIMARY KEY AUTOINCREMENT, regime TEXT NOT NULL, period TEXT NOT NULL,
  unit TEXT NOT NULL, UNIQUE(regime, period, unit)) STRICT;
CREATE TABLE column_chunk(
  regime TEXT NOT NULL, period TEXT NOT NULL, seq INTEGER NOT NULL, content BLOB NOT NULL,
  PRIMARY KEY(regime, period)) STRICT;
)sql";

/// What makes a journal row: when, and whose figures.
struct FigureTrigger {
  const char* when;    // "AFTER INSERT ON submission"
  const char* keys;    // "SELECT regime, period, unit ..."
};
constexpr const char* kUnfinished = "('draft', 'submitted', 'returned')";
constexpr FigureTrigger kFigureTriggers[] = {
    {"AFTER INSERT ON submission", "SELECT NEW.regime, NEW.period, NEW.unit"},
    {"AFTER INSERT ON decision", "SELECT regime, period, unit FROM submission WHERE $decided"},
    {"AFTER INSERT ON report",
     "SELECT NEW.regime, NEW.period, NEW.unit WHERE NEW.state NOT IN $unfinished"},
    {"AFTER DELETE ON report",
     "SELECT OLD.regime, OLD.period, OLD.unit WHERE OLD.state NOT IN $unfinished"},
    {"AFTER UPDATE ON report",
     "SELECT NEW.regime, NEW.period, NEW.unit "
     "WHERE NEW.state NOT IN $unfinished OR OLD.state NOT IN $unfinished"},
    {"AFTER INSERT ON report_sheet",
     "SELECT regime, period, unit FROM report "
     "WHERE id = NEW.report AND state NOT IN $unfinished"},
    {"AFTER UPDATE ON report_sheet",
     "SELECT regime, period, unit FROM report "
     "WHERE id = NEW.report AND state NOT IN $unfinished"},
};

std::string replaced(std::string text, std::string_view word, std::string_view by) {
  for (auto at = text.find(word); at != std::string::npos; at = text.find(word, at + by.size()))
    text.replace(at, word.size(), by);
  return text;
}

}  // namespace

Status make_figure_triggers(Connection& connection, Journal journal) {
  const bool appended = journal == Journal::kAppended;
  int number = 0;
  for (const auto& trigger : kFigureTriggers) {
    const std::string keys =
        replaced(replaced(trigger.keys, "$unfinished", kUnfinished), "$decided",
                 appended ? "id = NEW.of_id" : "pid = NEW.of_pid");
    std::string sql = "CREATE TRIGGER figure_change_" + std::to_string(++number) + " " +
                      trigger.when + " BEGIN ";
    if (!appended)
      sql += "DELETE FROM figure_change WHERE (regime, period, unit) IN (" + keys + "); ";
    sql += "INSERT INTO figure_change(regime, period, unit) " + keys + "; END;";
    GIRS_CHECK(connection.script(sql.c_str()));
  }
  return ok();
}

Status drop_figure_triggers(Connection& connection) {
  for (std::size_t i = 1; i <= std::size(kFigureTriggers); ++i)
    GIRS_CHECK(connection.script(("DROP TRIGGER figure_change_" + std::to_string(i)).c_str()));
  return ok();
}

Status add_columns(Connection& connection) {
  GIRS_CHECK(connection.script(kColumnTables));
  GIRS_CHECK(make_figure_triggers(connection, Journal::kNewestAlone));
  return connection.script("PRAGMA user_version = 8");
}

// Rows are only added at the end of the table and of their period in the index: a package adds two,
// and to look for those of its unit would touch pages all over.
Status append_journal(Connection& connection) {
  GIRS_CHECK(drop_figure_triggers(connection));
  GIRS_CHECK(connection.script(R"sql(
CREATE TABLE figure_change_10(
  seq INTEGER PRIMARY KEY, regime TEXT NOT NULL, period TEXT NOT NULL, unit TEXT NOT NULL) STRICT;
INSERT INTO figure_change_10 SELECT seq, regime, period, unit FROM figure_change ORDER BY seq;
DROP TABLE figure_change;
ALTER TABLE figure_change_10 RENAME TO figure_change;
CREATE INDEX figure_change_of ON figure_change(regime, period, seq, unit);
)sql"));
  return make_figure_triggers(connection, Journal::kAppended);
}

}  // namespace girs::store
