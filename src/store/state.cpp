#include "store/state.h"

namespace girs::store {

Result<Attention> attention_of(Connection& connection) {
  Attention found;
  GIRS_CHECK(connection.each(
      "SELECT (SELECT ifnull(max(idx) + 1, 0) FROM log_leaf), "
      "(SELECT ifnull(max(size), 0) FROM log_checkpoint), (SELECT count(*) FROM member_fault)",
      [&](Statement& row) {
        found = {row.integer(0), row.integer(1), row.integer(2)};
        return ok();
      }));
  return found;
}

Result<State> state_of(Store& store) {
  return store.read([&](Connection& connection) -> Result<State> {
    State state;
    GIRS_TRY(state.attention, attention_of(connection));
    GIRS_CHECK(connection.each(
        "SELECT (SELECT count(*) FROM submission), "
        "(SELECT count(*) FROM submission s WHERE NOT EXISTS (SELECT 1 FROM decision d WHERE d.of_pid = s.pid)), "
        "(SELECT count(*) FROM outbox WHERE receipt IS NULL), "
        "(SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size())",
        [&](Statement& row) {
          state.submissions = row.integer(0);
          state.undecided = row.integer(1);
          state.outbox_waiting = row.integer(2);
          state.store_bytes = row.integer(3);
          return ok();
        }));
    return state;
  });
}

Result<Marks> marks_of(Connection& connection) {
  Marks marks;
  GIRS_CHECK(connection.each(
      "SELECT (SELECT ifnull(max(idx) + 1, 0) FROM log_leaf), (SELECT ifnull(max(rowid), 0) FROM submission), "
      "(SELECT ifnull(max(rowid), 0) FROM decision), (SELECT ifnull(max(id), 0) FROM obligation_change), "
      "(SELECT count(*) FROM definition)",
      [&](Statement& row) {
        marks = {row.integer(0), row.integer(1), row.integer(2), row.integer(3), row.integer(4)};
        return ok();
      }));
  return marks;
}

}  // namespace girs::store
