#pragma once
// The outbox: sealed packages on their way. A row is written in the transaction that stores the
// last signature and is never removed, so a crash or weeks without a line lose nothing.

#include <optional>
#include <string>
#include <vector>

#include "base/bytes.h"
#include "store/connection.h"

namespace girs::store {

struct OutboxRow {
  std::string pid;
  std::optional<std::int64_t> report = {};
  std::string series;
  int rev = 1;
  Bytes envelope;
  std::string state = "queued";   // queued, receipted, accepted, rejected, conflict, dead-letter
  std::int64_t attempts = 0;
  std::int64_t queued_at = 0;
  std::string note = {};          // why it is in this state, for people
  std::optional<std::string> receipt = {};
};

Status enqueue(Connection& connection, const OutboxRow& row);
/// Rows in `state` (empty: all), oldest first; revisions of one series in their order.
Result<std::vector<OutboxRow>> outbox(Connection& connection, std::string_view state = {});
Result<std::optional<OutboxRow>> outbox_row(Connection& connection, std::string_view pid);
/// Sets the state and its note and counts an attempt.
Status set_outbox_state(Connection& connection, std::string_view pid, std::string_view state,
                        std::string_view note);
/// Keeps the verified receipt and makes the row "receipted".
Status set_outbox_receipt(Connection& connection, std::string_view pid, std::string_view receipt);
/// Number of rows in each state.
Result<std::vector<std::pair<std::string, std::int64_t>>> outbox_counts(Connection& connection);

}  // namespace girs::store
