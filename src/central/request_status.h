#pragma once
// What has come of a request to report (yêu cầu đột xuất, chuyên đề, chỉ đạo): who has seen it, who
// has answered, who is late.

#include <string>
#include <string_view>
#include <vector>

#include "json/value.h"
#include "report/workspace.h"

namespace girs::central {

/// [{"pid","regime","period","due","text","logged","totals":{"asked","seen","answered","accepted",
/// "late","missing"},"units":[{"unit","name","seen","state","decision","logged","pid"}]}] of the
/// requests that `origin`'s own log holds, as of `now`; `pid`: of that one only (empty: of all).
/// "state" is as in the overview; "seen" is when the unit's machine fetched the request.
Result<json::Value> request_status(const report::Workspace& workspace, std::string_view origin,
                                   std::string_view pid, Time now);

/// Remembers that `unit` has fetched these requests, as far as they ask it.
Status mark_seen(store::Store& store, const std::vector<std::string>& pids, std::string_view unit,
                 std::string_view keyid, Time now);

}  // namespace girs::central
