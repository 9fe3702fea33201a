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

-- A decision may be here before its package, and its row is the only thing of it that is told later.
CREATE TRIGGER decision_no_UPDATE BEFORE UPDATE OF
  pid, of_pid, origin, idx, logged_at, status, codes, text, envelope ON decision
BEGIN SELECT RAISE(ABORT, 'decision is append-only'); END;
CREATE TRIGGER decision_of_stays BEFORE UPDATE OF of_id ON decision
WHEN OLD.of_id IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'decision is append-only'); END;
CREATE TRIGGER decision_of_comes AFTER INSERT ON submission
BEGIN UPDATE decision SET of_id = NEW.id WHERE of_id IS NULL AND of_pid = NEW.pid; END;
)sql");
}

}  // namespace girs::store
