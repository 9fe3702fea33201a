#include "store/decision_of.h"

namespace girs::store {

Status add_decided_rows(Connection& connection) {
  return connection.script(R"sql(
DROP TRIGGER decision_no_UPDATE;
ALTER TABLE decision ADD COLUMN of_id INTEGER REFERENCES submission(id);
UPDATE decision SET of_id = (SELECT id FROM submission WHERE pid = of_pid);
DROP INDEX decision_of;
CREATE INDEX decision_of ON decision(of_id, idx);
CREATE INDEX decision_of_other ON decision(of_pid) WHERE of_id IS NULL;

-- A decision may be here before its package: that the package's row is told is the only change.
CREATE TRIGGER decision_no_UPDATE BEFORE UPDATE ON decision
WHEN OLD.of_id IS NOT NULL OR
  (NEW.rowid, NEW.pid, NEW.of_pid, NEW.origin, NEW.idx, NEW.logged_at, NEW.status, NEW.codes,
   NEW.text, NEW.envelope) IS NOT
  (OLD.rowid, OLD.pid, OLD.of_pid, OLD.origin, OLD.idx, OLD.logged_at, OLD.status, OLD.codes,
   OLD.text, OLD.envelope)
BEGIN SELECT RAISE(ABORT, 'decision is append-only'); END;
CREATE TRIGGER decision_of_comes AFTER INSERT ON submission
BEGIN UPDATE decision SET of_id = NEW.id WHERE of_id IS NULL AND of_pid = NEW.pid; END;
)sql");
}

}  // namespace girs::store
