#pragma once
// The outbox: sealed packages on their way. A row is written in the transaction that stores the
// last signature and is never removed, so a crash or weeks without a line lose nothing.

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.h"
#include "base/result.h"
#include "store/connection.h"

namespace girs::store {

struct OutboxRow {
  std::string pid;
  std::optional<std::int64_t> report = {};
  std::string series;
  int rev = 1;
  Bytes envelope;
  std::string state = "queued";   // queued, sending, awaiting-receipt, receipted,
                                  // receipted-unwitnessed, accepted, rejected, conflict, dead-letter
  std::int64_t attempts = 0;
  std::int64_t queued_at = 0;
  std::string note = {};          // why it is in this state, for people (note_of)
  std::optional<std::string> receipt = {};
  std::int64_t lease_until = 0;   // "sending": nobody else sends it before then
  std::int64_t next_at = 0;       // when a failed attempt is repeated
  std::int64_t distrusts = 0;     // answers in a row that did not verify
};

/// A note as rows keep it: the sentence in both languages, `reason` before it unless empty.
std::string note_of(const Message& message, std::string_view reason = {});
/// Reasons of packages that were set aside before the authority had all of them: no refusal of an
/// authority is noted under them.
inline constexpr std::string_view kAttachmentMissing = "attachment-missing";
inline constexpr std::string_view kAttachmentDamaged = "attachment-damaged";
bool is_own_reason(std::string_view reason);
/// Whether the package goes no further before a person has acted ("conflict", "dead-letter").
bool is_set_aside(const OutboxRow& row);
/// Whether that is since the store lost or damaged a file of it: the authority has refused nothing,
/// and takes the package once the file is back.
bool lacks_attachment(const OutboxRow& row);
/// What such a note says. One in Vietnamese alone, as a decision's text is, counts for both.
Message read_note(std::string_view note);

Status enqueue(Connection& connection, const OutboxRow& row);
/// Rows in `state` (empty: all), oldest first; revisions of one series in their order.
Result<std::vector<OutboxRow>> outbox(Connection& connection, std::string_view state = {});
Result<std::optional<OutboxRow>> outbox_row(Connection& connection, std::string_view pid);
/// The newest revision of a series that the centre has taken or still may take, a package that was
/// rejected after its receipt included: it is in the log. Those that the centre never took
/// ("conflict", "dead-letter") are passed over. Nothing when there is none.
struct OutboxRevision { std::string pid; int rev = 1; };
Result<std::optional<OutboxRevision>> newest_standing(Connection& connection, std::string_view series);
/// No package waits longer than this after an attempt that failed.
inline constexpr std::int64_t kLongestWaitSeconds = 24 * 60 * 60;
/// Takes the next package to send and leases it until `lease_until`: of those that are queued, wait
/// for their receipt, or whose lease has run out (one beyond `lease_until` is of a clock that was set
/// back since) the one queued first whose time has come (unless `patient` is false) and before which
/// no revision of its series is unfinished. Nothing when there is none; `done` lists those that this
/// round has done already.
Result<std::optional<OutboxRow>> lease_next(Connection& connection, std::int64_t now,
                                            std::int64_t lease_until, bool patient,
                                            const std::vector<std::string>& done);
/// After an attempt that failed: back to `state`, to be tried again at `next_at`.
Status postpone(Connection& connection, std::string_view pid, std::string_view state,
                std::string_view note, std::int64_t next_at, bool distrusted);
/// Packages that still have to go out, and the first moment at which one may (0: none waits).
struct Unsent { std::int64_t count = 0; std::int64_t waiting = 0; std::int64_t next_at = 0; };
Result<Unsent> unsent(Connection& connection, std::int64_t now);
/// Sets the state and its note; counts an attempt if the package was on its way.
Status set_outbox_state(Connection& connection, std::string_view pid, std::string_view state,
                        std::string_view note);
/// Keeps the verified receipt and makes the row "receipted", or "receipted-unwitnessed" when
/// witnesses that the policy asks for are still missing.
Status set_outbox_receipt(Connection& connection, std::string_view pid, std::string_view receipt,
                          std::string_view state = "receipted");
/// Every receipt there is with its package's pid, one after the other; packages stay where they are.
Status each_outbox_receipt(Connection& connection,
                           const std::function<Status(const std::string& pid, const std::string& receipt)>& visit);
/// Back into the queue as if it had never been tried.
Status requeue(Connection& connection, std::string_view pid);
/// Number of rows in each state.
Result<std::vector<std::pair<std::string, std::int64_t>>> outbox_counts(Connection& connection);

}  // namespace girs::store
