#pragma once
// What was received of a report, found by the report's key.

#include <cstdint>
#include <optional>

#include "store/reports.h"
#include "store/submissions.h"

namespace girs::report {

/// The newest revision of a report that an authority's log holds, with its status and without its
/// envelope; `logged_until`: as it was then, in seconds since 1970.
Result<std::optional<store::SubmissionRow>> newest_received(store::Connection& connection,
                                                            const store::ReportKey& key,
                                                            std::int64_t logged_until = INT64_MAX);

}  // namespace girs::report
