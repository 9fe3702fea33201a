// The delivering half of a round: queued packages go out in order, receipts come in. A package is
// leased while it is on its way; what becomes of it is written before the next one goes.

#include <algorithm>
#include <array>
#include <set>

#include "crypto/hash.h"
#include "json/parse.h"
#include "package/report_payload.h"
#include "package/submission.h"
#include "store/blobs.h"
#include "store/outbox.h"
#include "store/submissions.h"
#include "sync/exchange.h"

namespace girs::sync {
namespace {

constexpr std::int64_t kLeaseSeconds = 60;
constexpr std::int64_t kAlarmAfter = 3;  // answers in a row that do not verify

/// Whether an answer did not verify. What the authority says of the request is another matter.
bool is_distrust(const Error& failure) {
  const bool answered = detail_of(failure.details, "http_status") != nullptr;
  return failure.code == Code::kCorrupt || (failure.code == Code::kUntrusted && !answered);
}

/// Back into the queue, until its time.
Status try_later(Session& session, const store::OutboxRow& row, const Error& failure) {
  GIRS_TRY(const auto pause, pause_before(row.attempts, failure));
  const auto next_at = session.store.now().time_since_epoch().count() + (failure.code == Code::kCancelled ? 0 : pause);
  return session.store.write([&](store::Connection& connection) {
    return store::postpone(connection, row.pid, "queued", store::note_of(failure.message), next_at, is_distrust(failure));
  });
}

/// The package stays queued, and the round ends with why.
Error fail(Session& session, const store::OutboxRow& row, Error failure) {
  if (is_distrust(failure) && row.distrusts + 1 >= kAlarmAfter) failure.details.emplace_back("alarm", "true");
  if (const auto kept = try_later(session, row, failure); !kept) return kept.error();
  return failure;
}

/// Whether an answer to one package says nothing of the next: unlike a key that the authority does
/// not know, or a server that is busy.
bool concerns_one_package(const Error& failure) {
  const auto* status = detail_of(failure.details, "http_status");
  if (!status || !status->starts_with('4')) return false;
  constexpr std::array kOfAll{"401", "403", "408", "425", "429"};
  return std::ranges::find(kOfAll, *status) == kOfAll.end();
}

/// The package stays queued; the others are not held up where it alone is concerned.
Status put_off(Session& session, const store::OutboxRow& row, Error failure) {
  if (!concerns_one_package(failure)) return fail(session, row, std::move(failure));
  GIRS_CHECK(try_later(session, row, failure));
  session.put_off_series.insert(row.series);
  if (!session.put_off) session.put_off = std::move(failure);
  return ok();
}

/// The package goes no further before a person has acted; the others do.
Status set_aside(Session& session, const store::OutboxRow& row, const char* state, Refused refused) {
  GIRS_CHECK(session.store.write([&](store::Connection& connection) {
    return store::set_outbox_state(connection, row.pid, state, store::note_of(refused.message, refused.reason));
  }));
  session.summary.refused.push_back(std::move(refused));
  return ok();
}

/// The package itself is refused, and the sender must mend it. A conflict waits for a person, with
/// both packages kept; anything else is not repeated.
Status refuse(Session& session, const store::OutboxRow& row, const Response& response) {
  return set_aside(session, row, response.status == 409 ? "conflict" : "dead-letter",
                   refusal_of(response, row.pid));
}

/// The digests that a refusal "missing-blobs" names.
std::set<std::string> missing_blobs(const Response& response) {
  std::set<std::string> digests;
  const auto document = json::parse(response.body);
  const auto* code = document ? document->text("code") : nullptr;
  const auto* errors = document ? document->find("errors") : nullptr;
  if (!code || *code != "missing-blobs" || !errors || !errors->as_array()) return digests;
  for (const auto& one : *errors->as_array())
    if (const auto* digest = one.text("digest")) digests.insert(*digest);
  return digests;
}

/// The name under which a package carries a file, if it does.
std::optional<std::string> name_in(const store::OutboxRow& row, const std::string& digest) {
  const auto submission = package::Submission::parse(text_of(row.envelope));
  const auto report = submission ? package::parse_report(text_of(submission->envelope.payload))
                                 : Result<package::ReportPayload>(submission.error());
  if (report)
    for (const auto& file : report->attachments)
      if (file.digest == digest) return file.name;
  return std::nullopt;
}

/// The store has lost a file of the package, or holds other bytes in its place.
Error lost_attachment(const std::string& name, const std::string& digest, bool altered) {
  return error(Code::kCorrupt,
               "The attachment \"" + name + "\" is " +
                   (altered ? "damaged in this store: it is not the file that was signed."
                            : "missing in this store.") +
                   " Put the signed file back (girs report attach) and send the package again (girs outbox "
                   "--send-again), or correct the report.",
               "Tệp đính kèm \"" + name + "\" " +
                   (altered ? "trong kho này bị hỏng, không còn đúng tệp đã ký." : "không còn trong kho này.") +
                   " Hãy đưa lại đúng tệp đã ký (girs report attach) rồi gửi lại gói (girs outbox --send-again), "
                   "hoặc sửa báo cáo.",
               {{"reason", std::string(altered ? store::kAttachmentDamaged : store::kAttachmentMissing)},
                {"digest", digest}});
}

bool is_lost_attachment(const Error& failure) {
  const auto* reason = detail_of(failure.details, "reason");
  return reason && store::is_own_reason(*reason);
}

/// Uploads the attachments that the authority lacks; its refusal of one of them, if there is one, or
/// `answer`, which named them, where it asks for a file that is none of the package's.
Result<std::optional<Response>> upload(Session& session, const store::OutboxRow& row, const Response& answer,
                                       const std::set<std::string>& digests) {
  constexpr std::string_view kPrefix = "sha256:";
  for (const auto& digest : digests) {
    GIRS_TRY(const auto content, session.store.read([&](store::Connection& connection) {
      return store::blob(connection, digest);
    }));
    if (!content || to_digest(sha256(*content)) != digest) {
      const auto name = name_in(row, digest);
      if (!name) return std::optional(answer);
      return lost_attachment(*name, digest, content.has_value());
    }
    Progress progress{"upload", 0, static_cast<std::int64_t>(content->size()), "bytes"};
    GIRS_CHECK(report_progress(session.options.progress, progress));
    GIRS_TRY(auto put,
             exchange(session, {"PUT", "/v1/blobs/sha256/" + digest.substr(kPrefix.size()),
                                {{"content-type", "application/octet-stream"}},
                                std::string(text_of(*content))}));
    if (put.status == 200 || put.status == 201) continue;
    if (!is_of_what_was_sent(put)) return request_refused(put);
    return std::optional(std::move(put));
  }
  return std::optional<Response>();
}

Result<Response> send(Session& session, const store::OutboxRow& row) {
  const Request request{"PUT", "/v1/submissions/" + row.pid, {{"content-type", "application/json"}},
                        std::string(text_of(row.envelope))};
  GIRS_TRY(auto answer, exchange(session, request));
  if (answer.status != 422) return answer;
  const auto missing = missing_blobs(answer);
  if (missing.empty()) return answer;
  GIRS_TRY(auto refused, upload(session, row, answer, missing));
  return refused ? Result<Response>(*std::move(refused)) : exchange(session, request);
}

/// 202: the authority has it and still thinks, or it travels.
Status await_receipt(Session& session, const store::OutboxRow& row, const Response& answer) {
  Error waiting = error(Code::kIo, "The receipt is still to come.", "Đang chờ giấy biên nhận.");
  if (auto after = retry_after(answer)) waiting.details.emplace_back("retry_after", *std::move(after));
  GIRS_TRY(const auto pause, pause_before(row.attempts, waiting));
  return session.store.write([&](store::Connection& connection) {
    return store::postpone(connection, row.pid, "awaiting-receipt", store::note_of(waiting.message),
                           session.store.now().time_since_epoch().count() + pause, false);
  });
}

/// An answer that says it is a receipt and does not verify as one.
Error not_believed(Error failure) {
  if (failure.code != Code::kUntrusted || !is_of_document(failure)) return failure;
  failure.message = {"What came in place of a receipt is not believed, and the package stays queued: " + failure.message.en,
                     "Nội dung nhận được thay cho biên nhận không đáng tin, gói vẫn nằm trong hàng chờ: " + failure.message.in("vi")};
  return failure;
}

Status deliver(Session& session, const store::OutboxRow& row) {
  GIRS_TRY(const auto submission, package::Submission::parse(text_of(row.envelope)));
  auto answer = send(session, row);
  if (!answer && is_lost_attachment(answer.error()))
    return set_aside(session, row, "dead-letter",
                     {row.pid, *detail_of(answer.error().details, "reason"), answer.error().message});
  if (!answer) return put_off(session, row, std::move(answer).error());
  if (answer->status == 202) return await_receipt(session, row, *answer);
  if (answer->status != 200 && answer->status != 201)
    return is_of_what_was_sent(*answer) ? refuse(session, row, *answer)
                                        : put_off(session, row, request_refused(*answer));
  const auto place = check_receipt(session, submission, answer->body);
  if (!place) return fail(session, row, not_believed(place.error()));
  GIRS_CHECK(session.store.write([&](store::Connection& connection) -> Status {
    GIRS_CHECK(store::set_outbox_receipt(connection, row.pid, place->receipt, place->state));
    // A decision may have come before the receipt, when an earlier answer was lost.
    GIRS_TRY(const auto decisions, store::decisions(connection, row.pid));
    if (decisions.empty()) return ok();
    return store::set_outbox_state(connection, row.pid, decisions.back().status, decisions.back().text);
  }));
  ++session.summary.pushed;
  return ok();
}

Result<std::optional<store::OutboxRow>> next(Session& session, const std::vector<std::string>& done) {
  const auto now = session.store.now().time_since_epoch().count();
  return session.store.write([&](store::Connection& connection) {
    return store::lease_next(connection, now, now + kLeaseSeconds, session.options.patient, done);
  });
}

}  // namespace

Status push(Session& session) {
  Progress progress{"push", 0, session.summary.queued, "packages"};
  std::vector<std::string> done;
  for (;;) {
    // Asked before the lease is taken, so that a cancelled round leaves nothing leased.
    if (progress.total > 0) GIRS_CHECK(report_progress(session.options.progress, progress));
    GIRS_TRY(const auto row, next(session, done));
    if (!row) return ok();
    done.push_back(row->pid);
    if (session.put_off_series.contains(row->series)) GIRS_CHECK(try_later(session, *row, *session.put_off));
    else GIRS_CHECK(deliver(session, *row));
    ++progress.done;
  }
}

}  // namespace girs::sync
