// Whether the authority's log has only grown since it was last proved to: what tells a log that was
// rewritten from one that went on, without trusting anybody.

#include "store/log_table.h"
#include "sync/exchange.h"
#include "sync/seen.h"

namespace girs::sync {
namespace {

std::string proved_key(const Session& session) { return "checkpoint-proved " + session.options.audience; }

Status keep_proved(Session& session, const std::string& note) {
  return session.store.write([&](store::Connection& connection) {
    return store::set_setting(connection, proved_key(session), note);
  });
}

/// What a proof that failed means: evidence, or that there are no tiles now. Then what was proved
/// stays what it was, and the next round asks again.
Status unproved(Session& session, const store::CheckpointRow& known, const std::string& note,
                const Error& failure) {
  const auto* reason = detail_of(failure.details, "reason");
  if (failure.code == Code::kUntrusted && reason && *reason == kForkReason)
    return contradiction(session, known, note);
  return failure.code == Code::kNotFound || failure.code == Code::kIo ? ok() : Status(failure);
}

}  // namespace

log::FetchFile tiles_of(Session& session) {
  return [&session](const std::string& path) -> Result<Bytes> {
    GIRS_TRY(const auto answer, exchange(session, {"GET", "/log/" + path}));
    if (answer.status == 200) return to_bytes(answer.body);
    return error(Code::kNotFound, "The authority's log does not give its file " + path + ".",
                 "Nhật ký của cơ quan nhận không cung cấp tệp " + path + ".");
  };
}

Status prove_growth(Session& session) {
  GIRS_TRY(const auto newest, session.store.read([&](store::Connection& connection) {
    return store::checkpoint_seen(connection, session.options.audience);
  }));
  GIRS_TRY(const auto proved, session.store.read([&](store::Connection& connection) {
    return store::setting(connection, proved_key(session));
  }));
  if (!newest || newest->note == proved) return ok();
  if (!proved) return keep_proved(session, newest->note);
  GIRS_TRY(const auto before, log::Checkpoint::of_note(*proved));
  GIRS_TRY(const auto after, log::Checkpoint::of_note(newest->note));
  const auto grown = log::check_growth(before, after, tiles_of(session));
  if (grown) return keep_proved(session, newest->note);
  return unproved(session, row_of(before, *proved), newest->note, grown.error());
}

Status prove_part(Session& session, const log::Checkpoint& older, const std::string& older_note,
                  const store::CheckpointRow& newer) {
  GIRS_TRY(const auto whole, log::Checkpoint::of_note(newer.note));
  const auto grown = log::check_growth(older, whole, tiles_of(session));
  return grown ? ok() : unproved(session, newer, older_note, grown.error());
}

}  // namespace girs::sync
