#pragma once
// What the parts of a round share: one exchange and what its answer means.

#include <optional>
#include <set>
#include <string>

#include "json/value.h"
#include "log/checkpoint.h"
#include "log/leaf.h"
#include "log/policy.h"
#include "log/receipt.h"
#include "log/tile.h"
#include "package/submission.h"
#include "store/log_table.h"
#include "sync/round.h"

namespace girs::sync {

/// The session of one round.
struct Session {
  store::Store& store;
  Transport& transport;
  const RoundOptions& options;
  RoundSummary& summary;
  std::optional<Registry> registry = {};
  log::Policy policy = {};
  /// The newest checkpoint when the last request went out: another process may see a newer one
  /// meanwhile, which then contradicts nothing.
  std::optional<store::CheckpointRow> seen_before = {};
  /// The checkpoint of the last receipt of this answer, verified: a page of receipts shares one.
  std::string note = {};
  log::OpenedCheckpoint opened = {};
  /// Why the first package that was put off stays queued: the round goes on and ends with it. What
  /// follows such a package in its series stays queued behind it.
  std::optional<Error> put_off = {};
  std::set<std::string> put_off_series = {};
};

/// kIo for a server that is busy or broken (408, 425, 429, 5xx; detail "retry_after" in seconds, if
/// it says so) and for answers that are not the authority's: a redirect, or a refusal without its
/// problem document, come from something in between (detail "reason" = "intermediary"). The round's
/// progress function is asked meanwhile.
Result<Response> exchange(Session& session, Request request);

/// The seconds of Retry-After (RFC 9110 section 10.2.3); a date there counts as none: who carries
/// HTTP turns it into seconds.
std::optional<std::string> retry_after(const Response& response);

/// Why an answer of 4xx refuses: the code and the sentence of its problem document (RFC 9457). A code
/// that is this store's own word for something else (store/outbox.h) has "authority-" before it.
Refused refusal_of(const Response& response, std::string pid);

/// Whether a refusal is of the package or file that was sent. Any other is of the request that
/// carried it: signed by a key that may not send, at a wrong time, or changed on its way by
/// something that rewrites bodies or drops fields. What it carried is as good as before.
bool is_of_what_was_sent(const Response& response);
/// That other refusal as a failure of the round: detail "reason" is the authority's code. kUntrusted
/// when the authority does not trust the request (401, 403), kIo otherwise.
Error request_refused(const Response& response);

/// Fetches the registry and puts it into the store when it is newer; fills session.registry and
/// session.policy.
Status refresh_registry(Session& session);
/// Takes what the authority's signed catalogue has and the store lacks. What cannot be taken is
/// passed by with a note.
Status refresh_catalogue(Session& session);
/// Whether a failure lies in the document alone. A broken line or store ends the round, and so
/// does a log that contradicts itself: that is evidence for people, never passed by.
bool is_of_document(const Error& error);
/// What the summary says of a document that was passed by.
Passed note_of(const Error& error, std::int64_t index, std::string_view kind);
/// Seconds until attempt `attempts` + 1: full jitter over 1 s doubling to 15 min, or what the
/// server has asked for, up to a day.
Result<std::int64_t> pause_before(std::int64_t attempts, const Error& failure);
/// Delivers the queued packages, oldest first.
Status push(Session& session);
/// Follows the log from where the last round ended.
Status pull(Session& session);

/// Takes what one event of the log brings, if it concerns this unit and is not there yet.
/// `envelope` may be null.
Status take_event(Session& session, std::int64_t index, const log::Leaf& leaf,
                  const json::Value* envelope);

/// The reason of an error that says that a log contradicts what it has signed before.
inline constexpr std::string_view kForkReason = "fork";
/// Files of the authority's log, by their path under /log/; kNotFound for one that it does not give.
log::FetchFile tiles_of(Session& session);
/// Keeps two notes that cannot both be true and says so.
Error contradiction(Session& session, const store::CheckpointRow& known, const std::string& note);
/// Fails, "reason" is fork, once the authority's log has contradicted itself.
Status refuse_forked(Session& session);
/// Verifies the log's own head: a smaller one than was seen, or another of the same size, is a
/// contradiction.
Status see_head(Session& session);
/// Proves by the log's tiles that the newest checkpoint seen is the one proved last, grown. A log
/// whose tiles cannot be had is asked again in the next round.
Status prove_growth(Session& session);
/// Proves by the log's tiles that `older` is the beginning of `newer`; the two notes are kept as
/// evidence when it is not. Without tiles nothing is proved and nothing is wrong.
Status prove_part(Session& session, const log::Checkpoint& older, const std::string& older_note,
                  const store::CheckpointRow& newer);
/// Verifies a receipt of the authority's log, and that its checkpoint does not contradict the newest
/// one seen: both signed notes are kept as evidence when it does. A smaller tree alone is no
/// contradiction, for receipts may be read in any order; a smaller head of the log is. What the
/// receipt is for is still to be compared.
Result<log::VerifiedReceipt> open_receipt(Session& session, std::string_view receipt);
/// Checks that the log holds `leaf` at `index`.
Status check_inclusion(Session& session, const log::Leaf& leaf, std::int64_t index,
                       std::string_view receipt);
/// What the receipt of a package must say.
log::ReceiptClaim claim_of(const package::VerifiedReport& report, const std::string& audience);
log::ReceiptClaim claim_of(const package::VerifiedSeries& series, const std::string& audience);
/// The place that a receipt proves, when it is for the package of `claim`.
Result<Place> place_of(const log::VerifiedReceipt& proved, const log::ReceiptClaim& claim,
                       std::string_view receipt);
/// The same of an own package; received.h has those of others, which are verified too.
Result<Place> check_receipt(Session& session, const package::Submission& submission, std::string_view receipt);

}  // namespace girs::sync
