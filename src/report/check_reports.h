#pragma once
// Checking all reports of a regime and period that a store holds: those of a country, of a province
// and its communes. What was received is checked as it was signed, drafts as they stand.

#include <functional>
#include <string>
#include <vector>

#include "base/progress.h"
#include "report/review.h"
#include "report/workspace.h"

namespace girs::report {

struct BatchScope {
  std::string regime;
  std::string period;
  std::string unit = {};   // and all units below it; empty: every report
};

struct CheckedReport {
  store::ReportKey key;
  int rev = 1;
  std::string pid = {};    // of a package that was received or sealed
  std::string state = {};  // of a report begun here; of one received the status of its decision
  Review review = {};
};

/// Gives each report's findings in order of unit and scope; an error of `take` ends it. Of several
/// revisions the newest is checked; withdrawals are passed over.
Status check_reports(const Workspace& workspace, const BatchScope& scope,
                     const ProgressFunction& progress,
                     const std::function<Status(CheckedReport&&)>& take);

/// {"checked","clear","summary":{..},"reports":[{"unit","unit_name","scope","rev","pid","state",
///  "clear","summary":{..},"findings":[..]}],"cut"}: at most `findings_max` findings are listed,
///  "cut" says that there were more; the summaries count all.
Result<json::Value> check_reports_json(const Workspace& workspace, const BatchScope& scope,
                                       std::size_t findings_max, const ProgressFunction& progress);

}  // namespace girs::report
