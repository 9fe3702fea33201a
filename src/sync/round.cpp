#include "sync/round.h"

#include "store/outbox.h"
#include "sync/exchange.h"

namespace girs::sync {

Status run_round(store::Store& store, Transport& transport, const RoundOptions& options, RoundSummary& summary) {
  summary = {};
  GIRS_TRY(const auto waiting, store.read([](store::Connection& connection) {
    return store::outbox(connection, "queued");
  }));
  summary.queued = static_cast<std::int64_t>(waiting.size());
  if (options.roots.empty())
    return error(Code::kInvalidArgument, "No root key is pinned: the authority's keys cannot be verified.",
                 "Chưa ghim khóa gốc nên không xác thực được khóa của cơ quan nhận.", {{"setting", "registry-root"}});
  Session session{store, transport, options, summary};
  GIRS_CHECK(refresh_registry(session));
  GIRS_CHECK(push(session));
  return pull(session);
}

}  // namespace girs::sync
