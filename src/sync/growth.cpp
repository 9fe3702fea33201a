// Whether the authority's log has only grown since it was last proved to: what tells a log that was
// rewritten from one that went on, without trusting anybody.

#include "log/tile.h"
#include "store/log_table.h"
#include "sync/exchange.h"

namespace girs::sync {
namespace {

std::string proved_key(const Session& session) { return "checkpoint-proved " + session.options.audience; }

Result<log::Checkpoint> checkpoint_of(const std::string& note) {
  return log::Checkpoint::parse(note.substr(0, note.rfind("\n\n") + 1));
}

log::FetchFile tiles_of(Session& session) {
  return [&session](const std::string& path) -> Result<Bytes> {
    GIRS_TRY(const auto answer, exchange(session, {"GET", "/log/" + path}));
    if (answer.status == 200) return to_bytes(answer.body);
    return error(Code::kNotFound, "The authority's log does not give its file " + path + ".",
                 "Nhật ký của cơ quan nhận không cung cấp tệp " + path + ".");
  };
}

Status keep_proved(Session& session, const std::string& note) {
  return session.store.write([&](store::Connection& connection) {
    return store::set_setting(connection, proved_key(session), note);
  });
}

}  // namespace

Status prove_growth(Session& session) {
  GIRS_TRY(const auto newest, session.store.read([&](store::Connection& connection) {
    return store::checkpoint_seen(connection, session.options.audience);
  }));
  GIRS_TRY(const auto proved, session.store.read([&](store::Connection& connection) {
    return store::setting(connection, proved_key(session));
  }));
  if (!newest || newest->note == proved) return ok();
  if (!proved) return keep_proved(session, newest->note);
  GIRS_TRY(const auto before, checkpoint_of(*proved));
  GIRS_TRY(const auto after, checkpoint_of(newest->note));
  const auto grown = log::check_growth(before, after, tiles_of(session));
  if (grown) return keep_proved(session, newest->note);
  const auto* reason = detail_of(grown.error().details, "reason");
  if (grown.error().code == Code::kUntrusted && reason && *reason == kForkReason)
    return contradiction(session, {static_cast<std::int64_t>(before.size), {}, *proved}, newest->note);
  // No tiles now: what was proved stays what it was, and the next round asks again.
  return grown.error().code == Code::kNotFound || grown.error().code == Code::kIo ? ok() : Status(grown.error());
}

}  // namespace girs::sync
