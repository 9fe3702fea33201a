#pragma once
// How far each member's report has come on its way into the aggregate of the unit above, in the
// words of official practice (DOMAIN.md section 4): after "approved" (đã duyệt chờ tổng hợp) follow
// "aggregated" (đã tổng hợp) and "completed" (hoàn thành), which depend on the aggregate that counts
// the report and so are never stored with the report itself.

#include <string>
#include <vector>

#include "json/value.h"
#include "report/draft.h"
#include "report/workspace.h"

namespace girs::report {

struct MemberStanding {
  std::string unit;
  /// "not-received", "submitted" (not decided yet), "returned", "withdrawn", "excluded", "approved"
  /// (accepted, not in the aggregate yet), "aggregated" (the aggregate counts it) or "completed"
  /// (and is signed).
  std::string state;
  std::string pid = {};        // the newest revision received; empty: none
  std::string counted = {};    // the package that the aggregate counts; empty: none
  std::string reason = {};     // of an exclusion or a return

  /// The aggregate counts a revision that no longer stands: it was corrected, returned or withdrawn.
  bool is_outdated() const { return !counted.empty() && (counted != pid || state == "returned"); }
};

/// Of every direct member that owes the report, as this store knows it; `key` is the aggregate's.
Result<std::vector<MemberStanding>> member_standings(const Workspace& workspace,
                                                     const store::ReportKey& key);

/// {"expected","counted","excluded","members":[{"unit","unit_name","state","pid","counted",
///  "outdated","reason"}]}
json::Value to_json(const Subject& subject, const Catalog& catalog,
                    const std::vector<MemberStanding>& members);

/// kConflict, with each of them as a mistake, when an aggregate counts reports that were returned or
/// withdrawn since: these are out of it, so it must be made anew.
Status require_members_stand(store::Connection& connection, const Draft& aggregate);

}  // namespace girs::report
