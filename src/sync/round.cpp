#include "sync/round.h"

#include "store/outbox.h"
#include "sync/exchange.h"

namespace girs::sync {

namespace {

Status count_unsent(Session& session) {
  const auto now = session.store.now().time_since_epoch().count();
  GIRS_TRY(const auto left, session.store.read([&](store::Connection& connection) {
    return store::unsent(connection, now);
  }));
  session.summary.queued = left.count;
  session.summary.waiting = left.waiting;
  session.summary.next_attempt.reset();
  if (left.next_at) session.summary.next_attempt = Time{std::chrono::seconds{left.next_at}};
  return ok();
}

Status steps(Session& session) {
  if (session.options.roots.empty())
    return error(Code::kInvalidArgument, "No root key is pinned: the authority's keys cannot be verified.",
                 "Chưa ghim khóa gốc nên không xác thực được khóa của cơ quan nhận.", {{"setting", "registry-root"}});
  GIRS_CHECK(refuse_forked(session));
  GIRS_CHECK(refresh_registry(session));
  GIRS_CHECK(push(session));
  GIRS_CHECK(refresh_catalogue(session));  // before what is made under it
  GIRS_CHECK(pull(session));
  return prove_growth(session);
}

}  // namespace

Status run_round(store::Store& store, Transport& transport, const RoundOptions& options, RoundSummary& summary) {
  summary = {};
  Session session{store, transport, options, summary};
  GIRS_CHECK(count_unsent(session));
  auto done = steps(session);
  GIRS_CHECK(count_unsent(session));
  if (done && session.put_off) return *session.put_off;
  return done;
}

}  // namespace girs::sync
