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

Result<State> StateWatch::look(Store& store) {
  return store.read([&](Connection& connection) -> Result<State> {
    GIRS_CHECK(count(connection));
    State state{{}, submissions_, undecided_};
    GIRS_TRY(state.attention, attention_of(connection));
    GIRS_CHECK(connection.each(
        "SELECT (SELECT count(*) FROM outbox WHERE receipt IS NULL), "
        "(SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size())",
        [&](Statement& row) {
          state.outbox_waiting = row.integer(0);
          state.store_bytes = row.integer(1);
          return ok();
        }));
    return state;
  });
}

/// Counts the packages and decisions that are new since the last time.
Status StateWatch::count(Connection& connection) {
  const auto number = [&](std::string_view sql, auto... bound) -> Result<std::int64_t> {
    std::int64_t found = 0;
    GIRS_CHECK(connection.each(sql, [&](Statement& row) {
      found = row.integer(0);
      return ok();
    }, bound...));
    return found;
  };
  GIRS_TRY(const auto submission, number("SELECT ifnull(max(rowid), 0) FROM submission"));
  GIRS_TRY(const auto decision, number("SELECT ifnull(max(rowid), 0) FROM decision"));
  if (submission < newest_submission_ || decision < newest_decision_) *this = {};  // rows were numbered anew
  // The first time through an index of pids, because rows hold envelopes; then by number alone.
  const std::string rows = newest_submission_ == 0 ? "submission s WHERE +rowid > ?" : "submission s WHERE rowid > ?";
  GIRS_TRY(const auto came, number("SELECT count(*) FROM " + rows, newest_submission_));
  GIRS_TRY(const auto open,
           number("SELECT count(*) FROM " + rows + " AND NOT EXISTS "
                  "(SELECT 1 FROM decision d WHERE d.of_id = s.id)", newest_submission_));
  GIRS_TRY(const auto decided,
           number("SELECT count(DISTINCT s.id) FROM decision d JOIN submission s ON s.id = d.of_id "
                  "WHERE d.rowid > ?1 AND s.rowid <= ?2 AND NOT EXISTS (SELECT 1 FROM decision before "
                  "WHERE before.of_id = s.id AND before.rowid <= ?1)", newest_decision_, newest_submission_));
  submissions_ += came;
  undecided_ += open - decided;
  newest_submission_ = submission;
  newest_decision_ = decision;
  return ok();
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
