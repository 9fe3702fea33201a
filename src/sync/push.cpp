// The delivering half of a round: queued packages go out in order, receipts come in.

#include "package/submission.h"
#include "store/outbox.h"
#include "sync/exchange.h"

namespace girs::sync {
namespace {

Status note_attempt(Session& session, const store::OutboxRow& row, std::string_view state,
                    std::string_view note) {
  return session.store.write([&](store::Connection& connection) {
    return store::set_outbox_state(connection, row.pid, state, note);
  });
}

/// 4xx: the sender must mend it. A conflict waits for a person; anything else is not repeated.
Status refuse(Session& session, const store::OutboxRow& row, const Response& response) {
  auto refused = refusal_of(response, row.pid);
  const bool conflict = response.status == 409;
  GIRS_CHECK(note_attempt(session, row, conflict ? "conflict" : "dead-letter",
                          refused.reason + ": " + refused.message.in("vi")));
  session.summary.refused.push_back(std::move(refused));
  return ok();
}

Status deliver(Session& session, const store::OutboxRow& row) {
  const std::string body(text_of(row.envelope));
  GIRS_TRY(const auto submission, package::Submission::parse(body));
  auto answer = exchange(session, {"PUT", "/v1/submissions/" + row.pid, {{"content-type", "application/json"}}, body});
  if (!answer) {
    GIRS_CHECK(note_attempt(session, row, "queued", answer.error().message.in("vi")));
    return std::move(answer).error();
  }
  if (answer->status != 200 && answer->status != 201) return refuse(session, row, *answer);
  const auto place = check_receipt(session, submission, answer->body);
  if (!place) {
    GIRS_CHECK(note_attempt(session, row, "queued", place.error().message.in("vi")));
    return place.error();
  }
  GIRS_CHECK(session.store.write([&](store::Connection& connection) {
    return store::set_outbox_receipt(connection, row.pid, place->receipt);
  }));
  ++session.summary.pushed;
  return ok();
}

}  // namespace

Status push(Session& session) {
  GIRS_TRY(const auto rows, session.store.read([](store::Connection& connection) {
    return store::outbox(connection, "queued");
  }));
  session.summary.queued = static_cast<std::int64_t>(rows.size());
  Progress progress{"push", 0, static_cast<std::int64_t>(rows.size()), "packages"};
  for (const auto& row : rows) {
    GIRS_CHECK(report_progress(session.options.progress, progress));
    GIRS_CHECK(deliver(session, row));
    --session.summary.queued;
    ++progress.done;
  }
  if (rows.empty()) return ok();
  return report_progress(session.options.progress, progress);
}

}  // namespace girs::sync
