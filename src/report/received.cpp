#include "report/received.h"

#include "package/series_id.h"

namespace girs::report {

Result<std::optional<store::SubmissionRow>> newest_received(store::Connection& connection,
                                                            const store::ReportKey& key,
                                                            std::int64_t logged_until) {
  const auto scope =
      key.scope == "aggregate" ? package::ReportScope::kAggregate : package::ReportScope::kOwn;
  return store::series_head_at(
      connection, package::series_id(key.unit, key.regime, scope, key.period), logged_until);
}

}  // namespace girs::report
